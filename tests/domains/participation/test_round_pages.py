import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tangguh.domains.accounts.models import User
from tangguh.domains.participation import selectors, services
from tangguh.domains.participation.models import Ballot, Bundle, Round
from tangguh.domains.places.models import Area, District
from tangguh.engines.allocation import Rule
from tests.domains.participation.rounds import (
    MILLION,
    cast,
    make_proposal,
    make_round,
)
from tests.domains.participation.test_round_counts import PB
from tests.factories import TODAY, make_area, make_district, make_person, make_village

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
BEFORE, SOON, LATER = (NOON.replace(day=day) for day in (20, 23, 30))


@pytest.fixture(autouse=True)
def home() -> District:
    make_area()
    return make_district(frozen_today=TODAY)


@pytest.fixture
def village(home: District) -> Area:
    return make_village()


@pytest.fixture
def ahmad(village: Area) -> User:
    return make_person("ahmad", "village_head", village)


@pytest.fixture
def open_round(village: Area, ahmad: User) -> Round:
    """A round in which residents vote today."""
    return opened(village, ahmad)


def opened(village: Area, by: User, **fields: Any) -> Round:
    round_ = make_round(village, by, opens_at=SOON, closes_at=LATER, **fields)
    return services.fix_rule(by=by, round_=round_, rule=Rule(increment=1000), now=BEFORE)


def printed(round_: Round, by: User, count: int = 3) -> list[str]:
    return services.print_slips(by=by, round_=round_, count=count, now=BEFORE)


def counted(round_: Round, by: User) -> Round:
    for code, choices in zip(printed(round_, by), [(1, 2), (1,), (3,)], strict=True):
        cast(round_, code, *choices, now=NOON)
    services.close_round(by=by, round_=round_, reason="Semua sudah memilih", now=NOON)
    services.publish_result(by=by, round_=round_, now=NOON)
    return Round.objects.get(pk=round_.pk)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, *args: Any) -> str:
    return reverse(f"participation:{name}", args=args)


def read(url: str, reader: Client | None = None) -> str:
    page = (reader or Client()).get(url)
    assert page.status_code == 200, (url, page.status_code)
    return page.content.decode()


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


# Voting


def test_a_resident_votes_on_a_phone_without_signing_in(open_round: Round, ahmad: User):
    phone, url = Client(), at("vote", open_round.pk)
    code = printed(open_round, ahmad)[0]

    assert 'name="code"' in read(url, phone)
    ballot = phone.post(url, {"step": "code", "code": code}).content.decode()
    act_id = hidden(ballot, "act_id")
    said = {"code": code, "act_id": act_id, "choice": ["3", "1"]}
    again = phone.post(url, {"step": "choices", **said}).content.decode()
    assert hidden(again, "act_id") == act_id
    assert "Rp85.000.000" in again
    done = phone.post(url, {"step": "sure", **said})
    resent = phone.post(url, {"step": "sure", **said})

    receipt = re.search(r"<b>(\w{4}-\w{4}-\w{4})</b>", done.content.decode())[1]
    assert receipt in resent.content.decode()
    assert Ballot.objects.get().pk == selectors.number_of(receipt)
    assert "no-store" in done["Cache-Control"]
    assert set(phone.cookies) <= {"csrftoken"}


def test_what_was_chosen_stays_when_it_is_changed_or_refused(village: Area, ahmad: User):
    round_ = opened(village, ahmad, most_choices=1)
    code, url = printed(round_, ahmad)[0], at("vote", round_.pk)
    said = {"code": code, "act_id": "", "choice": ["1", "2"]}

    refused = Client().post(url, {"step": "choices", **said})
    assert refused.status_code == 422
    assert refused.content.decode().count(" checked") == 2

    changed = Client().post(url, {"step": "code", **said, "choice": "2"}).content.decode()
    assert changed.count(" checked") == 1


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"step": "code", "code": "salah"}, 422),
        ({"step": "sure", "code": "salah", "choice": "1"}, 422),
        ({"step": "choices", "code": "salah", "choice": "lima"}, 422),
    ],
)
def test_a_wrong_step_leads_back_with_what_is_wrong(
    open_round: Round, said: dict[str, str], status: int
):
    answer = Client().post(at("vote", open_round.pk), said)

    assert answer.status_code == status
    assert 'class="notice problem"' in answer.content.decode()
    assert not Ballot.objects.exists()


def test_a_used_slip_and_a_closed_round_are_told(open_round: Round, ahmad: User):
    code, other = printed(open_round, ahmad)[:2]
    cast(open_round, code, 1, now=NOON)
    url = at("vote", open_round.pk)

    assert Client().post(url, {"step": "code", "code": code}).status_code == 409
    services.close_round(by=ahmad, round_=open_round, reason="Selesai", now=NOON)
    late = Client().post(url, {"step": "sure", "code": other, "choice": "1"})
    assert late.status_code == 409
    assert 'class="notice problem"' in late.content.decode()


# Secrecy while voting is open


PRIVATE = ("steps", "receipt", "ballots_file", "certificate", "result_table", "result_data")


