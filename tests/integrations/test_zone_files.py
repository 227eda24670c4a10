"""Depths of hazard zones: metres, nothing, or a refusal that names the row."""

import json
from pathlib import Path

import pytest
from django.utils import translation

from tangguh.errors import Refused
from tangguh.integrations.zone_files import read_zones

CORNERS = [[102.5, -2.3], [102.6, -2.3], [102.6, -2.2], [102.5, -2.3]]


def read(folder: Path, depth: object) -> float | None:
    said = {"KELAS": "tinggi", "kedalaman": depth}
    shape = {"type": "Polygon", "coordinates": [CORNERS]}
    rows = [{"type": "Feature", "properties": said, "geometry": shape}]
    file = folder / "banjir.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    (zone,) = read_zones(file, near=(102, -3, 103, -2))
    return zone.depth_m


@pytest.mark.parametrize(
    ("said", "metres"), [("1,5", 1.5), (0.3, 0.3), ("-", None), (-9999, None), ("", None)]
)
def test_a_depth_is_metres_or_not_said(tmp_path: Path, said: object, metres: float | None):
    assert read(tmp_path, said) == metres


@pytest.mark.parametrize("said", ["dalam", "150 cm", -3, 150])
def test_a_depth_that_is_none_is_named_with_its_row(tmp_path: Path, said: object):
    with translation.override("en"), pytest.raises(Refused, match=f"Row 1: the depth “{said}"):
        read(tmp_path, said)
