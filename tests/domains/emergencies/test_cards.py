"""Cards of households: who may print them, whom they name, and that it is kept."""

import pytest

from tangguh.domains.accounts.models import Role
from tangguh.domains.audit.models import Entry
from tangguh.domains.emergencies import services
from tangguh.domains.emergencies.models import Pair
from tangguh.errors import NotAllowed
from tests.domains.emergencies import plans
from tests.domains.emergencies.buddies import both_agree, helper, house, propose
from tests.domains.emergencies.conftest import client_of, text
from tests.factories import NOW, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def hasan(kecimbung):
    return make_person("hasan", Role.Name.VILLAGE_HEAD, kecimbung)


@pytest.fixture
def siti(kecimbung):
    return make_person("siti", Role.Name.CADRE, kecimbung)


@pytest.fixture
def plan(kecimbung, hasan, siti):
    """RT 04 with Minah, whom Kartini fetches, and Tuti, whom nobody has agreed to fetch."""
    house(siti, kecimbung, "Minah", neighbourhood="04")
    helper(siti, kecimbung, "Kartini")
    propose(siti, kecimbung)
    both_agree(siti, Pair.objects.get())
    house(siti, kecimbung, "Tuti", neighbourhood="04", north=5000)
    draft = plans.start(hasan, kecimbung)
    plans.rt(hasan, draft, "04")
    return services.put_in_force(by=hasan, plan=draft, reason="Musyawarah", now=NOW)


def test_a_card_names_who_agreed_and_leaves_lines_where_nobody_did(plan, siti):
    cards = services.open_cards(by=siti, plan=plan, rt="04", now=NOW)

    told = {
        card.head: [pair.helper.name for one in card.fetched for pair in one.agreed]
        for card in cards
    }
    assert told == {"Minah": ["Kartini"], "Tuti": []}
    assert Entry.objects.filter(deed="emergencies.buddies_opened", actor="siti").count() == 1


def test_a_pair_that_ran_out_is_on_no_card(plan, siti):
    Pair.objects.update(expires_on="2026-11-01")

    cards = services.open_cards(by=siti, plan=plan, rt="04", now=NOW)

    assert not any(one.agreed for card in cards for one in card.fetched)


def test_only_who_reads_households_there_prints_their_cards(plan, siti, yusuf, kecimbung):
    ani = make_person("ani", Role.Name.RESIDENT, kecimbung)
    path = f"/emergencies/plan/{plan.key}/households/04.pdf"

    for person in (ani, yusuf):  # the duty officer opens names at a level, never households
        with pytest.raises(NotAllowed):
            services.open_cards(by=person, plan=plan, rt="04", now=NOW)
        assert client_of(person).get(path).status_code in {403, 404}
    assert client_of().get(path).status_code == 302
    assert path in text(client_of(siti).get(f"/emergencies/{kecimbung.code}/plan/"))
    assert path not in text(client_of(ani).get(f"/emergencies/{kecimbung.code}/plan/"))
    assert client_of(siti).get(path).content.startswith(b"%PDF")


def test_the_profile_tells_the_plan_and_the_last_drill(plan, hasan, kecimbung):
    page = f"/emergencies/{kecimbung.code}/"
    assert "version 1, in force since" in text(client_of().get(page))

    drill = plans.drill(hasan, kecimbung)

    assert f"/emergencies/drills/{drill.pk}/" in text(client_of().get(page))
