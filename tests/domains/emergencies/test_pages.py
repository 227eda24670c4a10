"""What everybody reads of hazards and readiness."""

from tests.domains.emergencies.conftest import client_of


def test_the_district_leads_to_every_villages_profile(kecimbung):
    answer = client_of().get("/emergencies/").content.decode()

    assert f"/emergencies/{kecimbung.code}/" in answer


def test_a_profile_names_its_village(kecimbung):
    answer = client_of().get(f"/emergencies/{kecimbung.code}/")

    assert "Hazard profile of Teluk Kecimbung" in answer.content.decode()


def test_only_a_village_has_a_profile(kecimbung):
    assert client_of().get("/emergencies/15.03.08/").status_code == 404
    assert client_of().get("/emergencies/15.03.08.9999/").status_code == 404
