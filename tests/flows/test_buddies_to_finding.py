"""From water that cuts an RT off, through neighbours and a drill, to what the policy answers to: over HTTP."""

from uuid import uuid4

import pytest
from django.test import Client

from tangguh.domains.accounts.models import User
from tangguh.domains.emergencies.models import Drill, DrillProblem, Pair
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Finding, Policy
from tests.factories import TODAY, make_district, make_person, make_policy, make_village

pytestmark = pytest.mark.django_db
NAMES = "Kartini"


@pytest.fixture
def village() -> Area:
    make_district(frozen_today=TODAY)
    return make_village()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")
    return client


def helper(name: str, rt: str) -> dict[str, str]:
    return {
        "act_id": str(uuid4()),
        "agreed": "on",
        "name": name,
        "neighbourhood": rt,
        "trained_on": "2026-09-01",
        "latitude": "-2.2801",
        "longitude": "102.53",
    }


def write_down(kader: Client, village: Area) -> None:
    """Minah, who cannot leave alone, and two who would fetch her."""
    kader.post(
        "/residents/record/",
        {
            "act_id": str(uuid4()),
            "consents": ["register", "help", "point"],
            "given_by": "Minah",
            "area": village.code,
            "neighbourhood": "04",
            "name_1": "Minah",
            "needs_1": ["elderly"],
            "latitude": "-2.28",
            "longitude": "102.53",
        },
    )
    for name, rt in (("Lili", "04"), (NAMES, "05")):
        path = f"/emergencies/buddies/{village.code}/helpers/add/"
        kader.post(path, helper(name, rt))


def plan(kades: Client, village: Area) -> str:
    """A field drill; where its page is."""
    said = {
        "area": village.code,
        "kind": "ftx",
        "title": "Gladi RT 04",
        "scenario": "Air naik dari hulu",
        "hazard": "flood",
        "held_on": TODAY.isoformat(),
        "expected": "100",
        "expected_vulnerable": "1",
        "plan_curve": "30 60\n60 100",
    }
    kades.post("/emergencies/drills/plan/", said)
    return f"/emergencies/drills/{Drill.objects.get().pk}/"


def test_from_the_water_to_the_finding(village: Area):
    kader = signed_in(make_person("siti", "cadre", village))
    kades = signed_in(make_person("zaini", "village_head", village))
    yusuf = make_person("yusuf", "duty_officer", village.parent.parent)
    piket = signed_in(yusuf)
    policy = make_policy(village.parent.parent, yusuf, status=Policy.Status.IN_FORCE)
    buddies = f"/emergencies/buddies/{village.code}/"

    # The kader writes down Minah, who cannot leave alone, and two who would fetch her
    write_down(kader, village)

    # RT 04 is cut off as a whole: only Kartini from RT 05 is proposed, and both say yes
    water = {"neighbourhood": "04", "name": "Tepi sungai", "source": "Kades"}
    kader.post(f"{buddies}flooded/", water)
    kader.post(f"{buddies}propose/")
    pair = Pair.objects.get()
    assert pair.helper.name == NAMES
    for side in ("person", "helper"):
        said = {"side": side, "answer": "yes", "given_by": "Minah"}
        kader.post(f"/emergencies/pairs/{pair.pk}/", said)

    # For the duty officer the names are sealed, until a drill is held there
    assert piket.get(buddies).status_code == 403
    path = plan(kades, village)
    kades.post(f"{path}alarm/", {"clock": "09:00"})
    assert NAMES in piket.get(buddies).content.decode()

    # People come; the curve stays behind the plan; the reason is written down
    counted = {"point": "Masjid", "minute": "45", "people": "90", "vulnerable": "0", "way": "spot"}
    kader.post(f"{path}arrive/", counted | {"act_id": str(uuid4()), "replaces": ""})
    kader.post(f"{path}problem/", {"text": "Jalur RT 04 tergenang", "minute": "40"})
    kades.post(f"{path}end/")
    assert piket.get(buddies).status_code == 403

    # Somebody mends it until a day, and the policy must answer to it
    problem = DrillProblem.objects.get()
    mend = {"action": "Pindahkan titik", "owner": "Kepala desa", "due": "2027-01-31"}
    kades.post(f"/emergencies/problems/{problem.pk}/action/", mend)
    piket.post(f"/emergencies/problems/{problem.pk}/hand/", {"policy": str(policy.pk)})

    finding = Finding.objects.get(policy=policy)
    assert "Jalur RT 04 tergenang" in finding.text
    assert f"/policies/{policy.pk}/findings/" in Client().get(path).content.decode()
