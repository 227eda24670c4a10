import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tangguh.domains.accounts.models import User
from tangguh.domains.audit.models import Entry as AuditEntry
from tangguh.domains.participation import errors, selectors, services
from tangguh.domains.participation.models import Ballot, Round, Slip, VotingRight
from tangguh.domains.participation.services import cast_ballot
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed
from tests.domains.participation.rounds import (
    AFTER,
    CLOSES,
    DURING,
    cast,
    fixed_round,
    make_round,
    slips_of,
)
from tests.factories import NOW, make_person, make_village

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def village() -> Area:
    return make_village()


@pytest.fixture
def ahmad(village: Area) -> User:
    return make_person("ahmad", "village_head", village)


@pytest.fixture
def round_(village: Area, ahmad: User) -> Round:
    return fixed_round(village, ahmad, most_choices=2)


# Slips


def test_slips_are_stored_as_hashes_alone(round_: Round, ahmad: User):
    codes = slips_of(round_, ahmad)

    stored = [vars(row) for model in (Slip, VotingRight) for row in model.objects.all()]
    assert len(set(codes)) == 5
    assert len(stored) == 10
    assert not any(selectors.tidy(code) in str(row) for code in codes for row in stored)
    assert AuditEntry.objects.get(deed="participation.slips_printed").details == {"count": 5}


def test_no_more_slips_are_printed_than_there_are_voters(round_: Round, ahmad: User):
    slips_of(round_, ahmad, 18)

    with pytest.raises(errors.TooMany, match="2 are not printed"):
        slips_of(round_, ahmad, 3)
    slips_of(round_, ahmad, 2)


def test_slips_are_printed_for_a_fixed_ballot_that_is_not_closed(village: Area, ahmad: User):
    with pytest.raises(errors.RuleIsNotFixed):
        slips_of(make_round(village, ahmad), ahmad)
    with pytest.raises(errors.RoundClosed):
        services.print_slips(by=ahmad, round_=fixed_round(village, ahmad), count=1, now=AFTER)


def test_a_resident_prints_no_slips(round_: Round, village: Area):
    with pytest.raises(NotAllowed):
        slips_of(round_, make_person("ani", "resident", village))


# Casting


def test_a_slip_casts_one_ballot_and_its_receipt_finds_it(round_: Round, ahmad: User):
    code = slips_of(round_, ahmad)[0]

    receipt = cast(round_, code, 3, 1)

    ballot = Ballot.objects.get(pk=selectors.number_of(receipt) or 0)
    assert ballot.choices == "1,3"
    with pytest.raises(errors.SlipUsed):
        cast(round_, code, 1)
    assert Ballot.objects.count() == 1


def test_the_same_act_sent_again_is_the_same_ballot(round_: Round, ahmad: User):
    code, act_id = slips_of(round_, ahmad)[0], uuid4()

    first = cast(round_, code, 1, act_id=act_id)
    again = cast(round_, code, 1, act_id=act_id)
    late = cast(round_, code, 1, act_id=act_id, now=AFTER)

    assert first == again == late
    assert Ballot.objects.count() == 1


def test_the_act_of_one_slip_does_not_stand_for_another(round_: Round, ahmad: User):
    mine, yours = slips_of(round_, ahmad)[:2]
    act_id = uuid4()

    receipts = {cast(round_, code, 1, act_id=act_id) for code in (mine, yours)}

    assert len(receipts) == Ballot.objects.count() == 2


def test_a_code_is_taken_however_it_is_typed(round_: Round, ahmad: User):
    code = slips_of(round_, ahmad)[0]
    typed = code.upper().replace("-", " ").replace("0", "O").replace("1", "I")

    assert cast(round_, f" {typed} ", 1)


@pytest.mark.parametrize(
    ("choices", "error", "words"),
    [
        ((9,), errors.NotOnTheBallot, "Number 9 .* 1 to 3"),
        ((1, 1), errors.ChosenTwice, "Number 1 is chosen twice"),
        ((), errors.WrongNumberOfChoices, "at least 1"),
        ((1, 2, 3), errors.WrongNumberOfChoices, "at most 2"),
    ],
)
def test_a_wrong_ballot_is_refused_exactly_and_the_slip_keeps_its_right(
    round_: Round, ahmad: User, choices: tuple[int, ...], error: type[Exception], words: str
):
    code = slips_of(round_, ahmad)[0]

    with pytest.raises(error, match=words):
        cast(round_, code, *choices)

    assert cast(round_, code, 1)


