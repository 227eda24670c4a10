"""From a district's official list to its map, and from a file to its official boundaries."""

from datetime import timedelta
from pathlib import Path

import pytest
import shapely

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.errors import (
    BoundariesRefused,
    NoSuchBoundaries,
    NothingWaits,
    NotYetKnown,
)
from tangguh.domains.atlas.models import Boundary, BoundarySet
from tangguh.domains.audit.models import Entry
from tangguh.domains.places import selectors as places
from tangguh.errors import NotAllowed
from tangguh.integrations.boundary_problems import NotAVectorFile, UnsafeArchive
from tangguh.web.districts import open_district
from tests.domains.atlas import files
from tests.factories import NOW, TODAY, make_area, make_person

pytestmark = pytest.mark.django_db
FIRST, SECOND = files.SQUARES
SAID = {"source": "BIG 2026", "as_of": TODAY, "now": NOW}


@pytest.fixture
def sari(district):
    return make_person("sari", Role.Name.PLANNER, district)


def propose(by, district, file: Path, **changed):
    return services.propose_boundaries(by=by, district=district, file=file, **SAID | changed)


def deeds() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("deed", flat=True))


def test_cells_are_drawn_from_points_and_areas(district):
    boundary_set = services.draw_schematic_cells(district=district, now=NOW)

    drawn = selectors.district_map(district)
    assert boundary_set.report["largest_area_error"] <= 0.03
    assert [village.name for village in drawn.villages] == ["Tambak Ratu", "Sungai Keradak"]
    assert drawn.is_schematic


@pytest.mark.parametrize("name", ["desa.gpkg", "desa.geojson", "desa.zip"])
def test_a_checked_file_waits_and_changes_no_map_until_it_is_accepted(
    district, sari, tmp_path, name
):
    services.draw_schematic_cells(district=district, now=NOW)
    is_zip = name.endswith(".zip")
    file = files.zipped_shapefile(tmp_path) if is_zip else files.write(tmp_path / name)

    # The check finds nothing, and the boundaries wait
    found = propose(sari, district, file)
    assert selectors.sections(found.report, {}) == []
    assert selectors.waiting_set(sari, district) == found.boundary_set
    assert selectors.district_map(district).is_schematic

    # Accepted, they are drawn
    services.accept_boundaries(by=sari, boundary_set=found.boundary_set)
    assert not selectors.district_map(district).is_schematic
    assert selectors.set_in_use(district) == found.boundary_set
    assert selectors.waiting_set(sari, district) is None
    assert deeds()[-2:] == ["atlas.boundaries_checked", "atlas.boundaries_imported"]


def test_metres_of_another_system_come_to_the_same_place(district, sari, tmp_path):
    found = propose(sari, district, files.write(tmp_path / "desa.gpkg", crs="EPSG:32748"))

    stored = Boundary.objects.get(boundary_set=found.boundary_set, area__code=FIRST)
    outline = shapely.geometry.shape(stored.geometry)
    assert outline.equals_exact(files.square(FIRST), 1e-5, normalize=True)


def test_a_newer_check_takes_the_place_of_the_one_that_waited(district, sari, tmp_path):
    file = files.write(tmp_path / "desa.gpkg")
    first = propose(sari, district, file).boundary_set

    second = propose(sari, district, file, source="BIG 2027").boundary_set

    assert list(BoundarySet.objects.all()) == [second]
    with pytest.raises(NothingWaits, match="wait no longer"):
        services.accept_boundaries(by=sari, boundary_set=first)


def test_what_was_put_away_is_gone_and_the_trail_keeps_it(district, sari, tmp_path):
    waiting = propose(sari, district, files.write(tmp_path / "desa.gpkg")).boundary_set
    sha256 = waiting.sha256

    services.discard_boundaries(by=sari, boundary_set=waiting)

    assert (BoundarySet.objects.count(), Boundary.objects.count()) == (0, 0)
    last = Entry.objects.order_by("number").last()
    assert (last.deed, last.details["sha256"]) == ("atlas.boundaries_discarded", sha256)


def test_nobody_accepts_twice_or_puts_away_what_is_in_use(district, sari, tmp_path):
    waiting = propose(sari, district, files.write(tmp_path / "desa.gpkg")).boundary_set
    services.accept_boundaries(by=sari, boundary_set=waiting)

    for deed in (services.accept_boundaries, services.discard_boundaries):
        with pytest.raises(NothingWaits):
            deed(by=sari, boundary_set=waiting)

    assert selectors.set_in_use(district) == waiting


def refused_sections(district, sari, file: Path) -> dict[str, list[str]]:
    """The kinds of faults of a file that must leave nothing behind."""
    found = propose(sari, district, file)

    assert found.boundary_set is None
    assert (BoundarySet.objects.count(), Boundary.objects.count()) == (0, 0)
    told = selectors.sections(found.report, selectors.names_of_villages(district))
    return {part.key: [f"{line.rows} {line.code}" for line in part.lines] for part in told}


def test_an_unknown_and_a_missing_code_are_told_by_row_and_code(district, sari, tmp_path):
    file = files.write(tmp_path / "desa.gpkg", codes=("15.03.01.2999", SECOND))

    told = refused_sections(district, sari, file)

    assert told == {"unknown": ["1 15.03.01.2999"], "missing": [f" {FIRST}"]}


def test_a_code_that_stands_twice_is_told_with_both_rows(district, sari, tmp_path):
    file = files.write(tmp_path / "desa.gpkg", codes=(FIRST, FIRST))

    assert refused_sections(district, sari, file)["duplicate"] == [f"1, 2 {FIRST}"]


