"""From a map of flood zones, through plan, neighbours and drill, to what the policy answers to: over HTTP."""

import json
from uuid import uuid4

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.models import Boundary, BoundarySet, ZoneSet
from tangguh.domains.emergencies.models import DrillProblem, Pair, VillagePlan
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Finding, Policy
from tests.factories import (
    NOW,
    SOURCED,
    TODAY,
    make_district,
    make_person,
    make_policy,
    make_village,
)

pytestmark = pytest.mark.django_db
NAMES = "Kartini"
MEND = {"action": "Pindahkan titik", "owner": "Kepala desa", "due": "2027-01-31"}
RIVERSIDE = shapely.box(102.52, -2.29, 102.531, -2.27)
WET, DRY = "102.53", "102.532"  # 220 m apart, in and out of the zone


@pytest.fixture
def village() -> Area:
    district = make_district(frozen_today=TODAY).area
    found = make_village()
    drawn = BoundarySet.objects.create(
        district=district, kind="official", received_at=NOW, sha256="riverside", **SOURCED
    )
    outline = shapely.geometry.mapping(shapely.box(102.5, -2.3, 102.56, -2.26))
    Boundary.objects.create(boundary_set=drawn, area=found, geometry=outline)
    return found


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")
    return client


def take_zones(piket: Client) -> None:
    """A map of the riverside, as BPBD has it: checked, looked at, accepted."""
    row = {
        "type": "Feature",
        "properties": {"KELAS": "tinggi"},
        "geometry": shapely.geometry.mapping(RIVERSIDE),
    }
    text = json.dumps({"type": "FeatureCollection", "features": [row]})
    said = {
        "hazard": "flood",
        "owner": "BPBD",
        "source": "Peta banjir 2025",
        "as_of": "2025-06-01",
        "provenance": "real",
    }
    file = SimpleUploadedFile("banjir.geojson", text.encode())
    piket.post("/atlas/zones/check/", said | {"file": file})
    piket.post(f"/atlas/zones/{ZoneSet.objects.get().pk}/accept/")


def make_plan(kades: Client, page: str) -> None:
    """Where RT 04 gathers and by which way, until it is in force."""
    kades.post(f"{page}draft/", {"hazard": "flood"})
    plan = VillagePlan.objects.get()
    base = f"/emergencies/plan-drafts/{plan.pk}/"
    masjid = {"kind": "point", "name": "Masjid", "places": 0, "latitude": "-2.265"}
    kades.post(f"{base}places/add/", masjid | {"longitude": "102.54"})
    home = {"name": "04", "people": 100, "latitude": "-2.28", "longitude": WET}
    kades.post(f"{base}neighbourhoods/add/", home)
    ends = {"neighbourhood": plan.neighbourhoods.get().pk, "point": plan.places.get().pk}
    kades.post(f"{base}routes/add/", ends | {"line": ""})
    kades.post(f"{base}force/", {"reason": "Musyawarah desa"})


def helper(name: str, rt: str, east: str) -> dict[str, str]:
    return {
        "act_id": str(uuid4()),
        "agreed": "on",
        "name": name,
        "neighbourhood": rt,
        "trained_on": "2026-09-01",
        "latitude": "-2.2801",
        "longitude": east,
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
            "longitude": WET,
        },
    )
    for name, rt, east in (("Lili", "04", WET), (NAMES, "05", DRY)):
        path = f"/emergencies/buddies/{village.code}/helpers/add/"
        kader.post(path, helper(name, rt, east))


def plan_drill(kades: Client, village: Area) -> str:
    """A field drill; where its page is."""
    said = {
        "act_id": str(uuid4()),
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
    return kades.post("/emergencies/drills/plan/", said)["Location"]


def say_yes(kader: Client, pair: Pair) -> None:
    for side in ("person", "helper"):
        said = {"side": side, "answer": "yes", "given_by": "Minah"}
        kader.post(f"/emergencies/pairs/{pair.pk}/", said)


def count(kader: Client, path: str) -> None:
    """Ninety of a hundred come to the mosque, and why the others do not."""
    counted = {"point": "Masjid", "minute": "45", "people": "90", "vulnerable": "0", "way": "spot"}
    kader.post(f"{path}arrive/", counted | {"act_id": str(uuid4()), "replaces": ""})
    wrong = {"act_id": str(uuid4()), "text": "Jalur RT 04 tergenang", "minute": "40"}
    kader.post(f"{path}problem/", wrong)


def test_from_the_zones_to_the_finding(village: Area):
    kader = signed_in(make_person("siti", "cadre", village))
    kades = signed_in(make_person("zaini", "village_head", village))
    yusuf = make_person("yusuf", "duty_officer", village.parent.parent)
    piket = signed_in(yusuf)
    policy = make_policy(village.parent.parent, yusuf, status=Policy.Status.IN_FORCE)
    buddies = f"/emergencies/buddies/{village.code}/"

    # BPBD's map of the riverside is taken in use, and the village's profile shows it
    take_zones(piket)
    assert "Peta banjir 2025" in Client().get(f"/emergencies/{village.code}/").content.decode()

    # The village head makes a plan and puts it in force; everybody reads it
    page = f"/emergencies/{village.code}/plan/"
    make_plan(kades, page)
    assert "Masjid" in Client().get(page).content.decode()

    # The kader writes down Minah, who cannot leave alone, and two who would fetch her
    write_down(kader, village)

    # Lili lives in the same zone: only Kartini is proposed, and both say yes
    kader.post(f"{buddies}propose/")
    assert "Peta banjir 2025" in kader.get(buddies).content.decode()
    pair = Pair.objects.get()
    assert pair.helper.name == NAMES
    say_yes(kader, pair)

    # For the duty officer the names are sealed, until a drill is held there
    assert piket.get(buddies).status_code == 403
    path = plan_drill(kades, village)
    kades.post(f"{path}alarm/", {"clock": "09:00"})
    assert NAMES in piket.get(buddies).content.decode()

    # People come; the curve stays behind the plan; the reason is written down
    count(kader, path)
    kades.post(f"{path}end/")
    assert piket.get(buddies).status_code == 403

    # Somebody mends it until a day, and the policy must answer to it
    problem = DrillProblem.objects.get()
    kades.post(f"/emergencies/problems/{problem.pk}/action/", MEND)
    piket.post(f"/emergencies/problems/{problem.pk}/hand/", {"policy": str(policy.pk)})

    finding = Finding.objects.get(policy=policy)
    assert "Jalur RT 04 tergenang" in finding.text
    assert f"/policies/{policy.pk}/findings/" in Client().get(path).content.decode()
