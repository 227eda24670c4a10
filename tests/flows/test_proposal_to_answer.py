"""From what a resident asks for, through a vote, to work and a public answer: all of it over HTTP."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tangguh.domains.accounts.models import User
from tangguh.domains.participation import services
from tangguh.domains.participation.models import Proposal, Round
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, District
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Cycle
from tests.factories import (
    make_area,
    make_cycle,
    make_district,
    make_person,
    make_policy,
    make_programme,
    make_village,
)

pytestmark = pytest.mark.django_db

COSTS = {"Jalan": 60_000_000, "Sumur": 40_000_000, "Lampu": 25_000_000}


@pytest.fixture
def district() -> District:
    make_area()
    return make_district(frozen_today=date(2026, 11, 2))


@pytest.fixture
def village(district: District) -> Area:
    return make_village()


@pytest.fixture
def cycle(district: District) -> Cycle:
    dewi = make_person("dewi", "planner", district.area)
    policy = make_policy(district.area, dewi, status=Policy.Status.IN_FORCE)
    return make_cycle(make_programme(policy), starts=date(2026, 1, 1), ends=date(2027, 12, 31))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, *args: Any) -> str:
    return reverse(f"participation:{name}", args=args)


def fill_in(client: Client, url: str, **said: Any) -> str:
    """Open a form, change some fields, send it; where it leads to."""
    form = client.get(url).context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() is not None}
    kept = {name: value for name, value in typed.items() if value is not False}
    answer = client.post(url, kept | said)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"])


def it_is(district: District, day: date) -> None:
    """The days pass."""
    district.frozen_today = day
    district.save()


def read(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def test_a_proposal_is_voted_on_carried_out_and_answered(
    district: District, village: Area, cycle: Cycle
):
    ani = signed_in(make_person("ani", "resident", village))
    ahmad = signed_in(make_person("ahmad", "village_head", village))
    dewi = signed_in(User.objects.get(username="dewi"))

    # Ani hands in three proposals; the village head checks them
    for title, cost in COSTS.items():
        fill_in(
            ani,
            at("file_proposal"),
            title=title,
            area=village.code,
            proposed_by="neighbourhood",
            estimated_cost=str(cost),
        )
    for proposal in Proposal.objects.all():
        fill_in(ahmad, at("take_step", proposal.number), status="screened")

    # He puts them on a ballot and fixes the rule, before anybody votes
    drafted = fill_in(
        ahmad,
        at("draft_round"),
        title="Dana desa 2027",
        area=village.code,
        ceiling="100.000.000",
        who_may_vote="Semua warga berumur 17 tahun",
        slips="8",
        opens_at="2026-11-09T08:00",
        closes_at="2026-11-15T08:00",
        source="SK kepala desa",
    )
    fill_in(ahmad, drafted)
    round_ = Round.objects.get()
    fill_in(ahmad, at("fix_rule", round_.pk), profile="pabulib-checker", increment="0", sure="on")
    paper = ahmad.post(at("print_slips", round_.pk), {"count": 4})
    assert paper.content.startswith(b"%PDF-")
    codes = services.print_slips(
        by=round_.drafted_by, round_=round_, count=4, now=places.now()
    )  # the same slips once more, since nobody reads codes from paper here

    # Four residents vote on their phones: three for road and well, one for the lamp
    it_is(district, date(2026, 11, 10))
    receipts = [cast(round_, code, chosen) for code, chosen in zip(codes, VOTES, strict=True)]
    assert Client().get(at("ballots_file", round_.pk)).status_code == 404

    # Voting is over; he counts, and every author is answered
    it_is(district, date(2026, 11, 16))
    fill_in(ahmad, at("publish_result", round_.pk))
    fill_in(ahmad, at("answer_proposals", round_.pk))
    assert "Rp65" in read(Client(), at("round", round_.pk))
    ballots = read(Client(), at("ballots_file", round_.pk))
    assert all(receipt in ballots for receipt in receipts)

    # Ani reads what was missing for the road, and that the well has money
    road, well, _lamp = Proposal.objects.order_by("pk")
    assert "58%" in read(ani, at("proposal", road.number))
    assert "40.000.000" in read(ani, at("proposal", well.number))

    # The planner makes the well an activity; the village tells how far it is, and so does the answer
    carry_out(dewi, well, cycle)
    report = reverse("programmes:report", args=[Activity.objects.get().pk])
    fill_in(ahmad, report, happened_on="2026-11-16", progress="35", spent="9.000.000")
    answer = read(Client(), at("proposal", well.number))
    assert reverse("programmes:activity", args=[Activity.objects.get().pk]) in answer
    assert "35%" in answer


def carry_out(dewi: Client, well: Proposal, cycle: Cycle) -> None:
    fill_in(
        dewi,
        at("open_activity", well.number),
        cycle=cycle.pk,
        kind="construction",
        planned_start="2026-11-16",
        planned_end="2026-12-16",
        money="district_budget",
        amount="40.000.000",
    )


VOTES = [("1", "2"), ("1", "2"), ("1", "2"), ("3",)]


def cast(round_: Round, code: str, chosen: tuple[str, ...]) -> str:
    """One resident with a phone: the code, the ballot, another look, the receipt."""
    phone, url = Client(), at("vote", round_.pk)
    ballot = phone.post(url, {"step": "code", "code": code}).content.decode()
    act_id = re.search(r'name="act_id" value="([^"]+)"', ballot)[1]
    said = {"code": code, "act_id": act_id, "choice": chosen}
    assert phone.post(url, {"step": "choices", **said}).status_code == 200
    done = phone.post(url, {"step": "sure", **said}).content.decode()
    return re.search(r"<b>(\w{4}-\w{4}-\w{4})</b>", done)[1]
