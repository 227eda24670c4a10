"""The report on an OpenStreetMap extract: every fault is named, located, and shown on a map."""

from pathlib import Path

import osmium
import pytest
from django.test import Client

from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.models import RoadSet
from tangguh.domains.places.models import Area
from tests.domains.atlas.test_roads import planner  # noqa: F401
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db

# A main road 1-2-3 from west to east, with everything around it that can be wrong.
NODES = {
    1: (102.02, -2.45), 2: (102.06, -2.45), 3: (102.10, -2.45),
    4: (102.04, -2.48), 5: (102.04, -2.42),  # a river crosses 1-2 between them
    6: (102.15, -2.41), 7: (102.16, -2.41),  # an island
    8: (102.08, -2.47), 9: (102.08, -2.45008),  # it stops 9 m short of 2-3
    10: (102.08, -2.44),  # a second way from 2 to 3
    11: (102.12, -2.45), 12: (102.13, -2.45),  # one-ways from 3 that lead nowhere back
}  # fmt: skip
WAYS = {
    20: ((1, 2), {"highway": "tertiary"}),
    21: ((2, 3), {"highway": "tertiary"}),
    22: ((4, 5), {"waterway": "river"}),
    23: ((6, 7), {"highway": "residential"}),
    24: ((8, 9), {"highway": "track"}),
    25: ((2, 10, 3), {"highway": "path"}),
    26: ((3, 11), {"highway": "residential", "oneway": "yes"}),
    27: ((11, 12), {"highway": "residential", "oneway": "yes"}),
}


def extract(path: Path, **more: tuple[tuple[int, ...], dict[str, str]]) -> Path:
    """An .osm.pbf as osmium writes it."""
    with osmium.SimpleWriter(str(path)) as writer:
        for number, place in NODES.items():
            writer.add_node(osmium.osm.mutable.Node(id=number, location=place))
        ways = WAYS | {int(number.removeprefix("w")): said for number, said in more.items()}
        for number, (nodes, tags) in ways.items():
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=nodes, tags=tags))
    return path


def test_every_fault_of_an_extract_is_named_located_and_on_the_map(
    district: Area,
    planner,  # noqa: F811
    tmp_path: Path,
):
    file = extract(tmp_path / "roads.osm.pbf")

    checked = services.propose_roads(
        by=planner, district=district, file=file, source="OSM", as_of=TODAY, now=NOW
    )

    sections = selectors.road_sections(checked.report)
    assert {part.key: [line.ways for line in part.lines] for part in sections} == {
        "unbridged": ["20"],
        "island": ["23", "24"],
        "dangling": ["21"],
        "trap": ["26, 27"],
        "parallel": ["21, 25"],
    }
    (crossing,) = next(part.lines for part in sections if part.key == "unbridged")
    assert crossing.at == "-2.45000,102.04000"
    client = Client()
    client.force_login(planner)
    page = client.get(f"/atlas/roads/sets/{RoadSet.objects.get().pk}/")
    assert f'href="?at={crossing.at}#map"'.encode() in page.content
    there = client.get(f"/atlas/roads/sets/{RoadSet.objects.get().pk}/?at={crossing.at}")
    assert there.context["drawn"].mark is not None
    assert (
        b'href="/atlas/roads/'
        not in there.content.partition(b"<svg viewBox")[2].partition(b"</svg>")[0]
    )


def test_one_ways_against_each_other_stand_in_the_way(district: Area, tmp_path: Path):
    one_way = {"highway": "tertiary", "oneway": "yes"}
    file = extract(tmp_path / "roads.osm.pbf", w21=((2, 3), one_way), w30=((3, 2), one_way))

    report = services.check_roads(district=district, file=file)

    (part,) = [part for part in selectors.road_sections(report) if part.stops]
    assert (part.key, part.lines[0].ways) == ("contradicting", "21, 30")


def test_parallel_roads_stay_two_all_the_way_to_the_planner(district: Area, tmp_path: Path):
    services.load_roads(
        by=None,
        district=district,
        file=extract(tmp_path / "roads.osm.pbf"),
        source="OSM",
        as_of=TODAY,
        now=NOW,
    )

    links = selectors.road_links(district, selectors.road_network(district, now=NOW), now=NOW)

    pairs = [(link.from_node, link.to_node) for link in links]
    assert len(pairs) == len(set(pairs))
    assert sum(link.id.endswith(("a", "b")) for link in links) == 4  # one of the two, both ways
