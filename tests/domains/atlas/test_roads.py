"""Roads: taken in, closed from the field, corrected, drawn; refused and forbidden."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.errors import (
    PositionRefused,
    RoadChanged,
    RoadRefused,
    RoadsRefused,
    RoadsWaitNoLonger,
)
from tangguh.domains.atlas.models import Road, RoadAct, RoadNode, RoadSet
from tangguh.domains.audit.models import Entry
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed
from tests.factories import NOW, TODAY, make_person

pytestmark = pytest.mark.django_db

# Two villages side by side; the road from one into the other has a bridge in the middle.
REGISTER = """id,nama,status,from_lon,from_lat,to_lon,to_lat,jembatan
1,Simpang,Desa,102.02,-2.45,102.08,-2.45,
2,Jembatan,Desa,102.08,-2.45,102.12,-2.45,ya
3,Ujung,Kabupaten,102.12,-2.45,102.18,-2.45,
"""
ACT = UUID("019a0000-0000-7000-8000-000000000001")
SAID = {"source": "Dinas PUPR 2026", "as_of": TODAY, "now": NOW}


def register(tmp_path: Path, text: str = REGISTER) -> Path:
    path = tmp_path / "jalan.csv"
    path.write_text(text)
    return path


@pytest.fixture
def planner(district: Area):
    return make_person("sari", "planner", district)


@pytest.fixture
def cadre(district: Area):
    return make_person("ani", "cadre", Area.objects.get(code="15.03.01.2001"))


@pytest.fixture
def in_use(district: Area, planner, tmp_path: Path) -> RoadSet:
    return services.load_roads(by=planner, district=district, file=register(tmp_path), **SAID)


def road(name: str) -> Any:
    found = Road.objects.get(name=name, road_set__replaced_at=None, road_set__waiting=False)
    return selectors.road_for(found.pk, now=NOW)


def close(by, name: str = "Simpang", **fields) -> RoadAct:
    said = {"reason": "flood", "act_id": ACT, "happened_at": NOW, "now": NOW} | fields
    return services.close_road(by=by, road=road(name), **said)


def test_checked_roads_wait_and_are_used_once_accepted(district: Area, planner, tmp_path: Path):
    found = services.propose_roads(by=planner, district=district, file=register(tmp_path), **SAID)
    assert selectors.roads_in_use(district) is None
    assert (found.report["roads"], found.report["junctions"]) == (3, 4)

    accepted = services.accept_roads(by=planner, road_set=found.road_set, now=NOW)

    assert selectors.roads_in_use(district) == accepted
    assert accepted.roads.get(way="1").area.code == "15.03.01.2001"
    assert Entry.objects.filter(deed="atlas.roads_imported").exists()
    with pytest.raises(RoadsWaitNoLonger):
        services.accept_roads(by=planner, road_set=accepted, now=NOW)


def test_what_waits_makes_way_for_a_newer_file_or_is_put_away(
    district: Area, planner, tmp_path: Path
):
    said = {"by": planner, "district": district, "file": register(tmp_path), **SAID}
    services.propose_roads(**said)

    newer = services.propose_roads(**said).road_set
    assert RoadSet.objects.get() == newer
    services.discard_roads(by=planner, road_set=newer)

    assert [kind.objects.count() for kind in (RoadSet, Road, RoadNode)] == [0, 0, 0]
    assert Entry.objects.filter(deed="atlas.roads_discarded").exists()


def test_a_cadre_takes_no_roads_in(district: Area, cadre, tmp_path: Path):
    with pytest.raises(NotAllowed):
        services.propose_roads(by=cadre, district=district, file=register(tmp_path), **SAID)


def test_contradicting_one_ways_stand_in_the_way_and_nothing_is_stored(
    district: Area, planner, tmp_path: Path
):
    text = (
        "id,class,from_lon,from_lat,to_lon,to_lat,one_way\n"
        "1,desa,102.02,-2.45,102.08,-2.45,1\n2,desa,102.08,-2.45,102.02,-2.45,1\n"
    )
    file = register(tmp_path, text)

    found = services.propose_roads(by=planner, district=district, file=file, **SAID)

    assert found.road_set is None
    assert found.report["faults"]["contradicting"][0]["ways"] == ["1", "2"]
    with pytest.raises(RoadsRefused):
        services.load_roads(by=planner, district=district, file=file, **SAID)
    assert not RoadSet.objects.exists()


def test_a_road_far_away_is_named(district: Area, planner, tmp_path: Path):
    file = register(tmp_path, REGISTER.replace("102.02,-2.45,102.08", "106.8,-6.2,106.9"))

    with pytest.raises(RoadsRefused, match="road 1; the first lies at latitude -6"):
        services.propose_roads(by=planner, district=district, file=file, **SAID)


def test_a_cadre_closes_a_road_of_the_own_village_once_and_opens_it(in_use: RoadSet, cadre):
    close(cadre)
    close(cadre)

    assert RoadAct.objects.count() == 1
    assert road("Simpang").is_closed
    assert not road("Ujung").is_closed

    opened = UUID("019a0000-0000-7000-8000-000000000002")
    when = NOW + timedelta(hours=1)
    services.open_road(by=cadre, road=road("Simpang"), act_id=opened, happened_at=when, now=when)
    assert not road("Simpang").is_closed
    assert RoadAct.objects.count() == 2


def test_a_cadre_closes_no_road_of_another_village(in_use: RoadSet, cadre):
    with pytest.raises(NotAllowed):
        close(cadre, "Ujung")
    assert not RoadAct.objects.exists()


def test_a_closure_that_arrives_late_does_not_undo_a_later_opening(in_use: RoadSet, cadre):
    opened = UUID("019a0000-0000-7000-8000-000000000002")
    services.open_road(by=cadre, road=road("Simpang"), act_id=opened, happened_at=NOW, now=NOW)

    close(cadre, happened_at=NOW - timedelta(hours=2))

    assert not road("Simpang").is_closed


def test_a_closure_runs_out_on_its_day_and_never_ends_before_it_begins(in_use: RoadSet, cadre):
    close(cadre, happened_at=NOW - timedelta(days=2), until=NOW - timedelta(days=1))
    assert not road("Simpang").is_closed

    with pytest.raises(RoadRefused):
        close(cadre, until=NOW - timedelta(days=1))


def test_a_device_with_its_clock_ahead_does_not_see_the_future(in_use: RoadSet, cadre):
    assert close(cadre, happened_at=NOW + timedelta(days=9)).happened_at == NOW


def test_a_new_file_keeps_what_people_closed_corrected_and_drew(
    in_use: RoadSet, district: Area, planner, cadre, tmp_path: Path
):
    close(cadre)
    services.correct_road(by=planner, road=road("Ujung"), version=1, name="Ujung Baru")
    said = {"by": planner, "district": district, "road_class": "boat", "name": "Ketek", "now": NOW}
    (drawn,) = services.draw_road(line=[(102.0201, -2.4501), (102.03, -2.43)], **said)

    later = services.load_roads(by=planner, district=district, file=register(tmp_path), **SAID)

    assert later.report["carried"] == {"roads": 3, "lost": []}
    assert road("Simpang").is_closed
    assert road("Ujung Baru").way == "3"
    assert road("Ketek").road_set == later
    assert road("Ketek").pk != drawn.pk
    in_use.refresh_from_db()
    assert in_use.replaced_at == NOW


def draw(planner, district: Area, *bends: tuple[float, float]) -> list[Road]:
    said = {"by": planner, "district": district, "road_class": "foot", "name": "", "now": NOW}
    return services.draw_road(line=bends, **said)


def test_a_drawn_road_joins_the_junction_near_its_end(in_use: RoadSet, district: Area, planner):
    (drawn,) = draw(planner, district, (102.0201, -2.4501), (102.025, -2.43), (102.03, -2.43))

    assert drawn.from_node == road("Simpang").from_node
    assert drawn.line[0] == [102.02, -2.45]
    assert len(drawn.line) == 3
    assert drawn.length_m == pytest.approx(2848, rel=0.01)


@pytest.mark.parametrize(
    ("bends", "why"),
    [
        ([(102.02, -2.45), (102.02, -2.45)], "between 5 m and 20 km"),
        ([(102.02, -2.45), (102.19, -2.45), (102.02, -2.45)], "between 5 m and 20 km"),
        ([(102.0201, -2.4501), (102.0199, -2.4499)], "same junction"),
        ([(-2.45, 102.02), (102.03, -2.43)], "exchanged"),
        ([(102.02, -2.45)], "between 2 and 500 bends"),
    ],
)
def test_what_is_no_road_is_refused_and_nothing_is_drawn(
    in_use: RoadSet, district: Area, planner, bends, why: str
):
    with pytest.raises((RoadRefused, PositionRefused), match=why):
        draw(planner, district, *bends)
    assert not Road.objects.filter(is_drawn=True).exists()


def test_a_road_drawn_over_a_junction_is_joined_there(in_use: RoadSet, district: Area, planner):
    drawn = draw(planner, district, (102.08, -2.43), (102.08, -2.45), (102.08, -2.47))

    assert len(drawn) == 2
    assert drawn[0].to_node == drawn[1].from_node == road("Simpang").to_node


def test_an_end_on_a_road_cuts_it_and_a_closure_holds_for_both_halves(
    in_use: RoadSet, district: Area, planner, cadre
):
    close(cadre)

    (drawn,) = draw(planner, district, (102.05, -2.4501), (102.05, -2.43))

    halves = Road.objects.filter(name="Simpang")
    assert {half.pk: half.length_m for half in halves}.keys() == {
        road.pk for road in halves if drawn.from_node in {road.from_node, road.to_node}
    }
    assert sum(half.length_m for half in halves) == pytest.approx(6666, rel=0.01)
    assert len(selectors.closures(selectors.roads_in_use(district), now=NOW)) == 2


def test_a_road_is_moved_and_keeps_the_ends_that_stay(in_use: RoadSet, planner):
    before = road("Simpang")
    bends = [(102.02, -2.45), (102.05, -2.44), (102.08, -2.45)]

    moved = services.move_road(by=planner, road=before, version=1, line=bends)

    assert (moved.from_node, moved.to_node) == (before.from_node, before.to_node)
    assert moved.length_m > before.length_m
    with pytest.raises(RoadChanged):
        services.move_road(by=planner, road=before, version=1, line=bends)


def test_a_cadre_neither_draws_nor_corrects(in_use: RoadSet, district: Area, cadre):
    with pytest.raises(NotAllowed):
        services.correct_road(by=cadre, road=road("Simpang"), version=1, name="X")
    with pytest.raises(NotAllowed):
        draw(cadre, district, (102.02, -2.45), (102.03, -2.43))
    with pytest.raises(NotAllowed):
        services.move_road(by=cadre, road=road("Simpang"), version=1, line=[])


def test_a_correction_of_what_somebody_else_corrected_is_refused(in_use: RoadSet, planner):
    services.correct_road(by=planner, road=road("Simpang"), version=1, is_bridge=True)

    with pytest.raises(RoadChanged):
        services.correct_road(by=planner, road=road("Simpang"), version=1, name="Lain")


def test_the_districts_own_figure_goes_before_our_guess_from_its_day_on(
    district: Area, planner, cadre
):
    guess = selectors.paces(district, on=TODAY)["village"]
    said = {
        "district": district,
        "road_class": "village",
        "speed_kmh": 15.0,
        "capacity_pps": 0.5,
        "reference": "Hitung di Simpang, 2 Nov 2026",
    }
    services.set_capacity(by=planner, since=TODAY, **said)

    assert selectors.paces(district, on=TODAY)["village"].capacity_pps == 0.5
    assert selectors.paces(district, on=TODAY - timedelta(days=1))["village"] == guess
    with pytest.raises(NotAllowed):
        services.set_capacity(by=cadre, since=TODAY, **said)


def test_the_map_of_roads_is_drawn_once_and_anew_when_somebody_corrects_one(
    in_use: RoadSet, district: Area, planner, django_assert_num_queries
):
    def drawn():
        used = selectors.roads_in_use(district)
        return selectors.road_map(used, selectors.RoadFilters(), (), on=TODAY)

    first = drawn()
    with django_assert_num_queries(3):  # the set, its district, the boundaries
        assert drawn() == first

    services.correct_road(by=planner, road=road("Ujung"), version=1, road_class="foot")

    assert [path.dash for path in drawn().paths] != [path.dash for path in first.paths]
