from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tangguh.domains.participation.models import AgeBand, Attendee, Forum
from tangguh.engines.disclosure import is_safe_split


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came to a forum, as counts. `lacking` says in words whose voice is missing."""

    people: int
    women: int
    men: int
    disabled: int
    by_age: tuple[tuple[str, int], ...]
    lacking: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether everybody whose voice counts was there."""
        return not self.lacking

    @property
    def sexes_may_be_shown(self) -> bool:
        """Whether nobody can be recognized in the split by sex."""
        return is_safe_split((self.women, self.men))

    @property
    def ages_may_be_shown(self) -> bool:
        """Whether nobody can be recognized in the split by age."""
        return is_safe_split(count for _band, count in self.by_age)

    @property
    def disabled_may_be_shown(self) -> bool:
        """Whether nobody can be recognized among those with a disability, or without."""
        return is_safe_split((self.disabled, self.people - self.disabled))


def attendance_of(forum: Forum) -> Attendance:
    """The counts of a forum's attendance list. One query."""
    counts = {
        "people": Count("pk"),
        "women": Count("pk", filter=Q(sex=Attendee.Sex.FEMALE)),
        "disabled": Count("pk", filter=Q(disabled=True)),
        **{band: Count("pk", filter=Q(age_band=band)) for band in AgeBand.values},
    }
    found = forum.attendees.filter(struck_at=None).aggregate(**counts)
    return Attendance(
        people=found["people"],
        women=found["women"],
        men=found["people"] - found["women"],
        disabled=found["disabled"],
        by_age=tuple((str(AgeBand(band).label), found[band]) for band in AgeBand.values),
        lacking=tuple(lacking(forum, found["people"], found["women"], found["disabled"])),
    )


def lacking(forum: Forum, people: int, women: int, disabled: int) -> Iterable[str]:
    """Whose voice is missing, by the least numbers that the forum was called with."""
    if people < forum.least_people:
        gap = forum.least_people - people
        yield ngettext(
            "%(gap)d more person of at least %(least)d",
            "%(gap)d more people of at least %(least)d",
            gap,
        ) % {"gap": gap, "least": forum.least_people}
    if women < forum.least_women:
        gap = forum.least_women - women
        yield ngettext(
            "%(gap)d more woman of at least %(least)d",
            "%(gap)d more women of at least %(least)d",
            gap,
        ) % {"gap": gap, "least": forum.least_women}
    if disabled < forum.least_disabled:
        yield _("people with a disability (at least %(least)d)") % {"least": forum.least_disabled}
