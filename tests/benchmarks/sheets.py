"""What is printed for the wall, the door and the desk, and what a page waits for after an edit."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale, Table

if TYPE_CHECKING:  # it needs Django, which is loaded late
    from django.test import Client

    from tests.benchmarks.district_size import District

MOST_SECONDS = 3
REQUESTS = {Scale.FULL: 7, Scale.TINY: 1}
NOTE = (
    "Seconds by the clock, over WSGI within the process: from asking until the whole file is there. "
    "The village plan has 12 RTs, 6 shelters and 12 routes; nothing of a sheet is kept between two "
    "requests. The first holds the loading of what lays out pages. After an edit: a road is closed, "
    "and the map of all roads is drawn anew."
)


def measure(scale: Scale) -> Report:
    from tests.benchmarks import installation

    installation.make_ready()
    from tests.benchmarks import district_size

    district = district_size.build(district_size.SIZES[scale])
    return look_at(district, scale)


def look_at(district: "District", scale: Scale) -> Report:
    """Every sheet once and then some times, and the road map after a closure."""
    from django.urls import reverse

    from tests.benchmarks import browsing, timing

    client = browsing.Browser(requests=1, rounds=1, aim=0).client("")
    lines, rows = [], []
    for name, path in sheets(district):
        first, *others = [
            timing.milliseconds(asking(client, path)) / 1000 for _ in range(1 + REQUESTS[scale])
        ]
        slowest = max(others)
        lines.append(
            (name, f"{first:.2f}", f"{timing.percentile(others, 50):.2f}", f"{slowest:.2f}")
        )
        rows.append(Row(f"{name}, slowest of {len(others)}", slowest, "s", MOST_SECONDS))
    close_a_road(district)
    roads = timing.milliseconds(asking(client, reverse("atlas:roads"))) / 1000
    rows.append(Row("the map of all roads, first after a closure", roads, "s"))
    head = ("sheet", "first s", "p50 s", "slowest s")
    return Report(rows=tuple(rows), table=Table(head, tuple(lines)), notes=(NOTE,))


def sheets(district: "District") -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from tangguh.domains.emergencies.models import VillagePlan

    plan = VillagePlan.objects.exclude(in_force_at=None).get()
    village = plan.area.code
    yield "evacuation map, A3", reverse("emergencies:plan_map", args=[plan.key])
    yield "household card, A5", reverse("emergencies:plan_card", args=[plan.key])
    yield "contingency plan, A4", reverse("emergencies:plan_document", args=[plan.key])
    yield "hazard profile, two pages", reverse("emergencies:profile_sheet", args=[village])
    yield "evidence for the index", reverse("resilience:evidence_sheet", args=[village])


def asking(client: "Client", path: str) -> Callable[[], object]:
    def ask() -> object:
        answer = client.get(path)
        if answer.status_code != 200:
            raise AssertionError(f"{path} answers {answer.status_code}")
        return answer.getvalue()

    return ask


def close_a_road(district: "District") -> None:
    from tangguh.domains.atlas import services as atlas
    from tangguh.domains.atlas.models import Road, RoadAct
    from tests.benchmarks.district_size.ground import TODAY, noon

    road = Road.objects.select_related("area").order_by("pk")[0]
    atlas.close_road(
        by=district.operators[road.area_id],
        road=road,
        reason=RoadAct.Reason.FLOOD,
        act_id=uuid4(),
        happened_at=noon(TODAY),
        now=noon(TODAY),
    )


BENCHMARK = Benchmark("sheets", "Sheets for the wall and the door", measure)
