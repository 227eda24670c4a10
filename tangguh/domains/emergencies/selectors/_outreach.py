"""Outreach sessions, what people knew before and after, and what counts as a minimum service."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import Arrival, OutreachQuestion, OutreachSession
from tangguh.domains.emergencies.selectors._drills import few
from tangguh.domains.places.models import Area, PastEvent, ProneArea
from tangguh.errors import NotFound


@dataclass(frozen=True, slots=True)
class Change:
    """A question with the shares who knew its answer, in whole percents; None where nobody was asked."""

    question: OutreachQuestion

    @property
    def before(self) -> int | None:
        return share(self.question.right_before, self.question.asked_before)

    @property
    def after(self) -> int | None:
        return share(self.question.right_after, self.question.asked_after)

    @property
    def points(self) -> int | None:
        """Percentage points more, below 0 where fewer knew it after."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Service:
    """A minimum service: what counts, how often it was given, and in how many villages."""

    title: str
    counts: str
    people: int | None
    villages: int
    by_hazard: tuple[tuple[str, int], ...] = ()


def share(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def sessions() -> QuerySet[OutreachSession]:
    """Every session, newest first."""
    return OutreachSession.objects.select_related("area").order_by("-held_on", "-pk")


def session_for(pk: int) -> OutreachSession:
    """A session with what its page shows. It names nobody: everybody may read it."""
    rows = OutreachSession.objects.select_related("area__parent", "activity")
    found = rows.prefetch_related("shares", "questions").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such session. Look for it in the list."))
    return found


def split_of(session: OutreachSession) -> list[tuple[str, str]]:
    """Who came, group by group, as counts that point at nobody."""
    groups = [
        (_("of them women and girls"), session.women),
        (_("under 18"), session.children),
        (_("60 or older"), session.elderly),
        (_("with a disability"), session.disabled),
    ]
    return [(label, few(count)) for label, count in groups]


def shares_of(session: OutreachSession) -> list[tuple[str, str]]:
    """How many came from each RT, as counts that point at nobody."""
    shares = sorted(session.shares.all(), key=lambda row: row.neighbourhood)
    return [(row.neighbourhood, few(row.people)) for row in shares]


def changes_of(session: OutreachSession) -> tuple[Change, ...]:
    return tuple(map(Change, sorted(session.questions.all(), key=lambda asked: asked.number)))


def minimum_services(year: int, *, on: date) -> tuple[Service, ...]:
    """The three services of Permendagri 101/2018 for a year: attendances from exposed villages.

    Somebody who came twice is counted twice; nobody who came is known by name here.
    """
    prone = exposed().values("pk")
    told = OutreachSession.objects.filter(held_on__year=year, area__in=prone)
    drilled = Arrival.objects.filter(
        replaced_by=None, drill__held_on__year=year, drill__area__in=prone
    )
    words = parameters.counted_as_served(on)
    return (
        Service(_("Information on hazards"), words["information"], *given(told, "area", "hazard")),
        Service(
            _("Prevention and preparedness"),
            words["preparedness"],
            *given(drilled, "drill__area", "drill__hazard"),
        ),
        Service(_("Rescue and evacuation"), words["rescue"], None, 0),
    )


def exposed() -> QuerySet[Area]:
    """The villages that an official list names as prone, themselves or their subdistrict, or that were struck."""
    named = Q(prone_to__isnull=False) | Q(parent__prone_to__isnull=False)
    return Area.objects.filter(named | Q(past_events__isnull=False), level=Area.Level.VILLAGE)


def given(
    rows: QuerySet[Any], area: str, hazard: str
) -> tuple[int, int, tuple[tuple[str, int], ...]]:
    """Attendances, in how many villages, and how many for each hazard."""
    found = rows.aggregate(people=Sum("people"), villages=Count(area, distinct=True))
    split = rows.order_by(hazard).values_list(hazard).annotate(Sum("people"))
    names = dict([*ProneArea.Hazard.choices, *PastEvent.Hazard.choices])
    return found["people"] or 0, found["villages"], tuple((str(names[h]), n) for h, n in split)
