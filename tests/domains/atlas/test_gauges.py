"""Gauges: where a river is read, and levels that only their office sets."""

from dataclasses import replace

import pytest

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas import errors, services
from tangguh.domains.atlas.models import Gauge
from tangguh.domains.atlas.services import GaugeDraft
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed
from tests.domains.atlas import files
from tests.domains.atlas.test_pages import text, visitor
from tests.factories import NOW, TODAY, make_person

pytestmark = pytest.mark.django_db
FIRST, _SECOND = files.SQUARES
DRAFT = GaugeDraft("Pos Hulu", "Batang Asai", "BWS", "SK 12", TODAY, 470, 540, 600)


@pytest.fixture
def yusuf(district):
    return make_person("yusuf", Role.Name.DUTY_OFFICER, district)


@pytest.fixture
def area(district):
    return Area.objects.get(code=FIRST)


def test_a_gauge_is_added_and_corrected_on_the_page(yusuf, area):
    client = visitor(yusuf)
    form = {
        "name": "Pos Hulu",
        "river": "Batang Asai",
        "owner": "BWS",
        "watch_cm": 470,
        "alert_cm": 540,
        "danger_cm": 600,
        "source": "SK 12",
        "as_of": "2026-11-20",
    }
    client.post(f"/atlas/gauges/add/{FIRST}/", form)
    gauge = Gauge.objects.get()
    client.post(f"/atlas/gauges/{gauge.pk}/correct/", form | {"danger_cm": 650, "version": 1})

    assert "650 cm" in text(visitor().get("/atlas/gauges/"))
    again = client.post(f"/atlas/gauges/{gauge.pk}/correct/", form | {"version": 1})
    assert again.status_code == 409


@pytest.mark.parametrize(
    "levels",
    [
        {"alert_cm": None},
        {"watch_cm": 600, "danger_cm": 470},
        {"alert_cm": 470},
    ],
)
def test_levels_that_do_not_rise_are_refused(yusuf, area, levels):
    with pytest.raises(errors.GaugeRefused):
        services.add_gauge(by=yusuf, area=area, draft=replace(DRAFT, **levels), now=NOW)
    assert not Gauge.objects.exists()


def test_a_gauge_may_have_no_levels_yet(yusuf, area):
    draft = replace(DRAFT, watch_cm=None, alert_cm=None, danger_cm=None)
    services.add_gauge(by=yusuf, area=area, draft=draft, now=NOW)

    assert "not set yet" in text(visitor().get("/atlas/gauges/"))


def test_the_same_gauge_is_not_added_twice(yusuf, area):
    services.add_gauge(by=yusuf, area=area, draft=DRAFT, now=NOW)
    with pytest.raises(errors.GaugeRefused):
        services.add_gauge(by=yusuf, area=area, draft=replace(DRAFT, name="pos hulu"), now=NOW)


def test_a_village_may_not_set_levels(area):
    head = make_person("kades", Role.Name.VILLAGE_HEAD, area)
    with pytest.raises(NotAllowed):
        services.add_gauge(by=head, area=area, draft=DRAFT, now=NOW)
    assert visitor(head).get(f"/atlas/gauges/add/{FIRST}/").status_code == 403
