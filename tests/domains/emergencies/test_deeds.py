"""Who may say what a village has, and what it answers on the form of its readiness."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas.errors import NotYetKnown
from tangguh.domains.audit.models import Entry
from tangguh.domains.emergencies import errors, selectors, services
from tangguh.domains.emergencies.models import Answer, Resource
from tangguh.domains.emergencies.services import ResourceDraft
from tangguh.errors import NotAllowed
from tests.domains.emergencies.conftest import client_of, text
from tests.factories import NOW, TODAY, make_person

BOAT = ResourceDraft("boat", "Perahu fiber", 2, 1, "Kantor desa", "Berita acara", TODAY)
FORM = {
    "kind": "boat",
    "name": "Perahu fiber",
    "quantity": "2",
    "working": "1",
    "holder": "Kantor desa",
    "source": "Berita acara",
    "as_of": "2026-11-20",
}


@pytest.fixture
def boat(kecimbung, fitri):
    return services.add_resource(by=fitri, area=kecimbung, draft=BOAT, now=NOW)


def test_the_operator_keeps_the_list_on_the_page(kecimbung, fitri):
    client, page = client_of(fitri), f"/emergencies/{kecimbung.code}/"

    client.post(f"{page}resources/add/", FORM)
    boat = Resource.objects.get()
    assert "Boat: Perahu fiber" in text(client_of().get(page))

    there = f"{page}resources/{boat.pk}/"
    assert client.post(f"{there}correct/", FORM | {"working": "3", "version": 1}).status_code == 422
    client.post(f"{there}correct/", FORM | {"working": "2", "version": 1})
    assert "2 of 2" in text(client_of().get(page))
    assert client.post(f"{there}correct/", FORM | {"version": 1}).status_code == 409

    client.post(f"{there}end/", {"reason": "Hanyut", "version": 2})
    assert "Perahu fiber" not in text(client_of().get(page))
    assert client.post(f"{there}end/", {"reason": "Lagi", "version": 3}).status_code == 404
    deeds = Entry.objects.filter(deed__startswith="emergencies.").order_by("number")
    assert [entry.deed.partition("_")[2] for entry in deeds] == ["added", "corrected", "ended"]


@pytest.mark.parametrize("changed", [{"working": 3}, {"quantity": 0, "working": 0}])
def test_more_than_there_are_cannot_work(kecimbung, fitri, changed):
    with pytest.raises(errors.ResourceRefused):
        services.add_resource(by=fitri, area=kecimbung, draft=replace(BOAT, **changed), now=NOW)
    assert not Resource.objects.exists()


def test_nobody_knows_tomorrow(kecimbung, fitri):
    draft = replace(BOAT, as_of=TODAY + timedelta(days=1))
    with pytest.raises(NotYetKnown):
        services.add_resource(by=fitri, area=kecimbung, draft=draft, now=NOW)


def test_a_reason_is_needed_to_end(fitri, boat):
    with pytest.raises(errors.ResourceRefused):
        services.end_resource(by=fitri, resource=boat, reason=" ", version=1, now=NOW)


def test_another_village_or_office_may_not(kecimbung, district, boat):
    cadre = make_person("siti", Role.Name.CADRE, kecimbung)
    stranger = make_person("lain", Role.Name.VILLAGE_OPERATOR, boat.area.parent.children.last())

    for person in (cadre, stranger):
        with pytest.raises(NotAllowed):
            services.add_resource(by=person, area=kecimbung, draft=BOAT, now=NOW)
        with pytest.raises(NotAllowed):
            services.end_resource(by=person, resource=boat, reason="x", version=1, now=NOW)
        there = f"/emergencies/{kecimbung.code}/resources/{boat.pk}/correct/"
        assert client_of(person).get(there).status_code == 403
    with pytest.raises(NotAllowed):
        answer(cadre, kecimbung)


def answer(by, area, **changed):
    said = {"indicator": "K401", "yes": 3, "source": "Formulir desa", "as_of": TODAY} | changed
    return services.answer_indicator(by=by, area=area, now=NOW, **said)


def test_the_newest_answer_counts_and_the_earlier_is_kept(kecimbung, fitri):
    answer(fitri, kecimbung, yes=1, as_of=TODAY - timedelta(days=90))
    answer(fitri, kecimbung, yes=2)
    answer(fitri, kecimbung, yes=3)

    told = {a.indicator.code: a.answer.yes for a in selectors.answered(kecimbung) if a.answer}
    assert told == {"K401": 3}
    assert Answer.objects.count() == 2


@pytest.mark.parametrize("changed", [{"indicator": "X9"}, {"yes": 5}, {"yes": -1}])
def test_an_answer_that_the_form_does_not_have_is_refused(kecimbung, fitri, changed):
    with pytest.raises(errors.AnswerRefused):
        answer(fitri, kecimbung, **changed)
    assert not Answer.objects.exists()


def test_the_form_is_answered_on_the_page(kecimbung, fitri):
    page = f"/emergencies/{kecimbung.code}/"
    said = {"indicator": "K401", "yes": "3", "source": "Formulir desa", "as_of": "2026-11-20"}

    assert client_of(fitri).post(f"{page}readiness/answer/", said).status_code == 302
    assert "1 of 32 indicators answered" in text(client_of().get(page))
    bad = client_of(fitri).post(f"{page}readiness/answer/", said | {"yes": "9"})
    assert bad.status_code == 422