@pytest.mark.parametrize("page", PRIVATE)
def test_nobody_sees_anything_of_the_ballots_before_the_count(
    open_round: Round, ahmad: User, page: str
):
    cast(open_round, printed(open_round, ahmad)[0], 1, now=NOON)

    for reader in (Client(), signed_in(ahmad)):
        assert reader.get(at(page, open_round.pk)).status_code == 404


def test_the_page_of_an_open_round_is_the_same_before_and_after_a_ballot(
    open_round: Round, ahmad: User
):
    codes, reader = printed(open_round, ahmad), signed_in(ahmad)
    url = at("round", open_round.pk)

    def told() -> str:
        return re.sub(r"<input[^>]*csrf[^>]*>|printed[^<]*", "", read(url, reader))

    before = told()
    cast(open_round, codes[0], 1, now=NOON)

    assert told() == before


# Preparing


def test_a_village_head_prepares_fixes_prints_and_counts(village: Area, ahmad: User):
    office = signed_in(ahmad)
    proposal = make_proposal(village, ahmad, estimated_cost=40 * MILLION)
    drafted = office.post(
        at("draft_round"),
        {
            "title": "Dana desa 2027",
            "area": village.code,
            "year": "2027",
            "ceiling": "100.000.000",
            "who_may_vote": "Semua warga",
            "slips": "5",
            "papers": "5",
            "least_choices": "1",
            "most_choices": "0",
            "opens_at": "2026-11-24T12:00",
            "closes_at": "2026-11-30T12:00",
            "source": "SK",
        },
    )
    round_ = Round.objects.get()
    assert drafted["Location"] == at("round_entries", round_.pk)
    office.post(drafted["Location"], {f"cost_{proposal.pk}": "Rp40.000.000"})
    fixed = office.post(
        at("fix_rule", round_.pk),
        {
            "profile": "equalshares.net",
            "increment": "1000",
            "satisfaction": "cost",
            "start": "integral",
            "comparison": "none",
            "seed": "dadu 3 5",
            "sure": "on",
        },
    )
    assert fixed["Location"] == at("round", round_.pk)
    slips = office.post(at("print_slips", round_.pk), {"count": "2"})
    paper = office.get(at("paper_ballot", round_.pk))

    assert slips.content[:5] == paper.content[:5] == b"%PDF-"
    assert slips["Cache-Control"] == "no-store"
    assert slips["Content-Disposition"].startswith("attachment")
    round_.refresh_from_db()
    assert (round_.lot_seed, round_.rule["start"], round_.rule["increment"]) == (
        "dadu 3 5",
        "integral",
        1000,
    )


@pytest.mark.parametrize("field", ["slips", "papers", "least_choices", "most_choices"])
def test_a_number_that_no_column_holds_is_refused_in_the_form(
    village: Area, ahmad: User, field: str
):
    answer = signed_in(ahmad).post(at("draft_round"), {field: "999999999999"})

    assert answer.status_code == 422
    assert answer.context["form"].has_error(field, "max_value")


def test_a_form_that_is_refused_keeps_what_was_typed(village: Area, ahmad: User):
    answer = signed_in(ahmad).post(at("draft_round"), {"title": "Dana", "ceiling": "seratus"})

    assert answer.status_code == 422
    assert 'value="seratus"' in answer.content.decode()


DEEDS = (
    "edit_round",
    "round_entries",
    "fix_rule",
    "print_slips",
    "bundles",
    "close_round",
    "publish_result",
    "answer_proposals",
)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_resident_opens_no_deed(open_round: Round, village: Area, deed: str):
    ani = make_person("ani", "resident", village)

    assert signed_in(ani).get(at(deed, open_round.pk)).status_code == 403
    assert Client().get(at(deed, open_round.pk)).status_code == 302


def test_two_clerks_key_a_bundle_over_http(open_round: Round, village: Area):
    fitri, siti = (
        signed_in(make_person(name, role, village))
        for name, role in (("fitri", "village_operator"), ("siti", "cadre"))
    )
    fitri.post(at("bundles", open_round.pk), {"label": "A", "size": "2"})
    bundle = Bundle.objects.get()

    for clerk, first in ((fitri, "1 3"), (siti, "1")):
        clerk.post(at("key_ballot", bundle.pk, 1), {"choices": first})
        clerk.post(at("key_ballot", bundle.pk, 2), {"choices": "2"})
    page = read(at("bundle", bundle.pk), siti)
    assert at("key_ballot", bundle.pk, 1) in page
    assert siti.post(at("commit_bundle", bundle.pk)).status_code == 409

    siti.post(at("key_ballot", bundle.pk, 1), {"choices": "3 1"})
    assert siti.post(at("commit_bundle", bundle.pk)).status_code == 302
    assert sorted(Ballot.objects.values_list("choices", flat=True)) == ["1,3", "2"]


