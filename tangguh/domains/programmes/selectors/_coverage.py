from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies.selectors import months_after
from tangguh.domains.programmes.models import Activity, Programme, Update
from tangguh.domains.programmes.selectors._reading import activities_for, programmes_for

VILLAGE_PARTS = 4  # 15.03.08.2006
CLASS_STARTS = (1, 2, 4, 8, 16)


@dataclass(frozen=True, slots=True)
class CoverageFilters:
    """What counts: activities of a kind, against a hazard, of a programme, in a part of the district.

    Empty means all. `months` looks back from the day on which it is asked.
    """

    hazard: str = ""
    kind: str = ""
    programme: int | None = None
    subdistrict: str = ""
    months: int = 12


@dataclass(frozen=True, slots=True)
class VillageRow:
    """What reached one village: how many activities in all, and of each programme by its number."""

    area: Area
    prone: bool
    drills: int
    total: int
    by_programme: Mapping[int, int]

    def cells(self, programmes: Iterable[Programme]) -> tuple[int, ...]:
        """How many activities of each of these programmes reached the village."""
        return tuple(self.by_programme.get(programme.pk, 0) for programme in programmes)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Villages by programmes for a period. Rows stand in the order in which they need a look."""

    since: date
    until: date
    programmes: tuple[Programme, ...]
    rows: tuple[VillageRow, ...]
    counts_drills: bool

    def measure(self, row: VillageRow) -> int:
        """By what a village counts as reached: by drills where a hazard is asked for, else by all."""
        return row.drills if self.counts_drills else row.total

    @property
    def never_reached(self) -> tuple[VillageRow, ...]:
        """The villages where it did not happen once, officially prone ones first."""
        return tuple(row for row in self.rows if not self.measure(row))

    def most_reaching(self, most: int) -> tuple[Programme, ...]:
        """The programmes that reached most villages, by code, at most so many."""
        villages = Counter(pk for row in self.rows for pk in row.by_programme)
        best = {pk for pk, _count in villages.most_common(most)}
        return tuple(programme for programme in self.programmes if programme.pk in best)

    @property
    def counts(self) -> dict[str, int]:
        """How many, by the code of the village: for a map or a table."""
        return {row.area.code: self.measure(row) for row in self.rows}

    @property
    def classes(self) -> dict[str, int]:
        """The shade of each village by its code: 0 for none, then 1, 2-3, 4-7, 8-15, 16 and more."""
        return {code: shade(count) for code, count in self.counts.items()}


def shade(count: int) -> int:
    """The class of a count, from 0 to 5."""
    return sum(count >= start for start in CLASS_STARTS)


def coverage(viewer: Viewer, district: Area, filters: CoverageFilters, *, on: date) -> Coverage:
    """Which programmes reached which villages of a district in the months up to a day.

    An activity reached a village when an update in the period tells of progress or of people.
    One for a whole subdistrict is not counted for each of its villages; one in a hamlet is
    counted for its village.
    """
    since = months_after(on, -filters.months)
    activities = reached(matching(viewer, filters), since=since, until=on)
    cells, drills = counted(activities)
    shown = sorted({programme for row in cells.values() for programme in row})
    named = programmes_for(viewer).select_related(None).only("code", "title")
    programmes = tuple(named.filter(pk__in=shown).order_by("code", "pk"))
    prone = places.prone_codes(district, filters.hazard) if filters.hazard else frozenset()
    villages = places.villages_of(district)
    if filters.subdistrict:
        villages = villages.filter(places.within(filters.subdistrict))
    rows = [
        VillageRow(
            area=village,
            prone=any(places.contains(code, village.code) for code in prone),
            drills=drills[village.code],
            total=sum(cells[village.code].values()),
            by_programme=cells[village.code],
        )
        for village in villages
    ]
    found = Coverage(since, on, programmes, (), bool(filters.hazard and not filters.kind))
    rows.sort(key=lambda row: urgency(found.measure(row), row))
    return Coverage(since, on, programmes, tuple(rows), found.counts_drills)


def urgency(count: int, row: VillageRow) -> tuple[bool, bool, int, str]:
    """Never reached first, of these the officially prone ones; then the least reached."""
    return (count > 0, not row.prone, count, row.area.code)


def matching(viewer: Viewer, filters: CoverageFilters) -> QuerySet[Activity]:
    """The activities that a reader may see and that fit the filters."""
    asked = {
        "hazard": filters.hazard,
        "kind": filters.kind,
        "cycle__programme": filters.programme,
    }
    return activities_for(viewer).filter(**{name: value for name, value in asked.items() if value})


def reached(activities: QuerySet[Activity], *, since: date, until: date) -> QuerySet[Activity]:
    """Those of the activities that really did something after one day and up to another."""
    told = Update.objects.filter(
        Q(progress__gt=0) | Q(people__gt=0),
        activity=OuterRef("pk"),
        happened_on__gt=since,
        happened_on__lte=until,
    )
    return activities.filter(Exists(told))


def counted(activities: QuerySet[Activity]) -> tuple[Mapping[str, Counter[int]], Counter[str]]:
    """How many activities reached a village by programme, and how many drills."""
    cells: dict[str, Counter[int]] = defaultdict(Counter)
    drills: Counter[str] = Counter()
    rows = activities.order_by().values_list("area__code", "cycle__programme", "kind")
    for code, programme, kind, count in rows.annotate(count=Count("pk")):
        village = village_code(code)
        cells[village][programme] += count
        if kind == Activity.Kind.DRILL:
            drills[village] += count
    return cells, drills


def village_code(code: str) -> str:
    """The code of the village in which a hamlet or neighbourhood lies; larger areas stay as they are."""
    return ".".join(code.split(".")[:VILLAGE_PARTS])
