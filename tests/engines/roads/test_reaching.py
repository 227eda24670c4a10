"""Points beside a road, and the cheapest way along it, small enough to check by hand."""

import numpy as np
import pytest

from tangguh.engines.roads import NOWHERE, cut, line_along, reach, shortest_way
from tests.engines.roads.test_worked import M, way

# A square of roads, 100 m a side: a at the south-west, then b, c, d to the right round.
SQUARE = [
    way("1", (0, 0), (100, 0), keys="ab"),
    way("2", (100, 0), (100, 100), keys="bc"),
    way("3", (0, 0), (0, 100), keys="ad"),
    way("4", (0, 100), (100, 100), keys="dc"),
]


def joined(*points, within=50, ways=SQUARE, may=None):
    network = cut(ways)
    allowed = np.ones(len(ways), bool) if may is None else np.array(may)
    return reach(network, np.array(points, float) * M, within, allowed)


def test_a_house_joins_the_road_where_it_is_nearest_and_the_rest_stays_as_it_is():
    found = joined((40, -30))

    assert found.metres == pytest.approx([30], abs=0.1)
    assert found.network.length_m == pytest.approx([40, 60, 100, 100, 100], abs=0.5)
    assert found.piece.tolist() == [0, 0, 1, 2, 3]
    assert found.network.points[found.node[0]] == pytest.approx([40 * M, 0], abs=M)
    assert found.network.head[0] == found.network.tail[1] == found.node[0]


def test_neighbours_share_a_junction_and_who_stands_at_a_corner_joins_the_corner():
    found = joined((40, -30), (40, 20), (0, 0))

    assert found.node[0] == found.node[1]
    assert found.node[2] == 0
    assert len(found.network.ways) == 5


def test_a_house_too_far_away_or_beside_a_bridge_alone_has_no_road():
    found = joined((45, -80), (45, -30), may=[False, True, True, True])

    assert found.node.tolist() == [NOWHERE, NOWHERE]
    assert np.isinf(found.metres).all()


def test_the_way_goes_round_what_is_closed_and_each_bend_is_drawn_once():
    network = cut(SQUARE)
    a, c = network.keys.index("a"), network.keys.index("c")
    is_open = np.array([True, False, True, True])

    steps = shortest_way(network, network.length_m, is_open, a, c)

    assert steps == ((2, True), (3, True))
    assert line_along(network, steps) / M == pytest.approx(
        np.array([[0, 0], [0, 100], [100, 100]]), abs=0.1
    )


def test_no_way_is_told_and_a_one_way_is_not_driven_against():
    network = cut([way("1", (0, 0), (100, 0), keys="ab", one_way=1)])
    everything = np.ones(1, bool)

    assert shortest_way(network, network.length_m, everything, 1, 0) is None
    assert shortest_way(network, network.length_m, everything, 0, 1) == ((0, True),)
    assert shortest_way(network, network.length_m, everything, 1, 1) == ()