def test_land_in_two_areas_is_told_with_both(district, sari, tmp_path):
    wide = shapely.box(102.0, -2.5, 102.15, -2.4)
    file = files.write(tmp_path / "desa.gpkg", {FIRST: wide, SECOND: files.square(SECOND)})

    assert refused_sections(district, sari, file)["overlapping"] == [f"1, 2 {FIRST} – {SECOND}"]


def test_a_shape_without_area_cannot_be_used(district, sari, tmp_path):
    line = shapely.Polygon([(102.0, -2.5), (102.1, -2.4), (102.0, -2.5), (102.0, -2.5)])
    file = files.write(tmp_path / "desa.gpkg", {FIRST: line, SECOND: files.square(SECOND)})

    assert refused_sections(district, sari, file)["invalid"] == [f"1 {FIRST}"]


def test_a_wrong_reference_system_is_seen_because_nothing_lies_in_its_place(
    district, sari, tmp_path
):
    told = refused_sections(district, sari, files.wrong_zone(tmp_path / "desa.gpkg"))

    assert told["elsewhere"] == [f"1 {FIRST}", f"2 {SECOND}"]


def test_a_border_that_crosses_itself_is_repaired_and_told(district, sari, tmp_path):
    file = files.write(
        tmp_path / "desa.gpkg", {FIRST: files.bow_tie(), SECOND: files.square(SECOND)}
    )

    found = propose(sari, district, file)

    told = {part.key: part for part in selectors.sections(found.report, {})}
    assert told["repaired"].lines[0].says == "the border crosses itself near -2.45000, 102.05000"
    assert not any(part.stops for part in told.values())
    stored = Boundary.objects.get(boundary_set=found.boundary_set, area__code=FIRST)
    assert shapely.geometry.shape(stored.geometry).is_valid


def test_very_many_findings_of_a_kind_are_cut_short_and_counted(district, sari):
    rows = [{"row": n, "code": f"x{n}", "name": ""} for n in range(1, 251)]

    (part,) = selectors.sections({"unknown": rows}, {})

    assert (part.count, len(part.lines), part.more) == (250, 100, 150)


@pytest.mark.parametrize(
    ("name", "write", "refusal"),
    [
        ("bom.zip", files.bomb, UnsafeArchive),
        ("desa.csv", lambda path: path.write_text("kode;nama\n") and path, NotAVectorFile),
    ],
    ids=["bomb", "table"],
)
def test_a_file_that_is_none_stores_nothing(district, sari, tmp_path, name, write, refusal):
    with pytest.raises(refusal):
        propose(sari, district, write(tmp_path / name))

    assert (BoundarySet.objects.count(), Entry.objects.count()) == (0, 0)


def test_boundaries_of_tomorrow_are_refused(district, sari, tmp_path):
    file = files.write(tmp_path / "desa.gpkg")

    with pytest.raises(NotYetKnown, match="Give the day from the source"):
        propose(sari, district, file, as_of=TODAY + timedelta(days=1))


def test_a_village_head_neither_checks_nor_accepts_nor_puts_away(district, sari, tmp_path):
    budi = make_person("budi", Role.Name.VILLAGE_HEAD, district)
    file = files.write(tmp_path / "desa.gpkg")
    waiting = propose(sari, district, file).boundary_set

    with pytest.raises(NotAllowed):
        propose(budi, district, file)
    with pytest.raises(NotAllowed):
        services.accept_boundaries(by=budi, boundary_set=waiting)
    with pytest.raises(NotAllowed):
        services.discard_boundaries(by=budi, boundary_set=waiting)
    with pytest.raises(NotAllowed):
        services.import_boundaries(by=budi, district=district, file=file, **SAID)
    with pytest.raises(NoSuchBoundaries):
        selectors.boundary_set_for(budi, waiting.pk)


def test_a_planner_of_another_district_may_not_check_this_one(district, tmp_path):
    dewi = make_person("dewi", Role.Name.PLANNER, make_area("15.04", "Merangin"))

    with pytest.raises(NotAllowed):
        propose(dewi, district, files.write(tmp_path / "desa.gpkg"))


def test_an_import_takes_a_file_in_use_at_once_or_not_at_all(district, sari, tmp_path):
    wrong = files.write(tmp_path / "salah.gpkg", codes=("15.03.01.2999", SECOND))
    with pytest.raises(BoundariesRefused, match="1 unknown codes") as refused:
        services.import_boundaries(by=sari, district=district, file=wrong, **SAID)
    assert refused.value.details["report"]["unknown"][0]["code"] == "15.03.01.2999"
    assert (BoundarySet.objects.count(), Boundary.objects.count()) == (0, 0)

    right = files.write(tmp_path / "desa.gpkg")
    imported = services.import_boundaries(by=sari, district=district, file=right, **SAID)
    assert selectors.set_in_use(district) == imported
    assert deeds() == ["atlas.boundaries_imported"]


def test_a_check_stores_nothing(district, tmp_path):
    make_area("15.03.01.2003", "Muaro Air Dua")

    report = services.check_boundaries(district=district, file=files.write(tmp_path / "desa.gpkg"))

    assert [area.code for area in report.missing] == ["15.03.01.2003"]
    assert (BoundarySet.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_real_villages_pass_and_one_with_another_code_does_not():
    if not files.VILLAGES.exists():
        pytest.skip("../shared/data/reference/admin is not here: the real villages are not read")
    area = open_district("15.03").area

    report = services.check_boundaries(district=area, file=files.VILLAGES)
    imported = services.load_boundaries(district=area, file=files.VILLAGES, **SAID)

    assert report.is_clean
    assert imported.boundaries.count() == places.villages_of(area).count() == 158
    assert len(selectors.district_map(area).villages) == 158
