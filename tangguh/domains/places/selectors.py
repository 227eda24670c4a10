from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.places.models import (
    Alias,
    Area,
    District,
    NameList,
    PastEvent,
    Population,
    ProneArea,
)
from tangguh.engines.name_search import Entry, NameIndex
from tangguh.errors import NotFound


def within(code: str, *, lookup: str = "") -> Q:
    """An area and everything inside it: official codes nest by dotted prefix.

    `lookup` leads from the row that is filtered to its area ("area", "activity__area").
    """
    prefix = f"{lookup}__" if lookup else ""
    return Q(**{f"{prefix}code": code}) | Q(**{f"{prefix}code__startswith": f"{code}."})


def contains(outer: str, inner: str) -> bool:
    """Whether the area with the code `inner` is `outer` or lies inside it."""
    return inner == outer or inner.startswith(f"{outer}.")


def areas_within(area: Area) -> QuerySet[Area]:
    """The area and everything inside it, by code."""
    return Area.objects.filter(within(area.code)).order_by("code")


def villages_of(area: Area) -> QuerySet[Area]:
    """The villages (desa and kelurahan) in an area that exist today, with their subdistricts."""
    villages = areas_within(area).filter(level=Area.Level.VILLAGE, valid_to=None)
    return villages.select_related("parent")


def around(area: Area) -> list[Area]:
    """The areas around one, outermost first: province, district, subdistrict."""
    parts = area.code.split(".")
    codes = [".".join(parts[:depth]) for depth in range(1, len(parts))]
    return list(Area.objects.filter(code__in=codes).order_by("code"))


def around_and_inside(area: Area) -> tuple[list[Area], list[Area]]:
    """The areas around one, outermost first, and those directly inside it today, by code."""
    parts = area.code.split(".")
    codes = [".".join(parts[:depth]) for depth in range(1, len(parts))]
    wanted = Q(code__in=codes) | Q(parent=area, valid_to=None)
    found = list(Area.objects.filter(wanted).order_by("code"))
    return [each for each in found if each.code in codes], [
        each for each in found if each.code not in codes
    ]


_remembered: ContextVar[list[District | None] | None] = ContextVar("district", default=None)


@contextmanager
def district_remembered() -> Iterator[None]:
    """Ask the database for the home district only once, as long as one request lasts."""
    token = _remembered.set([])
    try:
        yield
    finally:
        _remembered.reset(token)


def home_district() -> District | None:
    """The district whose front page this installation shows, or None before one is added."""
    kept = _remembered.get()
    if kept:
        return kept[0]
    found = District.objects.select_related("area").order_by("pk").first()
    if kept is not None:
        kept.append(found)
    return found


def home_area() -> Area:
    """The area of that district; NotFound before one is added."""
    district = home_district()
    if district is None:
        raise NotFound(_("No district is served here yet."))
    return district.area


def now() -> datetime:
    """This moment, or noon of the day on which the demo scenario stands still."""
    district = home_district()
    if district is None or district.frozen_today is None:
        return timezone.now()
    return timezone.make_aware(datetime.combine(district.frozen_today, time(12)))


def today() -> date:
    """The district's calendar day."""
    return timezone.localdate(now())


def prone_codes(district: Area, hazard: str) -> frozenset[str]:
    """Codes of the areas that an official list names as prone to a hazard."""
    named = ProneArea.objects.filter(within(district.code, lookup="area"), hazard=hazard)
    return frozenset(named.values_list("area__code", flat=True))


def past_events(area: Area) -> QuerySet[PastEvent]:
    """What struck an area or something inside it, newest first, by the reports that name it."""
    named = Area.objects.filter(within(area.code))
    return PastEvent.objects.filter(areas__in=named).distinct().order_by("-started", "-pk")


def population_of(area: Area) -> Population | None:
    """The newest count of an area's people; the civil register's, where there are two."""
    return area.populations.order_by("-period", "-kind").first()


@dataclass(frozen=True, slots=True)
class Found:
    """A village or another area that answers a search, and the name by which it was found."""

    code: str
    name: str
    matched_name: str
    context: str


def search(text: str, *, limit: int = 10) -> tuple[Found, ...]:
    """Areas whose name, other name or code is like a text; typing errors are forgiven."""
    index, contexts = name_index(*stamp())
    return tuple(
        Found(match.key, match.name, match.matched_name, contexts.get(match.key, ""))
        for match in index.search(text, limit)
    )


def stamp() -> tuple[int, ...]:
    """What changes when a name comes or is another: the index is built anew then, and only then."""
    revision = NameList.objects.values_list("revision", flat=True).first() or 0
    areas = Area.objects.aggregate(rows=Count("pk"), last=Max("pk"))
    aliases = Alias.objects.aggregate(rows=Count("pk"), last=Max("pk"))
    return revision, areas["rows"], areas["last"] or 0, aliases["rows"], aliases["last"] or 0


@lru_cache(maxsize=1)
def name_index(*_stamp: int) -> tuple[NameIndex, dict[str, str]]:
    """All names of subdistricts and villages, and the names of the areas around each."""
    names = dict(Area.objects.values_list("code", "name"))
    contexts = {code: context_of(code, names) for code in names}
    levels = (Area.Level.SUBDISTRICT, Area.Level.VILLAGE)
    wanted = Area.objects.filter(level__in=levels, valid_to=None)
    entries = [
        Entry(code, name, contexts[code])
        for code, name in wanted.order_by("code").values_list("code", "name")
    ]
    aliases = Alias.objects.order_by("pk").values_list("area__code", "name")
    entries += [Entry(code, name, contexts.get(code, "")) for code, name in aliases]
    return NameIndex(entries), contexts


def context_of(code: str, names: dict[str, str]) -> str:
    """The areas around one, nearest first, without the province: "Pauh, Sarolangun"."""
    around_it: list[str] = []
    outer = code.rpartition(".")[0]
    while outer.count(".") >= 1:
        around_it.append(names.get(outer, ""))
        outer = outer.rpartition(".")[0]
    return ", ".join(filter(None, around_it))
