from datetime import date, timedelta
from typing import Any

import pytest

from tangguh.domains.places.models import Area
from tangguh.domains.programmes import selectors
from tangguh.domains.programmes.models import Activity, Cycle
from tests.factories import TODAY, make_activity, make_area, make_organization, make_programme
from tests.factories import make_cycle as cycle_of

pytestmark = pytest.mark.django_db

LAST = date(2026, 3, 31)


@pytest.fixture
def drill(cycle: Cycle, village: Area) -> Activity:
    """The agency's landslide drill in Teluk Kecimbung, in March."""
    return make_activity(
        cycle,
        village,
        hazard="landslide",
        planned_start=date(2026, 3, 1),
        planned_end=LAST,
    )


def another_agencys(drill: Activity, **fields: Any) -> Activity:
    """The same thing by the fire brigade, ten days after, unless told otherwise."""
    district = drill.cycle.programme.area
    brigade = make_organization(district, "Damkar")
    programme = make_programme(drill.cycle.programme.policy, lead=brigade)
    return make_activity(
        cycle_of(programme),
        fields.pop("area", drill.area),
        **{
            "hazard": "landslide",
            "planned_start": LAST + timedelta(days=10),
            "planned_end": LAST + timedelta(days=11),
        }
        | fields,
    )


@pytest.mark.parametrize(("days", "noticed"), [(59, True), (60, True), (61, False)])
def test_sixty_days_between_two_agencies_are_too_few(drill: Activity, days: int, noticed: bool):
    start = LAST + timedelta(days=days)
    other = another_agencys(drill, planned_start=start, planned_end=start)

    assert list(selectors.overlaps(drill, on=TODAY)) == ([other] if noticed else [])
    assert list(selectors.overlaps(other, on=TODAY)) == ([drill] if noticed else [])


def test_a_plan_for_the_whole_subdistrict_overlaps_one_in_its_village(drill: Activity):
    other = another_agencys(drill, area=drill.area.parent)

    assert list(selectors.overlaps(drill, on=TODAY)) == [other]
    assert list(selectors.overlaps(other, on=TODAY)) == [drill]


@pytest.mark.parametrize("different", [{"kind": "outreach"}, {"hazard": "flood"}, {"hazard": ""}])
def test_another_kind_or_hazard_is_another_thing(drill: Activity, different: dict[str, str]):
    another_agencys(drill, **different)

    assert not selectors.overlaps(drill, on=TODAY).exists()


def test_the_next_village_is_another_place(drill: Activity):
    another_agencys(drill, area=make_area("15.03.08.2010", "Pulau Buayo"))

    assert not selectors.overlaps(drill, on=TODAY).exists()


def test_an_agency_may_repeat_what_it_does_itself(drill: Activity):
    make_activity(drill.cycle, drill.area, hazard="landslide", planned_start=LAST, planned_end=LAST)

    assert not selectors.overlaps(drill, on=TODAY).exists()


def test_a_draft_is_looked_at_before_it_is_saved(drill: Activity):
    damkar = make_organization(drill.cycle.programme.area, "Damkar")
    draft = Activity(
        area=drill.area,
        lead=damkar,
        kind="drill",
        hazard="landslide",
        planned_start=LAST,
        planned_end=LAST,
    )

    assert list(selectors.overlaps(draft, on=TODAY)) == [drill]
