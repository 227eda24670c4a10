from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from tangguh.domains.accounts.models import User
from tangguh.domains.places.models import Area, ProneArea
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes import selectors
from tangguh.domains.programmes.models import Cycle
from tangguh.domains.programmes.selectors import Coverage, CoverageFilters
from tests.domains.programmes.drafts import tell
from tests.factories import SOURCED, TODAY, make_activity, make_area

pytestmark = pytest.mark.django_db


def asked(district: Area, **filters: Any) -> Coverage:
    return selectors.coverage(AnonymousUser(), district, CoverageFilters(**filters), on=TODAY)


def names(found: Coverage) -> list[str]:
    return [row.area.name for row in found.rows]


def reach(cycle: Cycle, village: Area, by: User, on: date = TODAY, **fields: object) -> None:
    activity = make_activity(cycle, village, **{"hazard": "landslide"} | fields)
    tell(activity, by, on, people=20)


def test_filtering_landslide_shows_tambak_ratu_with_zero_drills_at_the_top(
    district: Area, cycle: Cycle, dewi: User
):
    # All of Batang Asai is officially prone. Tambak Ratu was told about landslides, yet never
    # practised, Batin Pengambang practised, and Teluk Kecimbung is not prone.
    batang_asai = make_area("15.03.01", "Batang Asai")
    tambak_ratu = make_area("15.03.01.2001", "Tambak Ratu")
    batin_pengambang = make_area("15.03.01.2005", "Batin Pengambang")
    make_area("15.03.08.2006", "Teluk Kecimbung")
    ProneArea.objects.create(area=batang_asai, hazard="landslide", **SOURCED)
    reach(cycle, batin_pengambang, dewi)
    reach(cycle, tambak_ratu, dewi, kind="outreach")

    found = asked(district, hazard="landslide", months=12)

    assert names(found) == ["Tambak Ratu", "Teluk Kecimbung", "Batin Pengambang"]
    top = found.rows[0]
    assert (top.prone, top.drills, top.total) == (True, 0, 1)
    assert [row.area.name for row in found.never_reached] == ["Tambak Ratu", "Teluk Kecimbung"]
    assert found.counts["15.03.01.2005"] == 1


def test_never_reached_villages_come_first_then_the_least_reached(
    district: Area, cycle: Cycle, dewi: User
):
    once, never, twice = (
        make_area(f"15.03.08.200{number}", name)
        for number, name in enumerate(["Rantau Gedang", "Batu Penyabung", "Muara Lati"], start=1)
    )
    for village in (once, twice, twice):
        reach(cycle, village, dewi)

    found = asked(district)

    assert [row.area for row in found.rows] == [never, once, twice]
    assert [row.cells([cycle.programme]) for row in found.rows] == [(0,), (1,), (2,)]
    assert found.classes == {never.code: 0, once.code: 1, twice.code: 2}


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2025, 11, 24), 0),  # a year ago to the day is over
        (date(2025, 11, 25), 1),
        (TODAY, 1),
        (TODAY + timedelta(days=1), 0),
    ],
)
def test_the_period_is_the_last_twelve_months(
    district: Area, cycle: Cycle, village: Area, dewi: User, day: date, counts: int
):
    reach(cycle, village, dewi, on=day)

    assert asked(district).counts[village.code] == counts


def test_a_report_that_nothing_happened_reaches_nobody(
    district: Area, cycle: Cycle, village: Area, dewi: User
):
    tell(make_activity(cycle, village), dewi, TODAY, progress=0, people=0)

    assert asked(district).counts[village.code] == 0


def test_a_hamlet_counts_for_its_village_and_a_subdistrict_for_none(
    district: Area, cycle: Cycle, village: Area, dewi: User
):
    hamlet = make_area(f"{village.code}.01", "Dusun I", level=Area.Level.HAMLET, kind="")
    reach(cycle, hamlet, dewi)
    reach(cycle, Area.objects.get(code="15.03.08"), dewi)

    assert asked(district).counts == {village.code: 1}


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"kind": "drill"}, 1),
        ({"kind": "training"}, 0),
        ({"hazard": "flood"}, 0),
        ({"subdistrict": "15.03.08"}, 1),
    ],
)
def test_filters_say_what_counts(
    district: Area, cycle: Cycle, village: Area, dewi: User, filters: dict[str, str], count: int
):
    reach(cycle, village, dewi)

    assert asked(district, **filters).counts == {village.code: count}


def test_another_subdistrict_leaves_the_village_out(district: Area, cycle: Cycle, village: Area):
    make_area("15.03.01.2001", "Tambak Ratu")

    assert names(asked(district, subdistrict="15.03.01")) == ["Tambak Ratu"]


def test_the_public_does_not_see_work_under_a_draft(
    district: Area, cycle: Cycle, village: Area, dewi: User
):
    reach(cycle, village, dewi)
    Policy.objects.update(status=Policy.Status.DRAFT)

    officials = selectors.coverage(dewi, district, CoverageFilters(), on=TODAY)

    assert asked(district).counts == {village.code: 0}
    assert officials.counts == {village.code: 1}


@pytest.mark.parametrize(
    ("count", "shade"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (7, 3), (8, 4), (15, 4), (16, 5)]
)
def test_shades_double(count: int, shade: int):
    assert selectors.shade(count) == shade
