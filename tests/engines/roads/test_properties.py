"""What holds for every network."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.roads import Way, cut, faults, links

LETTERS = "abcdefgh"
SPOTS = {key: ((at * 3) % 8, (at * 5) % 7) for at, key in enumerate(LETTERS)}


@st.composite
def ways(draw) -> list[Way]:
    routes = draw(st.lists(st.lists(st.sampled_from(LETTERS), min_size=2, max_size=6), max_size=8))
    return [
        Way(
            str(number),
            tuple(keys),
            np.array([SPOTS[key] for key in keys], float) / 100,
            draw(st.sampled_from(["village", "foot", "boat"])),
            draw(st.sampled_from([-1, 0, 1])),
        )
        for number, keys in enumerate(routes)
    ]


@given(ways())
def test_no_metre_and_no_step_is_lost_by_cutting(drawn: list[Way]):
    network = cut(drawn)

    steps = sorted(step for way in drawn for step in zip(way.keys, way.keys[1:], strict=False))
    kept = [step for way in network.ways for step in zip(way.keys, way.keys[1:], strict=False)]
    assert sorted(map(sorted, kept)) == sorted(map(sorted, steps))


@given(ways())
def test_a_piece_begins_and_ends_at_its_junctions_and_meets_none_between(drawn: list[Way]):
    network = cut(drawn)

    for number, way in enumerate(network.ways):
        assert way.keys[0] == network.keys[network.tail[number]]
        assert way.keys[-1] == network.keys[network.head[number]]
        assert not set(way.keys[1:-1]) & set(network.keys)


@given(ways())
def test_faults_name_pieces_that_exist_and_are_the_same_each_time(drawn: list[Way]):
    network = cut(drawn)

    found = faults(network)

    assert found == faults(network)
    assert all(0 <= piece < len(network.ways) for fault in found for piece in fault.pieces)


@given(ways())
def test_no_two_links_of_a_direction_join_the_same_nodes(drawn: list[Way]):
    network = cut(drawn)
    count = len(network.ways)
    ones = np.ones(count)

    found = links(network, [str(n) for n in range(count)], ones, ones, ones > 0)

    ends = [(link.from_node, link.to_node) for link in found]
    assert len(ends) == len(set(ends))
    assert len({link.id for link in found}) == len(found)