def test_a_bundle_is_taken_back_from_its_page(open_round: Round, village: Area, ahmad: User):
    fitri = signed_in(make_person("fitri", "village_operator", village))
    fitri.post(at("bundles", open_round.pk), {"label": "A", "size": "2"})
    bundle = Bundle.objects.get()
    chair = signed_in(make_person("dewi", "planner", village))

    assert at("withdraw_bundle", bundle.pk) not in read(at("bundle", bundle.pk), fitri)
    assert fitri.post(at("withdraw_bundle", bundle.pk), {"reason": "Salah"}).status_code == 403
    assert at("withdraw_bundle", bundle.pk) in read(at("bundle", bundle.pk), chair)
    assert chair.post(at("withdraw_bundle", bundle.pk), {"reason": " "}).status_code == 422
    assert Bundle.objects.exists()
    answer = chair.post(at("withdraw_bundle", bundle.pk), {"reason": "Salah bundel"})

    assert answer["Location"] == at("bundles", open_round.pk)
    assert not Bundle.objects.exists()


def test_a_round_closed_early_says_when_on_the_page_of_the_code(open_round: Round, ahmad: User):
    assert "sampai 30 November 2026, 12.00" in read(at("vote", open_round.pk))
    services.close_round(by=ahmad, round_=open_round, reason="Banjir", now=BEFORE.replace(day=24))

    page = read(at("vote", open_round.pk))

    assert "24 November 2026, 12.00" in page
    assert "30 November 2026" not in page


# Results


def test_a_result_is_told_with_its_files(open_round: Round, ahmad: User):
    round_ = counted(open_round, ahmad)

    page = read(at("round", round_.pk))
    assert "Usulan" in page
    assert round_.tally.ballots_sha256 in page
    data = Client().get(at("result_data", round_.pk)).json()
    assert data["voters"] == 3
    assert sum(row["cost"] for row in data["projects"] if row["funded"]) == data["spent"]
    assert Client().get(at("certificate", round_.pk)).json()["voters"] == 3
    assert read(at("ballots_file", round_.pk)).startswith("META\n")
    assert read(at("result_table", round_.pk)).count("\n") == 4
    assert "Usulan" in read(at("steps", round_.pk))


def test_a_receipt_is_looked_up(open_round: Round, ahmad: User):
    code = printed(open_round, ahmad, 4)[3]
    receipt = cast(open_round, code, 2, now=NOON)
    url = at("receipt", counted(open_round, ahmad).pk)

    found = Client().post(url, {"receipt": receipt}).content.decode()
    missing = Client().post(url, {"receipt": "0000-0000-0000"})

    assert "40.000.000" in found
    assert missing.status_code in {200, 404, 422}
    assert "40.000.000" not in missing.content.decode()


def test_rules_are_tried_on_an_imported_file(village: Area, ahmad: User):
    office = signed_in(ahmad)
    said = {"area": village.code, "source": "Pabulib"}
    broken = SimpleUploadedFile("kota.pb", PB.replace("2;a,b", "2;a,c").encode())
    whole = SimpleUploadedFile("kota.pb", PB.encode())

    refused = office.post(at("import_vote"), said | {"file": broken})
    assert refused.status_code == 422
    assert "15" in refused.content.decode()
    kept = office.post(at("import_vote"), said | {"file": whole})
    key = kept["Location"].partition("vote=")[2]

    one = {"profile": "equalshares.net", "increment": "1"}
    other = {"profile": "own", "increment": "0", "threshold": "1"}
    rest = {"satisfaction": "cost", "start": "exact", "comparison": "none"}
    asked = {"vote": key, "ceiling": "60"}
    asked |= {f"a-{name}": value for name, value in (rest | one).items()}
    asked |= {f"b-{name}": value for name, value in (rest | other).items()}
    page = office.get(at("what_if"), asked)
    assert page.status_code == 200
    assert 'id="outcome"' in page.content.decode()
    assert "<td" in page.content.decode()


def test_a_resident_tries_no_rules(village: Area):
    ani = make_person("ani", "resident", village)

    assert signed_in(ani).get(at("what_if")).status_code == 404
    assert signed_in(ani).get(at("import_vote")).status_code == 404


# Cheap


@pytest.mark.parametrize("page", ["rounds", "rule", "what_if", "draft_round"])
def test_a_page_asks_few_queries(
    open_round: Round,
    ahmad: User,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    counted(open_round, ahmad)
    office = signed_in(ahmad)

    with django_assert_max_num_queries(MOST_QUERIES):
        read(at(page), office)


@pytest.mark.parametrize("page", ["round", "steps", "receipt", "result_data", "ballots_file"])
def test_a_page_of_a_result_asks_few_queries(
    open_round: Round,
    ahmad: User,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    round_, office = counted(open_round, ahmad), signed_in(ahmad)

    with django_assert_max_num_queries(MOST_QUERIES):
        read(at(page, round_.pk), office)


@pytest.mark.parametrize("step", ["code", "choices", "sure"])
def test_a_step_of_voting_asks_few_queries(
    open_round: Round,
    ahmad: User,
    step: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    said = {"code": printed(open_round, ahmad)[0], "choice": "1", "step": step}

    with django_assert_max_num_queries(MOST_QUERIES):
        assert Client().post(at("vote", open_round.pk), said).status_code == 200
