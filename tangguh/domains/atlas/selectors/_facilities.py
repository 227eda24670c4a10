from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.atlas.errors import NoSuchFacility
from tangguh.domains.atlas.models import Facility
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area

DEED = "atlas.edit_facilities"
OPEN = ~Q(ending=Facility.Ending.MISTAKEN)


class Standing(models.TextChoices):
    """Which lines are asked for."""

    IN_USE = "", gettext_lazy("In use")
    ENDED = "ended", gettext_lazy("Taken off the list")
    ALL = "all", gettext_lazy("All")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows."""

    words: str = ""
    kind: str = ""
    area: str = ""
    standing: str = Standing.IN_USE


@dataclass(frozen=True, slots=True)
class Summary:
    """The facilities of an area on its own page: a village's lines, or numbers by kind."""

    lines: tuple[Facility, ...]
    kinds: tuple[tuple[str, str, int], ...]

    def __bool__(self) -> bool:
        return bool(self.lines or self.kinds)


def facilities(viewer: Viewer, filters: Filters) -> QuerySet[Facility]:
    """The facilities that somebody may read, by village, kind and name.

    They are public; what was listed by mistake is open only to those who may correct it.
    """
    rows = accounts.open_to(viewer, Facility.objects.all(), deed=DEED, public=OPEN)
    if filters.standing == Standing.IN_USE:
        rows = rows.filter(ended_on=None)
    if filters.standing == Standing.ENDED:
        rows = rows.filter(ended_on__isnull=False)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.area:
        rows = rows.filter(places.within(filters.area, lookup="area"))
    for word in filters.words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(note__icontains=word))
    return rows.select_related("area__parent").order_by("area__code", "kind", "name", "pk")


def number_by_village(rows: QuerySet[Facility]) -> dict[str, int]:
    """How many of the facilities stand in each village, by code."""
    counted = rows.order_by().values_list("area__code").annotate(number=Count("pk"))
    return dict(counted)


def facility_for(viewer: Viewer, pk: int) -> Facility:
    """One facility; the only way to its page."""
    found = facilities(viewer, Filters(standing=Standing.ALL)).filter(pk=pk).first()
    if found is None:
        raise NoSuchFacility(_("There is no facility number %(number)d.") % {"number": pk})
    return found


def facilities_in(area: Area) -> QuerySet[Facility]:
    """The facilities in use of a village, by kind and name."""
    return Facility.objects.filter(area=area, ended_on=None).order_by("kind", "name")


def facilities_of(area: Area) -> Summary:
    """What an area's page tells of its facilities, in one query."""
    if area.level == Area.Level.VILLAGE:
        return Summary(tuple(facilities_in(area)), ())
    rows = Facility.objects.filter(places.within(area.code, lookup="area"), ended_on=None)
    numbers = dict(rows.values_list("kind").annotate(number=Count("pk")))
    kinds = [kind for kind in Facility.Kind if kind in numbers]
    return Summary((), tuple((kind.value, str(kind.label), numbers[kind]) for kind in kinds))


def may_add_facility(viewer: Viewer, area: Area) -> bool:
    """Whether somebody may put a facility on the list of just this area."""
    is_village = area.level == Area.Level.VILLAGE and area.valid_to is None
    return is_village and accounts.may(viewer, DEED, at=area)


def villages_for(viewer: Viewer) -> QuerySet[Area]:
    """The villages of whose lists somebody may change a line."""
    villages = Area.objects.filter(level=Area.Level.VILLAGE, valid_to=None)
    return accounts.open_to(viewer, villages, deed=DEED, area="").order_by("code")
