"""The list of public buildings and grounds: added, corrected, taken off, and always with a past."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.errors import (
    FacilityChanged,
    FacilityEnded,
    FacilityKnown,
    FacilityRefused,
    NoSuchFacility,
    NotYetKnown,
    PositionRefused,
)
from tangguh.domains.atlas.models import Facility
from tangguh.domains.atlas.selectors import Filters, Standing
from tangguh.domains.audit.models import Entry
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed
from tests.domains.atlas import files
from tests.factories import NOW, TODAY, make_person

pytestmark = pytest.mark.django_db
FIRST, SECOND = files.SQUARES
HALL: dict[str, Any] = {"kind": "village_hall", "name": "Balai Desa", "source": "Profil desa 2026"}


@pytest.fixture
def village(district) -> Area:
    return Area.objects.get(code=FIRST)


@pytest.fixture
def budi(village):
    return make_person("budi", Role.Name.VILLAGE_HEAD, village)


@pytest.fixture
def rina(village):
    """Head of the village beside."""
    return make_person("rina", Role.Name.VILLAGE_HEAD, Area.objects.get(code=SECOND))


def add(by, area, **changed) -> Facility:
    return services.add_facility(by=by, area=area, now=NOW, **HALL | {"as_of": TODAY} | changed)


def correct(by, facility, **changed) -> Facility:
    said = {name: getattr(facility, name) for name in (*services.CORRECTED, "version")}
    return services.correct_facility(by=by, facility=facility, now=NOW, **said | changed)


def end(by, facility, ending="closed", reason="Runtuh karena longsor", on=TODAY) -> Facility:
    return services.end_facility(
        by=by, facility=facility, ending=ending, reason=reason, on=on, now=NOW
    )


def names(viewer, **filters) -> list[str]:
    return [row.name for row in selectors.facilities(viewer, Filters(**filters))]


def test_a_facility_stands_once_in_a_villages_list_however_it_is_written(budi, village):
    add(budi, village)

    with pytest.raises(FacilityKnown, match="Correct that line instead"):
        add(budi, village, name="BALAI DESA")

    assert [facility.name for facility in selectors.facilities_in(village)] == ["Balai Desa"]


def test_a_village_head_changes_no_other_villages_list(rina, budi, village):
    hall = add(budi, village)

    with pytest.raises(NotAllowed):
        add(rina, village, name="Balai lain")
    with pytest.raises(NotAllowed):
        correct(rina, hall, name="Balai lain")
    with pytest.raises(NotAllowed):
        end(rina, hall)

    assert Facility.objects.get().name == "Balai Desa"


def test_a_facility_stands_in_a_village_of_today(district):
    sari = make_person("sari", Role.Name.PLANNER, district)

    with pytest.raises(FacilityRefused, match="Choose the desa or kelurahan"):
        add(sari, district)


def test_nobody_knows_how_things_stand_tomorrow(budi, village):
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(NotYetKnown):
        add(budi, village, as_of=tomorrow)
    hall = add(budi, village)

    with pytest.raises(NotYetKnown):
        correct(budi, hall, as_of=tomorrow)
    with pytest.raises(NotYetKnown):
        end(budi, hall, on=tomorrow)


@pytest.mark.parametrize(
    ("latitude", "longitude", "says"),
    [
        (-2.45, None, "Only one of latitude and longitude"),
        (102.05, -2.45, "seem to be exchanged"),
        (48.2, 16.4, "lies outside Indonesia"),
        (-6.2, 106.8, "km outside Sarolangun"),
    ],
    ids=["half", "exchanged", "Vienna", "Jakarta"],
)
def test_a_position_is_where_the_facility_can_be(
    district, budi, village, latitude, longitude, says
):
    services.draw_schematic_cells(district=district, now=NOW)

    with pytest.raises(PositionRefused, match=says):
        add(budi, village, latitude=latitude, longitude=longitude)

    assert not Facility.objects.exists()


def test_official_boundaries_tolerate_a_kilometre_and_cells_ten(district, budi, village, tmp_path):
    five_km_north = {"latitude": -2.355, "longitude": 102.05}
    services.draw_schematic_cells(district=district, now=NOW)
    add(budi, village, name="Pos utara", **five_km_north)
    file = files.write(tmp_path / "desa.gpkg")
    said = {"source": "BIG", "as_of": TODAY, "now": NOW}
    services.load_boundaries(district=district, file=file, **said)

    with pytest.raises(PositionRefused, match="5 km outside"):
        add(budi, village, name="Pos lain", **five_km_north)


def test_without_any_map_a_position_in_indonesia_is_taken(budi, village):
    assert add(budi, village, latitude=-2.45, longitude=102.05).position == "-2.450000, 102.050000"


def test_the_database_keeps_no_half_position(village):
    with pytest.raises(IntegrityError):
        Facility.objects.create(area=village, **HALL, as_of=TODAY, latitude=-2.45)


def test_a_correction_keeps_what_the_line_said_before(budi, rina, village):
    hall = add(budi, village)

    correct(budi, hall, name="Balai Desa Lama", kind="other", note="Atap bocor")

    corrected, added = selectors.history(budi, hall)
    assert added.what == "Added to the list"
    assert corrected.detail == (
        "Kind: Village hall → Other; Name: Balai Desa → Balai Desa Lama; Note: nothing → Atap bocor"
    )
    assert corrected.who == "budi"
    assert selectors.history(rina, hall)[0].who == ""


def test_two_people_do_not_write_over_each_other(budi, district, village):
    hall = add(budi, village)
    sari = make_person("sari", Role.Name.PLANNER, district)
    correct(sari, hall, note="Atap bocor")

    with pytest.raises(FacilityChanged, match="nothing of yours is stored"):
        correct(budi, hall, note="Atap baru")

    assert Facility.objects.get().note == "Atap bocor"


def test_a_correction_that_changes_nothing_leaves_no_trace(budi, village):
    hall = add(budi, village)

    correct(budi, hall)

    assert Entry.objects.count() == 1


def test_a_correction_takes_no_other_lines_name(budi, village):
    add(budi, village)
    other = add(budi, village, name="Balai Dusun")

    with pytest.raises(FacilityKnown):
        correct(budi, other, name="balai desa")


def test_what_is_gone_leaves_the_list_and_keeps_its_page(budi, rina, village):
    hall = add(budi, village)

    end(budi, hall)

    assert names(rina) == []
    assert names(rina, standing=Standing.ENDED) == ["Balai Desa"]
    assert selectors.history(rina, hall)[0].detail == "No longer in use: Runtuh karena longsor"
    with pytest.raises(FacilityEnded, match="add it anew"):
        correct(budi, Facility.objects.get(), note="x")
    assert add(budi, village).pk != hall.pk


def test_what_never_stood_there_is_shown_only_to_those_who_may_correct_it(budi, rina, village):
    hall = add(budi, village)

    end(budi, hall, ending="mistaken", reason="Milik desa sebelah")

    assert names(budi, standing=Standing.ALL) == ["Balai Desa"]
    assert names(rina, standing=Standing.ALL) == []
    with pytest.raises(NoSuchFacility):
        selectors.facility_for(rina, hall.pk)


def test_nothing_is_taken_off_without_a_reason(budi, village):
    with pytest.raises(FacilityRefused, match="Say why"):
        end(budi, add(budi, village), reason=" ")


def test_the_page_of_a_district_counts_by_kind_and_a_villages_names_each(budi, village, district):
    add(budi, village)
    add(budi, village, kind="school", name="SDN 1")
    end(budi, add(budi, village, kind="school", name="SDN lama"))

    assert selectors.facilities_of(district).kinds == (
        ("village_hall", "Village hall", 1),
        ("school", "School", 1),
    )
    assert [f.name for f in selectors.facilities_of(village).lines] == ["SDN 1", "Balai Desa"]
