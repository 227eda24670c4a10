"""Boundaries from files that other programs wrote."""

import json
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyogrio
import pyogrio.raw
import pytest
import shapely
from django.utils import translation
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from tangguh.integrations.boundary_columns import official_code
from tangguh.integrations.boundary_files import read_boundaries
from tangguh.integrations.boundary_problems import (
    EmptyLayer,
    FileTooLarge,
    IncompleteShapefile,
    NoCodeColumn,
    NoReferenceSystem,
    NotAreas,
    NotAVectorFile,
    SeveralLayers,
    UnsafeArchive,
)

VILLAGES = Path(__file__).parents[3] / "shared/data/reference/admin/sarolangun_villages.geojson"
SQUARES = (shapely.box(102.0, -2.1, 102.1, -2.0), shapely.box(102.1, -2.1, 102.2, -2.0))
CODES = ("15.03.01.2001", "15.03.01.2002")
METRES = Transformer.from_crs("EPSG:4326", "EPSG:32748", always_xy=True)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def write(
    path: Path,
    *,
    shapes=SQUARES,
    crs: str | None = "EPSG:4326",
    codes=CODES,
    column: str = "KODE_DESA",
    **options,
) -> Path:
    """A file of boundaries written by GDAL."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # GDAL remarks on a file without a reference system
        pyogrio.raw.write(
            path,
            shapely.to_wkb(np.array(shapes, dtype=object)),
            [np.array(codes, dtype=object)],
            [column],
            geometry_type=options.pop("geometry_type", "Polygon"),
            crs=crs,
            **options,
        )
    return path


def in_metres(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(
        shape, lambda points: np.column_stack(METRES.transform(points[:, 0], points[:, 1]))
    )


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def shapefile_parts(folder: Path, **options) -> dict[str, bytes]:
    write(folder / "desa.shp", **options)
    return {part.name: part.read_bytes() for part in folder.glob("desa.*")}


@pytest.mark.parametrize("name", ["desa.gpkg", "desa.geojson", "desa.shp"])
def test_every_kind_of_file_gives_the_same_records(tmp_path: Path, name: str):
    first, second = read_boundaries(write(tmp_path / name))

    assert (first.row, first.code) == (1, "15.03.01.2001")
    assert second.properties["KODE_DESA"] == "15.03.01.2002"
    assert first.geometry.equals_exact(SQUARES[0], 1e-9, normalize=True)


@pytest.mark.parametrize("name", ["desa.gpkg", "desa.shp"])
def test_metres_of_utm_48_south_become_degrees(tmp_path: Path, name: str):
    shapes = [in_metres(shape) for shape in SQUARES]

    first, _ = read_boundaries(write(tmp_path / name, shapes=shapes, crs="EPSG:32748"))

    assert first.geometry.equals_exact(SQUARES[0], 1e-7, normalize=True)


def test_a_shapefile_is_read_from_a_folder_inside_a_zip(tmp_path: Path):
    parts = shapefile_parts(tmp_path)

    found = read_boundaries(
        zipped(tmp_path / "a.zip", {f"peta/{name}": part for name, part in parts.items()})
    )

    assert [feature.code for feature in found] == list(CODES)


def test_the_content_decides_not_the_name(tmp_path: Path):
    path = write(tmp_path / "desa.gpkg").rename(tmp_path / "unggahan.bin")

    assert len(read_boundaries(path)) == 2


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("15.03.01.2001", "15.03.01.2001"),
        ("1503012001", "15.03.01.2001"),
        (1503012001, "15.03.01.2001"),
        (1503012001.0, "15.03.01.2001"),
        (" 150301 ", "15.03.01"),
        ("1503012001.0", "15.03.01.2001"),
        ("Pauh", None),
        (None, None),
        (float("nan"), None),
        ("150301200", None),
    ],
)
def test_a_code_is_understood_however_it_is_written(written: object, code: str | None):
    assert official_code(written) == code


@pytest.mark.parametrize("column", ["KDEPUM", "kode", "Code", "kd_desa", "KODE_KEL", "KODE DESA"])
def test_the_usual_names_of_the_code_column_are_known(tmp_path: Path, column: str):
    found = read_boundaries(write(tmp_path / "desa.gpkg", column=column))

    assert found[0].code == "15.03.01.2001"


def test_a_code_that_is_none_is_kept_for_the_review(tmp_path: Path):
    found = read_boundaries(write(tmp_path / "desa.gpkg", codes=("15.03.01.2001", "hutan")))

    assert found[1].code == "hutan"


def test_another_column_can_be_chosen(tmp_path: Path):
    path = write(tmp_path / "desa.gpkg", column="nomor")

    assert read_boundaries(path, column="nomor")[0].code == "15.03.01.2001"


def test_without_a_code_column_the_columns_are_named(tmp_path: Path):
    with pytest.raises(NoCodeColumn, match="The file has nomor"):
        read_boundaries(write(tmp_path / "desa.gpkg", column="nomor"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"kode;nama\n1;2\n",
        b"{ broken",
        b'{"type": "Topology"}',
        b"[1, 2]",
        b"SQLite format 3\x00 and then nothing",
        b'<OGRVRTDataSource><OGRVRTLayer name="a"/></OGRVRTDataSource>',
        bytes.fromhex("0000270a") + bytes(20),
    ],
    ids=["empty", "csv", "broken", "topology", "list", "sqlite", "pointer", "shapefile"],
)
def test_what_is_no_vector_file_is_refused_whatever_its_name(tmp_path: Path, content: bytes):
    for name in ("desa.shp", "desa.shx", "desa.dbf"):
        (tmp_path / name).write_bytes(content)

    with pytest.raises(NotAVectorFile, match="Send a GeoPackage"):
        read_boundaries(tmp_path / "desa.shp")


def test_metres_without_a_prj_are_refused_with_the_remedy(tmp_path: Path):
    shapes = [in_metres(shape) for shape in SQUARES]
    path = write(tmp_path / "desa.shp", shapes=shapes, crs=None)

    with pytest.raises(NoReferenceSystem, match=r"look like metres.*Add the \.prj"):
        read_boundaries(path)


def test_degrees_without_a_prj_are_taken_as_they_are(tmp_path: Path):
    assert len(read_boundaries(write(tmp_path / "desa.shp", crs=None))) == 2


def test_metres_that_claim_to_be_degrees_are_refused(tmp_path: Path):
    shapes = [in_metres(shape) for shape in SQUARES]

    with pytest.raises(NoReferenceSystem):
        read_boundaries(write(tmp_path / "desa.gpkg", shapes=shapes))


def test_exchanged_longitude_and_latitude_are_told_as_such(tmp_path: Path):
    shapes = [shapely.transform(shape, lambda points: points[:, ::-1]) for shape in SQUARES]

    with pytest.raises(NoReferenceSystem, match="seem to be exchanged"):
        read_boundaries(write(tmp_path / "desa.gpkg", shapes=shapes))


def test_an_empty_layer_is_named(tmp_path: Path):
    path = write(tmp_path / "desa.gpkg", shapes=(), codes=(), layer="batas_desa")

    with pytest.raises(EmptyLayer, match="batas_desa"):
        read_boundaries(path)


def test_several_layers_are_named_and_one_can_be_chosen(tmp_path: Path):
    path = write(tmp_path / "peta.gpkg", layer="desa")
    write(path, layer="kecamatan", append=True)

    with pytest.raises(SeveralLayers, match="desa, kecamatan") as refused:
        read_boundaries(path)

    assert refused.value.details["layers"] == ["desa", "kecamatan"]
    assert len(read_boundaries(path, layer="desa")) == 2


def test_points_are_refused_with_their_rows(tmp_path: Path):
    shapes = (SQUARES[0], shapely.Point(102, -2))
    path = write(tmp_path / "desa.gpkg", shapes=shapes, geometry_type="Unknown")

    with pytest.raises(NotAreas, match="row 2"):
        read_boundaries(path)


def test_a_row_without_a_shape_is_refused_with_its_row(tmp_path: Path):
    features = [
        {"type": "Feature", "properties": {"kode": CODES[0]}, "geometry": None},
    ]
    path = tmp_path / "desa.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))

    with pytest.raises(NotAreas, match="row 1"):
        read_boundaries(path)


@pytest.mark.parametrize("missing", [".shx", ".dbf"])
def test_a_shapefile_without_one_of_its_parts_is_refused(tmp_path: Path, missing: str):
    parts = shapefile_parts(tmp_path)
    del parts[f"desa{missing}"]

    with pytest.raises(IncompleteShapefile, match=missing):
        read_boundaries(zipped(tmp_path / "desa.zip", parts))


@pytest.mark.parametrize("name", ["../desa.shp", "/etc/desa.shp", "..\\desa.shp", "C:\\desa.shp"])
def test_a_zip_that_writes_outside_its_folder_is_refused(tmp_path: Path, name: str):
    with pytest.raises(UnsafeArchive, match="outside its folder"):
        read_boundaries(zipped(tmp_path / "desa.zip", {name: b"x"}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path):
    path = zipped(tmp_path / "desa.zip", {"desa.shp": bytes(8 * 2**20)})

    with pytest.raises(UnsafeArchive, match="grows more than"):
        read_boundaries(path)


def test_a_zip_of_very_many_files_is_refused(tmp_path: Path):
    path = zipped(tmp_path / "desa.zip", {f"{n}.txt": b"" for n in range(300)})

    with pytest.raises(FileTooLarge):
        read_boundaries(path)


def test_a_zip_with_two_sets_of_boundaries_names_them(tmp_path: Path):
    path = zipped(tmp_path / "peta.zip", {"desa.gpkg": b"x", "kecamatan.gpkg": b"y"})

    with pytest.raises(SeveralLayers, match=r"desa\.gpkg, kecamatan\.gpkg"):
        read_boundaries(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04 and nothing more", b"PK\x05\x06"])
def test_a_damaged_zip_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "desa.zip").write_bytes(content)

    with pytest.raises(NotAVectorFile):
        read_boundaries(tmp_path / "desa.zip")


def test_a_file_too_large_is_refused_before_it_is_opened(tmp_path: Path):
    path = tmp_path / "desa.gpkg"
    with path.open("wb") as file:
        file.truncate(2 * 2**30)

    with pytest.raises(FileTooLarge, match="2048 MB"):
        read_boundaries(path)


@pytest.fixture
def villages() -> Path:
    if not VILLAGES.exists():
        pytest.skip("../shared/data/reference/admin is not here: the real villages are not read")
    return VILLAGES


@pytest.mark.parametrize("name", ["desa.gpkg", "desa.shp", "utm.gpkg", "utm.shp"])
def test_the_real_villages_come_back_from_every_format_and_system(
    tmp_path: Path, villages: Path, name: str
):
    original = read_boundaries(villages)
    shapes = [feature.geometry for feature in original]
    if name.startswith("utm"):
        shapes = [in_metres(shape) for shape in shapes]
    crs = "EPSG:32748" if name.startswith("utm") else "EPSG:4326"
    codes = [feature.code.replace(".", "") for feature in original]

    found = read_boundaries(
        write(tmp_path / name, shapes=shapes, crs=crs, codes=codes, geometry_type="MultiPolygon")
    )

    assert len(found) == 158
    assert [feature.code for feature in found] == [feature.code for feature in original]
    assert all(
        one.geometry.symmetric_difference(other.geometry).area < 1e-9
        for one, other in zip(original, found, strict=True)
    )
