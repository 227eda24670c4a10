"""Roads from OpenStreetMap and from a district's register, and what is said of a file that is neither."""

import re
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
from django.utils import translation

from tangguh.engines.roads import Way, cut
from tangguh.errors import Refused
from tangguh.integrations.osm import NotOpenStreetMap, read_osm
from tangguh.integrations.road_registers import RegisterRefused, read_register

ANDORRA = Path(__file__).parents[3] / "shared/data/reference/evacuation/andorra.osm.pbf"
OSM = """<?xml version='1.0'?><osm version="0.6">
<node id="1" lon="102.70" lat="-2.30"/><node id="2" lon="102.71" lat="-2.30"/>
<node id="3" lon="102.72" lat="-2.30"/><node id="4" lon="102.71" lat="-2.31"/>
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="tertiary"/>
 <tag k="bridge" v="yes"/><tag k="name" v="Jalan Lintas"/><tag k="surface" v="asphalt"/></way>
<way id="11"><nd ref="2"/><nd ref="4"/><nd ref="99"/><tag k="highway" v="track"/>
 <tag k="oneway" v="-1"/></way>
<way id="12"><nd ref="1"/><nd ref="4"/><tag k="highway" v="construction"/></way>
<way id="13"><nd ref="1"/><nd ref="4"/><tag k="waterway" v="river"/></way>
<way id="14"><nd ref="3"/><nd ref="4"/><tag k="route" v="ferry"/></way>
<way id="15"><nd ref="98"/><nd ref="99"/><tag k="highway" v="path"/></way>
</osm>"""


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_ways_keep_what_matters_and_a_clipped_way_is_named(tmp_path: Path):
    path = tmp_path / "desa.osm"
    path.write_text(OSM)

    found = read_osm(path)

    told = [(way.id, way.road_class, way.one_way, way.is_bridge, way.name) for way in found.ways]
    assert told == [
        (10, "district", 0, True, "Jalan Lintas"),
        (11, "farm", -1, False, ""),
        (14, "boat", 0, False, ""),
    ]
    assert found.incomplete == [11]
    assert len(found.rivers) == 1


def test_what_lies_outside_the_district_is_left_out(tmp_path: Path):
    path = tmp_path / "desa.osm"
    path.write_text(OSM)

    assert [way.id for way in read_osm(path, within=(102.715, -3, 103, -2)).ways] == [10, 14]


def test_a_file_that_is_no_openstreetmap_says_so(tmp_path: Path):
    path = tmp_path / "roads.osm.pbf"
    path.write_bytes(b"PK\x03\x04 nothing of the kind")

    with pytest.raises(NotOpenStreetMap, match="Download the extract again"):
        read_osm(path)


@pytest.mark.skipif(not ANDORRA.exists(), reason="needs the shared folder's andorra.osm.pbf")
def test_a_real_extract_becomes_a_network():
    found = read_osm(ANDORRA)
    network = cut(
        [Way(str(way.id), way.nodes, way.points, way.road_class, way.one_way) for way in found.ways]
    )

    assert 2300 < len(network.points) < 2400
    assert 2700 < len(network.ways) < 2850
    assert 820_000 < network.length_m.sum() < 860_000


REGISTER = """no_ruas,nama_ruas,status,from_lon,from_lat,to_lon,to_lat,satu_arah,jembatan
001,Simpang - Teluk,Kabupaten,102.70,-2.30,102.71,-2.30,,ya
002,Teluk - Sungai,Jalan Desa,102.71,-2.30,102.72,-2.30,ya,
003,Dermaga,Perahu,102.72,-2.30,102.73,-2.30,,
"""


def test_a_register_with_two_points_a_row_is_read(tmp_path: Path):
    path = tmp_path / "jalan.csv"
    path.write_text(REGISTER)

    found = read_register(path)

    assert [(line.id, line.road_class, line.one_way, line.is_bridge) for line in found] == [
        ("001", "district", 0, True),
        ("002", "village", 1, False),
        ("003", "boat", 0, False),
    ]


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".shp"])
def test_lines_of_a_gis_file_are_read_in_any_reference_system(tmp_path: Path, suffix: str):
    path = tmp_path / f"jalan{suffix}"
    line = shapely.LineString([(102.70, -2.30), (102.71, -2.31)])
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array([line], dtype=object)),
        [np.array(["Desa"], dtype=object)],
        ["STATUS"],
        geometry_type="LineString",
        crs="EPSG:4326",
    )

    (found,) = read_register(path)

    assert (found.road_class, found.points[0].tolist()) == ("village", [102.70, -2.30])


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("102.70,-2.30,102.71,-2.30", "-2.30,102.70,-2.30,102.71", "Row 1: longitude and latitude"),
        ("102.70,-2.30", "244000,9745000", "Row 1: the coordinates look like metres"),
        ("102.72,-2.30,102.73", "102.72,-2.30,nan", "Row 3: to_lon is no number"),
        ("Jalan Desa", "Jalan Tol", "Row 2: the class “jalan tol” is not known"),
        ("from_lon", "x", "needs a column wkt"),
        (REGISTER.partition("\n")[2], "", "has no rows"),
    ],
)
def test_a_bad_row_is_named_with_the_remedy(tmp_path: Path, before: str, after: str, says: str):
    path = tmp_path / "jalan.csv"
    path.write_text(REGISTER.replace(before, after, 1))

    with pytest.raises(RegisterRefused, match=says):
        read_register(path)


def test_every_row_in_metres_is_named_with_the_system_in_which_it_would_lie_here(tmp_path: Path):
    path = tmp_path / "jalan.csv"
    path.write_text(re.sub(r"102\.7(\d)", r"244\g<1>00", REGISTER).replace("-2.30", "9745000"))

    with pytest.raises(RegisterRefused, match=r"Rows 1, 2, 3: .* metres; .* As EPSG:32748"):
        read_register(path, near=(102.0, -3.0, 103.5, -1.5))


def test_a_line_written_as_text_is_read_and_a_point_is_refused(tmp_path: Path):
    path = tmp_path / "jalan.csv"
    path.write_text('id,class,wkt\n1,desa,"LINESTRING (102.7 -2.3, 102.8 -2.4, 102.9 -2.4)"\n')
    assert len(read_register(path)[0].points) == 3

    path.write_text("id,class,wkt\n1,desa,POINT (102.7 -2.3)\n")
    with pytest.raises(Refused, match="Row 1 holds no line"):
        read_register(path)


ROW = "7,Jalan Desa,Desa,102.7,-2.3,102.8,-2.4,0,0,2\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("102.7,-2.3", "102,7,-2.3", "Row 1 has not as many cells"),
        (",0,0,2", ",0", "Row 1 has not as many cells"),
        (",0,0,2", ",0,mungkin,2", "“mungkin” in the column satu_arah"),
        (",0,0,2", ",separuh,0,2", "“separuh” in the column jembatan"),
        (",0,0,2", ",0,0,1e300", "from 0 to 1000"),
    ],
)
def test_what_a_row_cannot_mean_is_named_and_never_taken_for_no(
    tmp_path: Path, old: str, new: str, said: str
):
    path = tmp_path / "jalan.csv"
    head = "id,nama,status,from_lon,from_lat,to_lon,to_lat,jembatan,satu_arah,kapasitas\n"
    path.write_text(head + ROW)
    assert len(read_register(path)) == 1

    path.write_text(head + ROW.replace(old, new))
    with translation.override("en"), pytest.raises(Refused, match=said):
        read_register(path)
