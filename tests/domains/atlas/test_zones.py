"""Hazard zones: what is wrong with a file is named and located, and nothing is half-imported."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import shapely
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from tangguh.cli import main
from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas import errors, selectors, services
from tangguh.domains.atlas.models import HazardZone, ZoneArea, ZoneSet
from tangguh.domains.atlas.services import Chosen, MapFacts
from tangguh.domains.audit.models import Entry
from tangguh.domains.places.models import Provenance
from tangguh.errors import NotAllowed, Refused
from tests.domains.atlas import files, zone_files
from tests.domains.atlas.test_pages import text, visitor
from tests.factories import NOW, TODAY, make_person

pytestmark = pytest.mark.django_db
FACTS = MapFacts("flood", "BPBD", "Peta rawan banjir 2025", date(2025, 6, 1))
PAGE = "/atlas/zones/"
AS_SAID = Chosen()


@pytest.fixture
def drawn(district, tmp_path):
    """The district with its two villages drawn side by side."""
    services.load_boundaries(
        district=district,
        file=files.write(tmp_path / "desa.gpkg"),
        source="BIG",
        as_of=TODAY,
        now=NOW,
    )
    return district


@pytest.fixture
def yusuf(drawn):
    return make_person("yusuf", Role.Name.DUTY_OFFICER, drawn)


@pytest.fixture
def take(drawn, tmp_path):
    def take(*zones, facts=FACTS, by=None, name="banjir.gpkg", chosen=AS_SAID, **written):
        file = zone_files.write(tmp_path / name, *zones, **written)
        return services.import_zones(
            by=by, district=drawn, file=file, facts=facts, now=NOW, chosen=chosen
        )

    return take


def check(drawn, path, *zones, chosen=AS_SAID, **written):
    file = zone_files.write(path, *zones, **written)
    report = services.check_zones(
        district=drawn, file=file, system=chosen.system, level=chosen.level
    )
    names = selectors.names_of_villages(drawn)
    return report.can_be_imported, [
        (section.key, section.stops, line.rows, line.says)
        for section in selectors.zone_sections(services.zones_as_json(report), names)
        for line in section.lines
    ]


@pytest.mark.parametrize("name", ["z.gpkg", "z.geojson", "z.shp"])
def test_zones_come_from_every_kind_of_file(take, drawn, name):
    taken = take(name=name)

    assert [(z.row, z.level) for z in taken.zones.order_by("row")] == [(1, "high"), (2, "low")]
    shares = ZoneArea.objects.filter(zone__row=1).order_by("area__code")
    assert [share.area.name for share in shares] == ["Tambak Ratu", "Sungai Keradak"]
    assert shares[0].km2 == pytest.approx(6.67 * 2.21, rel=0.01)
    assert taken.is_valid


def test_what_is_wrong_is_named_with_row_and_place(drawn, tmp_path):
    far = shapely.box(110, -2.5, 110.1, -2.4)
    can, told = check(
        drawn,
        tmp_path / "z.gpkg",
        ("parah", zone_files.RIVER),
        ("3", shapely.box(101.9, -2.6, 102.3, -2.3)),
        ("sedang", zone_files.bow_tie()),
        ("tinggi", zone_files.exchanged(zone_files.RIVER)),
        ("tinggi", far),
        ("tinggi", zone_files.BANK),
        ("rendah", zone_files.BANK),
    )

    assert not can
    stops = [(key, rows, says) for key, stops, rows, says in told if stops]
    assert stops == [
        ("classless", "1", "the class “parah” is not known"),
        ("exchanged", "4", "its first corner says -2.46000, 102.16000"),
        ("outside", "5", "878.6 km outside the district, near -2.50000, 110.10000"),
        ("everywhere", "2", "covers 100% of the district"),
        ("twins", "6, 7", "the same shape in 2 rows, near -2.47000, 102.16000"),
    ]
    assert ("repaired", False, "3", "the border crosses itself near -2.45000, 102.05000") in told


def test_metres_are_refused_with_a_guess_and_taken_with_it(drawn, tmp_path, take):
    metres = ("tinggi", zone_files.in_metres(zone_files.RIVER))

    with pytest.raises(Refused) as refused:
        take(metres, name="z.geojson")
    assert "row 1" in refused.value.message
    assert "EPSG:32748 (WGS 84 / UTM zone 48S)" in refused.value.message
    assert not ZoneSet.objects.exists()

    taken = take(metres, name="z.geojson", chosen=Chosen(system="EPSG:32748"))
    here = shapely.geometry.shape(taken.zones.get().geometry)
    assert here.centroid.distance(zone_files.RIVER.centroid) < 1e-4


@pytest.mark.parametrize(
    ("system", "says"),
    [("Batavia 12", "Nobody knows the reference system"), ("EPSG:32748", "do not fit|outside")],
)
def test_a_wrong_reference_system_is_refused(take, system, says):
    with pytest.raises(Refused, match=says):
        take(chosen=Chosen(system=system))
    assert not ZoneSet.objects.exists()


def test_a_file_without_shapes_is_refused(take):
    with pytest.raises(Refused, match="No row of the file holds a shape"):
        take(("tinggi", shapely.Polygon()))


def test_one_class_for_a_file_that_says_none(take, drawn, tmp_path):
    can, told = check(drawn, tmp_path / "z.gpkg", ("x", zone_files.RIVER), column="TEKS")
    assert (can, told[0][3]) == (False, "no class is given")

    taken = take(("x", zone_files.RIVER), column="TEKS", chosen=Chosen(level="medium"))
    assert taken.zones.get().level == "medium"


def test_one_bad_row_keeps_all_others_out(take):
    with pytest.raises(errors.ZonesRefused, match="1 rows without a known class"):
        take(("tinggi", zone_files.RIVER), ("?", zone_files.BANK))

    assert not ZoneSet.objects.exists()
    assert not HazardZone.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [
        MapFacts("flood"),
        MapFacts("flood", owner="BPBD", source="Peta"),
        MapFacts("flood", "BPBD", "Model", TODAY, Provenance.MODELLED),
    ],
)
def test_without_office_source_and_date_or_from_a_model_it_is_not_valid(take, drawn, facts):
    assert not take(facts=facts).is_valid
    assert all(zone.dashed for zone in selectors.drawn_zones(drawn).zones)


def test_a_day_that_is_not_yet_is_refused(take):
    with pytest.raises(errors.NotYetKnown):
        take(facts=MapFacts("flood", "BPBD", "Peta", TODAY + timedelta(days=1)))


def test_a_newer_map_of_the_same_office_replaces_and_the_older_is_kept(take):
    older = take()
    village = take(("tinggi", zone_files.RIVER), facts=MapFacts("flood", "Desa", "Sketsa", TODAY))
    newer = take(("sedang", zone_files.BANK))

    older.refresh_from_db()
    village.refresh_from_db()
    assert (older.used_until, older.replaced_by) == (TODAY, newer)
    assert village.used_until is None
    assert older.zones.count() == 2


def test_the_very_same_file_is_not_taken_twice(take):
    take(name="z.geojson")

    with pytest.raises(errors.ZonesKnown):
        take(name="z.geojson")


def test_new_boundaries_share_the_zones_out_anew(take, drawn, tmp_path):
    take(("tinggi", zone_files.RIVER))
    shapes = {code: shapely.box(w, -2.5, w + 0.1, -2.45) for code, (w, _n) in files.SQUARES.items()}
    services.load_boundaries(
        district=drawn,
        file=files.write(tmp_path / "baru.gpkg", shapes),
        source="BIG 2",
        as_of=TODAY,
        now=NOW,
    )

    assert ZoneArea.objects.first().km2 == pytest.approx(6.67 * 1.11, rel=0.02)


def test_nothing_can_be_compared_before_boundaries_are_drawn(district, tmp_path):
    with pytest.raises(errors.NoOutlines):
        services.check_zones(district=district, file=zone_files.write(tmp_path / "z.gpkg"))


def upload(client, file: Path, **changed):
    said = {"hazard": "flood", "owner": "BPBD", "source": "Peta 2025", "as_of": "2025-06-01"}
    sent = SimpleUploadedFile(file.name, file.read_bytes())
    said |= {"provenance": "real"} | changed
    return client.post(f"{PAGE}check/", {"file": sent} | said, follow=True)


def test_zones_are_checked_looked_at_and_accepted(yusuf, tmp_path):
    client = visitor(yusuf)

    answer = upload(client, zone_files.write(tmp_path / "z.gpkg"))
    waiting = ZoneSet.objects.get(waiting=True)
    page = f"{PAGE}{waiting.pk}/"
    assert answer.redirect_chain == [(page, 302)]
    assert "Nothing is wrong with this file" in text(answer)
    assert visitor().get(page).status_code == 404
    assert "No zone is drawn yet" in text(visitor().get(PAGE))
    assert visitor().get(f"{PAGE}zones.geojson").json()["features"] == []

    client.post(f"{page}accept/")
    assert "Peta 2025" in text(visitor().get(PAGE))
    assert client.post(f"{page}accept/").status_code == 409
    assert Entry.objects.filter(deed="atlas.zones_imported").count() == 1

    client.post(f"{page}end/", {"reason": "Salah dasar peta"})
    assert "Salah dasar peta" in text(visitor().get(page))
    assert client.post(f"{page}end/", {"reason": "Lagi"}).status_code == 409


def test_a_file_that_waits_can_be_put_away(yusuf, tmp_path):
    client = visitor(yusuf)
    upload(client, zone_files.write(tmp_path / "z.gpkg"))

    client.post(f"{PAGE}{ZoneSet.objects.get().pk}/discard/")
    assert not ZoneSet.objects.exists()


def test_a_file_with_faults_is_told_on_a_page(yusuf, tmp_path):
    answer = upload(visitor(yusuf), zone_files.write(tmp_path / "z.gpkg", ("?", zone_files.RIVER)))

    assert answer.status_code == 422
    assert "the class “?” is not known" in text(answer)
    assert not ZoneSet.objects.exists()


def test_a_reason_is_needed_to_end(take, yusuf):
    taken = take()

    assert visitor(yusuf).post(f"{PAGE}{taken.pk}/end/", {"reason": " "}).status_code == 422


@pytest.mark.parametrize("role", [Role.Name.VILLAGE_OPERATOR, Role.Name.ADMINISTRATOR])
def test_others_may_not_import(drawn, take, tmp_path, role):
    other = make_person("lain", role, drawn)
    taken = take()

    with pytest.raises(NotAllowed):
        take(("tinggi", zone_files.BANK), by=other)
    assert upload(visitor(other), zone_files.write(tmp_path / "n.gpkg")).status_code == 403
    assert visitor(other).post(f"{PAGE}{taken.pk}/end/", {"reason": "x"}).status_code == 403


def test_the_export_says_who_answers_for_each_zone(take):
    take()

    told = visitor().get(f"{PAGE}zones.geojson?hazard=flood").json()
    assert [f["properties"]["class"] for f in told["features"]] == ["high", "low"]
    first = told["features"][0]["properties"]
    assert (first["owner"], first["as_of"], first["valid"]) == ("BPBD", "2025-06-01", True)
    assert visitor().get(f"{PAGE}zones.geojson?hazard=fire").json()["features"] == []


def test_the_command_checks_and_imports(drawn, tmp_path):
    good, bad = tmp_path / "z.gpkg", tmp_path / "b.gpkg"
    zone_files.write(good)
    zone_files.write(bad, ("?", zone_files.RIVER))
    run = CliRunner().invoke

    assert run(main, ["zones", "check", str(bad)]).exit_code == 1
    refused = run(main, ["zones", "import", str(bad), "--hazard", "flood"])
    assert (refused.exit_code, ZoneSet.objects.count()) == (1, 0)
    assert "row 1" in refused.output
    assert run(main, ["zones", "check", str(good)]).exit_code == 0
    assert run(main, ["zones", "import", str(good), "--hazard", "flood"]).exit_code == 0
    assert not ZoneSet.objects.get().is_valid


def test_pages_ask_little(take, django_assert_max_num_queries):
    taken = take()
    for page in (PAGE, f"{PAGE}{taken.pk}/"):
        with django_assert_max_num_queries(15):
            assert visitor().get(page).status_code == 200


def test_hostile_files_store_nothing(drawn, tmp_path):
    bad = tmp_path / "z.geojson"
    bad.write_text(json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature"}]}))

    for file in (bad, files.bomb(tmp_path / "b.zip")):
        with pytest.raises(Refused):
            services.check_zones(district=drawn, file=file)
