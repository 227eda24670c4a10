"""Networks small enough to draw on a napkin. One degree is taken for 111 km at the equator."""

import numpy as np
import pytest
import shapely

from tangguh.engines.roads import (
    Kind,
    Passage,
    Rule,
    Water,
    Way,
    cut,
    faults,
    joined,
    links,
    passages,
)

M = 1 / 111_195  # degrees a metre, at the equator


def way(id_: str, *points: tuple[float, float], keys: str = "", **fields) -> Way:
    """A road through points in metres; its keys are letters, or the points themselves."""
    said = {"road_class": "village"} | fields
    return Way(id_, tuple(keys) or points, np.array(points, float) * M, **said)


def kinds(*ways: Way, rivers=()) -> list[Kind]:
    return [fault.kind for fault in faults(cut(ways), rivers)]


def test_ways_are_cut_where_they_meet_and_lengths_add_up():
    # a ── b ── c with d hanging on b: three pieces, 100 + 200 + 50 m.
    main = way("1", (0, 0), (100, 0), (300, 0), keys="abc")
    side = way("2", (100, 0), (100, 50), keys="bd")

    network = cut([main, side])

    assert [piece.id for piece in network.ways] == ["1", "1", "2"]
    assert network.length_m == pytest.approx([100, 200, 50], rel=1e-3)
    assert network.keys == ("a", "b", "c", "d")


def test_a_bend_is_no_junction():
    network = cut([way("1", (0, 0), (100, 0), (100, 100), keys="abc")])

    assert len(network.ways) == 1
    assert network.length_m == pytest.approx([200], rel=1e-3)


def test_a_way_that_meets_itself_is_cut_there():
    loop = way("1", (0, 0), (100, 0), (100, 100), (0, 100), (100, 0), keys="abcdb")

    assert len(cut([loop]).ways) == 2


def test_a_one_way_against_its_line_is_turned_round():
    network = cut([way("1", (0, 0), (100, 0), keys="ab", one_way=-1)])

    assert [network.keys[network.tail[0]], network.keys[network.head[0]]] == ["b", "a"]
    assert network.one_way.tolist() == [True]


def test_lines_without_keys_meet_where_their_ends_nearly_touch():
    near = way("1", (0, 0), (100, 0))
    touching = way("2", (102, 0), (200, 0))
    apart = way("3", (210, 0), (300, 0))

    network = cut(joined([near, touching, apart]))

    assert len(network.points) == 5


def test_an_island_is_named_with_its_length():
    main = way("1", (0, 0), (1000, 0))
    island = way("2", (0, 500), (100, 500))

    found = faults(cut([main, island]))

    assert [(fault.kind, fault.pieces) for fault in found] == [(Kind.ISLAND, (1,))]
    assert found[0].metres == pytest.approx(100, rel=1e-3)


def test_an_end_that_stops_short_of_a_road_is_named_and_located():
    main = way("1", (0, 0), (1000, 0))
    short = way("2", (500, 10), (500, 300))

    dangling = [f for f in faults(cut([main, short])) if f.kind is Kind.DANGLING]

    assert [fault.pieces for fault in dangling] == [(0,)]
    assert dangling[0].metres == pytest.approx(10, rel=1e-2)
    assert (dangling[0].longitude, dangling[0].latitude) == pytest.approx((500 * M, 10 * M))


def test_a_dead_end_far_from_everything_is_no_fault():
    assert kinds(way("1", (0, 0), (500, 0), (1000, 0)), way("2", (500, 0), (500, 300))) == []


def test_a_river_needs_a_bridge_a_ford_or_a_boat():
    river = [shapely.LineString(np.array([(50, -50), (50, 50)]) * M)]
    over = ((0, 0), (100, 0))

    assert kinds(way("1", *over), rivers=river) == [Kind.UNBRIDGED]
    assert kinds(way("1", *over, is_bridge=True), rivers=river) == []
    assert kinds(way("1", *over, is_ford=True), rivers=river) == []
    assert kinds(way("1", *over, road_class="boat"), rivers=river) == []


def test_two_roads_between_the_same_ends_are_kept_as_two():
    short = way("1", (0, 0), (100, 0), keys="ab")
    round_about = way("2", (0, 0), (50, 50), (100, 0), keys="axb")

    assert kinds(short, round_about) == [Kind.PARALLEL]


def test_the_same_stretch_twice_is_doubled_and_contradicts_where_directions_differ():
    ends = ((0, 0), (100, 0))
    back = way("2", *ends[::-1], keys="ba", one_way=1)

    assert kinds(way("1", *ends, keys="ab"), way("2", *ends, keys="ab")) == [Kind.DOUBLED]
    assert Kind.CONTRADICTING in kinds(way("1", *ends, keys="ab", one_way=1), back)


def test_where_one_ways_let_nobody_out_is_named():
    main = way("1", (0, 0), (100, 0), (200, 0), keys="abc")
    into = way("2", (100, 0), (100, 100), keys="bd", one_way=1)

    assert kinds(main, into) == [Kind.TRAP]


def test_no_capacity_and_no_length_are_named():
    assert kinds(way("1", (0, 0), (100, 0), capacity=0.0)) == [Kind.NO_CAPACITY]
    assert kinds(way("1", (0, 0), (0.1, 0))) == [Kind.NO_LENGTH]


def test_water_closes_roads_and_paths_by_its_depth_and_never_a_bridge_or_a_boat():
    ends = ((0, 0), (100, 0))
    network = cut(
        [
            way("road", *ends),
            way("bridge", *ends, is_bridge=True),
            way("boat", *ends, road_class="boat"),
            way("dry", (0, 900), (100, 900)),
        ]
    )
    rules = {"road": Rule(0.1, 0.3), "foot": Rule(0.1, 0.3), "boat": Rule(None, None)}
    flood = shapely.box(40 * M, -10 * M, 60 * M, 10 * M)

    def under(depth: float) -> list[Passage]:
        return [Passage(p) for p in passages(network, [Water(flood, depth)], rules)]

    dry = Passage.DRY
    assert under(0.05) == [dry] * 4
    assert under(0.2) == [Passage.SLOW, dry, dry, dry]
    assert under(0.3) == [Passage.CLOSED, dry, dry, dry]


def test_a_planner_gets_each_direction_once_and_never_two_links_between_two_nodes():
    network = cut(
        [
            way("1", (0, 0), (100, 0), keys="ab"),
            way("2", (0, 0), (50, 50), (100, 0), keys="axb"),
            way("3", (100, 0), (200, 0), keys="bc", one_way=1),
        ]
    )
    ones = np.ones(3)

    found = links(network, ["1", "2", "3"], ones * 10, ones, np.array([True, True, False]))

    ends = [(link.from_node, link.to_node) for link in found]
    assert len(ends) == len(set(ends)) == 2 + 4 + 1
    assert sum(link.travel_time_s for link in found if link.id.startswith("2+")) == 10
    assert [link.is_open for link in found if link.id.startswith("3")] == [False]
