"""For how many days rice and water last whoever is cut off, and what everybody needs in a day."""

import pytest

from tangguh.domains.accounts.models import Role
from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.models import Computation, Resource
from tangguh.domains.emergencies.services import ResourceDraft
from tests.domains.emergencies import plans
from tests.domains.emergencies.conftest import client_of, text
from tests.factories import NOW, TODAY, make_person


def store(kind="rice", amount=8, rt="01") -> Resource:
    said = {"kind": kind, "quantity": amount, "working": amount, "as_of": TODAY}
    return Resource(name="Lumbung", holder="Kantor desa", neighbourhood=rt, **said)


def made(people=8, rts=("01",)) -> Computation:
    pockets = [{"rts": list(rts), "persons": people, "vulnerable": 0}] if people else []
    return Computation(
        water="before",
        clearance_s=0,
        bound_s=0,
        routed=people,
        no_dry_route=0,
        no_place=0,
        modelled=0,
        told={"pockets": pockets},
    )


def lasts(found: Computation, *stores: Resource) -> tuple[str, ...]:
    (pocket,) = selectors.provisions(found, stores, on=TODAY).cut_off
    return pocket.lasts


def test_eight_kilograms_are_two_days_and_a_half_for_eight_people():
    # Each eats 0.4 kg: 3.2 kg a day.
    assert lasts(made(), store(), store("boat", 500)) == (
        "Rice: 2.5 days (8 kg)",
        "Clean water: no stock written down",
    )


def test_a_store_counts_where_it_is_kept_and_days_are_rounded_down():
    found = made(people=9, rts=("1", "02"))

    told = lasts(found, store(), store(rt="02"), store(rt="03"), store("water", 100, "2"))

    assert told == ("Rice: 4.4 days (16 kg)", "Clean water: 1.5 days (100 litres)")
    assert lasts(found, store(rt=""), store("boat", 2)) == ("no stock written down",)


def test_an_empty_store_is_known_to_be_empty():
    assert lasts(made(), store(amount=0))[0] == "Rice: 0.0 days (0 kg)"


def test_days_do_not_tell_how_many_people_there_are_where_they_are_few():
    assert lasts(made(people=4), store()) == ()


def test_437_people_need_175_kilograms_of_rice_and_3059_litres_of_water_in_a_day():
    found = selectors.provisions(made(people=437), [store(amount=350, rt="")], on=TODAY)

    assert [(each.people, each.each, each.needed, each.lasts) for each in found.daily] == [
        (437, "0.4 kg", "175 kg", "Rice: 2.0 days (350 kg)"),
        (437, "7 litres", "3,059 litres", "Clean water: no stock written down"),
    ]
    assert selectors.provisions(made(people=0), [], on=TODAY).daily == ()


@pytest.mark.django_db
def test_the_days_stand_on_the_computed_page_and_on_the_profile(kecimbung, district):
    hasan = make_person("hasan", Role.Name.VILLAGE_HEAD, kecimbung)
    plan = plans.full(hasan, kecimbung)
    services.put_in_force(by=hasan, plan=plan, reason="Musyawarah", now=NOW)
    found = made()
    found.plan, found.computed_by, found.computed_at, found.stamp = plan, hasan, NOW, {}
    found.told |= {"late_s": 0, "hasty_s": 0, "late_minutes": 15, "doubts": [], "left_out": []}
    found.told |= {"shortages": [], "loss": None, "helps": None, "proof": None, "curve": []}
    found.save()
    said = ("Kantor desa", "Timbangan", TODAY, "", "", "01")
    draft = ResourceDraft("rice", "Lumbung", 8, 8, *said)
    services.add_resource(by=hasan, area=kecimbung, draft=draft, now=NOW)
    profile = f"/emergencies/{kecimbung.code}/"

    computed, shown = (
        text(client_of().get(path)) for path in (f"/emergencies/plan/{plan.key}/computed/", profile)
    )

    for page in (computed, shown):
        assert "Rice: 2.5 days (8 kg)" in page
        assert "Clean water: no stock written down" in page
    assert "0.4 kg" in computed
    assert "one day for 20 people at 0.4 kg each" in shown
    assert client_of().get(f"{profile}profile.pdf").content[:5] == b"%PDF-"