def test_a_ballot_before_the_opening_or_after_the_closing_is_refused(round_: Round, ahmad: User):
    code = slips_of(round_, ahmad)[0]

    with pytest.raises(errors.RoundNotOpenYet, match="Keep your slip"):
        cast(round_, code, 1, now=NOW)
    with pytest.raises(errors.RoundClosed, match="not taken"):
        cast(round_, code, 1, now=CLOSES)
    assert cast(round_, code, 1, now=CLOSES - timedelta(seconds=1))


def test_an_unknown_code_and_a_slip_of_another_round_are_refused(
    round_: Round, village: Area, ahmad: User
):
    other = slips_of(fixed_round(village, ahmad), ahmad)[0]

    with pytest.raises(errors.UnknownSlip):
        cast(round_, "abcde-fghjk", 1)
    with pytest.raises(errors.UnknownSlip):
        cast(round_, other, 1)
    with pytest.raises(errors.UnknownSlip):
        services.require_slip(round_=round_, code=other, now=DURING)


# Secrecy


def test_nothing_that_is_stored_joins_a_slip_to_a_ballot(round_: Round, ahmad: User):
    codes = slips_of(round_, ahmad)
    before = AuditEntry.objects.count()
    slips = list(Slip.objects.order_by("pk").values())

    for code in codes[:3]:
        cast(round_, code, 1)

    # The slip is untouched, its right to vote is gone without a trace, nobody wrote it down.
    assert list(Slip.objects.order_by("pk").values()) == slips
    assert VotingRight.objects.count() == 2
    assert AuditEntry.objects.count() == before
    # A ballot tells its round, its choices and its random number: no hour, no slip, no person.
    assert {field.attname for field in Ballot._meta.concrete_fields} == {
        "id",
        "round_id",
        "choices",
        "paper",
    }


def test_ballots_lie_in_the_order_of_their_random_numbers(round_: Round, ahmad: User):
    for code in slips_of(round_, ahmad, 20):
        cast(round_, code, 1)

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid, id FROM participation_ballot")
            assert all(hidden == number for hidden, number in cursor.fetchall())
    numbers = list(Ballot.objects.values_list("pk", flat=True))
    assert len(numbers) == 20
    assert min(numbers) >= 2**59


def test_receipts_are_read_back_and_anything_else_is_none(round_: Round, ahmad: User):
    receipt = cast(round_, slips_of(round_, ahmad)[0], 1)

    assert re.fullmatch(r"[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}", receipt)
    assert selectors.receipt_of(selectors.number_of(receipt.upper())) == receipt
    assert selectors.number_of("kurang") is None


# Many at once


@pytest.mark.django_db(transaction=True)
def test_ballots_that_arrive_together_are_all_kept_once(village: Area, ahmad: User):
    round_ = fixed_round(village, ahmad)
    codes = slips_of(round_, ahmad, 20)
    acts = [(code, uuid4()) for code in codes] * 2  # every phone sends twice

    def send(act: tuple[str, object]) -> str:
        try:
            code, act_id = act
            return cast_ballot(round_=round_, code=code, choices=[1], act_id=act_id, now=DURING)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as phones:
        receipts = list(phones.map(send, acts))

    assert receipts[:20] == receipts[20:]
    assert set(map(selectors.number_of, receipts)) == set(
        Ballot.objects.values_list("pk", flat=True)
    )
    assert not VotingRight.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_slip_raced_from_many_phones_casts_one_ballot(village: Area, ahmad: User):
    round_ = fixed_round(village, ahmad)
    code = slips_of(round_, ahmad, 1)[0]

    def send(choice: int) -> bool:
        try:
            return bool(cast(round_, code, choice))
        except errors.SlipUsed:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as phones:
        taken = list(phones.map(send, [1, 2, 3] * 2))

    assert taken.count(True) == Ballot.objects.count() == 1
