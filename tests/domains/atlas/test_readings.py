"""What stood on a river's staff: written once, never changed, and with the level it reached."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas import errors, selectors, services
from tangguh.domains.atlas.models import GaugeReading
from tangguh.domains.atlas.services import GaugeDraft, ReadingDraft
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed
from tests.domains.atlas import files
from tests.domains.atlas.test_pages import text, visitor
from tests.factories import NOW, TODAY, make_person

pytestmark = pytest.mark.django_db
FIRST, _SECOND = files.SQUARES
DRAFT = GaugeDraft("Pos Hulu", "Batang Asai", "BWS", "SK 12", TODAY, 470, 540, 600)


@pytest.fixture
def gauge(district):
    area = Area.objects.get(code=FIRST)
    yusuf = make_person("yusuf", Role.Name.DUTY_OFFICER, district)
    return services.add_gauge(by=yusuf, area=area, draft=DRAFT, now=NOW)


@pytest.fixture
def herman(gauge):
    return make_person("herman", Role.Name.RIVER_OBSERVER, gauge.area)


def record(by, gauge, level_cm, *, minutes=0, act_id=None):
    draft = ReadingDraft(NOW - timedelta(minutes=minutes), level_cm, "Herman")
    return services.record_reading(
        by=by, gauge=gauge, draft=draft, act_id=act_id or uuid4(), now=NOW
    )


@pytest.mark.parametrize(
    ("level_cm", "reached"),
    [(469, ""), (470, "waspada"), (540, "siaga"), (599, "siaga"), (600, "awas")],
)
def test_a_reading_reaches_the_gravest_level_at_or_below_it(gauge, level_cm, reached):
    assert gauge.reached(level_cm) == reached


def test_a_later_entry_for_the_moment_corrects_and_nothing_is_lost(gauge, herman):
    record(herman, gauge, 640)
    record(herman, gauge, 546)
    record(herman, gauge, 485, minutes=80)

    found = selectors.read_at(selectors.readings([gauge]))

    assert [(each.reading.level_cm, each.is_corrected) for each in found] == [
        (546, False),
        (640, True),
        (485, False),
    ]
    assert selectors.gauge_for(gauge.pk).newest_reached == "siaga"


def test_the_same_act_again_changes_nothing(gauge, herman):
    act = uuid4()

    assert record(herman, gauge, 485, act_id=act) == record(herman, gauge, 999, act_id=act)


def test_an_hour_ahead_and_a_stranger_are_refused(gauge, herman, district):
    with pytest.raises(errors.ReadingRefused, match="has not come"):
        record(herman, gauge, 485, minutes=-1)
    with pytest.raises(NotAllowed):
        record(make_person("siti", Role.Name.CADRE, district), gauge, 485)
    assert not GaugeReading.objects.exists()


def test_the_observer_writes_it_down_and_everybody_reads_it(gauge, herman):
    path = f"/atlas/gauges/{gauge.pk}/"
    said = {
        "act_id": str(uuid4()),
        "level_cm": "546",
        "read_at": f"{TODAY}T08:00",
        "source": "Herman",
    }
    visitor(herman).post(f"{path}readings/add/", said)

    for page in (path, "/atlas/gauges/", f"/emergencies/{gauge.area.code}/"):
        shown = text(visitor().get(page))
        assert "546 cm" in shown
        assert "Siaga</span>" in shown
    assert "readings/add" not in text(visitor().get(path))


def test_a_file_goes_out_and_comes_in_once(gauge, herman):
    record(herman, gauge, 485, minutes=80)
    path = f"/atlas/gauges/{gauge.pk}/readings/"
    client, table = visitor(herman), visitor().get(path).content
    table += f"{TODAY} 08:00,546,Herman,,\r\n".encode()

    for _again in range(2):
        client.post(f"{path}import/", {"file": SimpleUploadedFile("pos.csv", table)})

    assert sorted(gauge.readings.values_list("level_cm", flat=True)) == [485, 546]


def test_a_file_with_faults_names_each_line_and_takes_in_nothing(gauge, herman):
    table = (
        f"waktu;tinggi_cm;sumber\n{TODAY} 08:00;485;Herman\n13/11;485;Herman\n{TODAY} 09:00;5,4;H\n"
    )
    file = SimpleUploadedFile("pos.csv", table.encode())

    answer = visitor(herman).post(f"/atlas/gauges/{gauge.pk}/readings/import/", {"file": file})

    assert answer.status_code == 422
    assert "Line 3: “13/11” is no hour" in text(answer)
    assert "Line 4: “5,4” is no whole number" in text(answer)
    assert not GaugeReading.objects.exists()
