from dataclasses import replace
from fractions import Fraction
from hashlib import sha256

import pytest

from tangguh.domains.accounts.models import User
from tangguh.domains.audit.models import Entry as AuditEntry
from tangguh.domains.participation import errors, selectors, services
from tangguh.domains.participation.models import Ballot, Reason, Round, Status, Tally
from tangguh.domains.places.models import Area
from tangguh.engines.allocation import Comparison, Election, Rule, allocate, check_certificate
from tangguh.errors import NotAllowed, NotFound
from tangguh.integrations.pabulib import MalformedPb, read_pb
from tests.domains.participation.rounds import (
    AFTER,
    DURING,
    MILLION,
    cast,
    fixed_round,
    slips_of,
)
from tests.factories import NOW, make_person, make_village

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

# Four voters, 25 million each. The three who want 1 and 2 cannot spend the fourth one's 25.
VOTES = [(1, 2), (1, 2), (1, 2), (3,)]
PLAIN = Rule(utilitarian_completion=False, increment=0)


@pytest.fixture
def village() -> Area:
    return make_village()


@pytest.fixture
def ahmad(village: Area) -> User:
    return make_person("ahmad", "village_head", village)


def voted(area: Area, by: User, rule: Rule = PLAIN, votes=VOTES, **fields: object) -> Round:
    round_ = fixed_round(area, by, rule, **fields)
    codes = slips_of(round_, by, len(votes)) if votes else []
    for code, choices in zip(codes, votes, strict=True):
        cast(round_, code, *choices)
    return round_


def published(round_: Round, by: User) -> Tally:
    return services.publish_result(by=by, round_=round_, now=AFTER)


# Counting


def test_a_minority_decides_over_its_own_share(village: Area, ahmad: User):
    tally = published(voted(village, ahmad), ahmad)

    assert tally.voters == 4
    assert tally.told["winners"] == ["2", "3"]
    assert tally.told["greedy"] == ["2", "1"]
    result = selectors.result_of(Round.objects.get())
    assert [(each.entry.number, each.support) for each in result.others] == [
        (1, 58)
    ]  # 35 of 60 million
    assert (result.with_any, result.with_any_greedy) == (4, 3)
    assert result.left == 35 * MILLION


def test_anybody_counts_the_published_ballots_again(village: Area, ahmad: User):
    round_ = voted(village, ahmad)
    tally = published(round_, ahmad)

    text = selectors.ballots_file(round_, tally.told["winners"])

    file = read_pb(text.encode())
    election = Election.of(file.approvals())
    rule = selectors.read_rule(round_.rule, round_.lot)
    assert list(allocate(election, rule).winners) == tally.told["winners"]
    assert check_certificate(tally.certificate, election) == ()
    assert sha256(text.encode()).hexdigest() == tally.ballots_sha256
    assert file.warnings == ()


def test_a_receipt_finds_its_ballot_in_the_published_file(village: Area, ahmad: User):
    round_ = voted(village, ahmad)
    code = slips_of(round_, ahmad, 1)[0]
    receipt = cast(round_, code, 2, 3)
    tally = published(round_, ahmad)

    assert f"{receipt};internet;" in selectors.ballots_file(round_, tally.told["winners"])
    found = selectors.ballot_told(round_, receipt.upper().replace("-", " "))
    assert [entry.number for entry in found] == [2, 3]
    with pytest.raises(NotFound, match="letter by letter"):
        selectors.ballot_told(round_, "0000-0000-0000")


def test_a_box_is_shaken_and_nothing_is_lost(village: Area, ahmad: User):
    round_, other = voted(village, ahmad), voted(village, ahmad)
    before = sorted(Ballot.objects.values_list("pk", "round", "choices"))

    published(round_, ahmad)

    assert sorted(Ballot.objects.values_list("pk", "round", "choices")) == before
    assert other.ballots.count() == 4


def test_nothing_is_counted_while_residents_may_vote(village: Area, ahmad: User):
    round_ = voted(village, ahmad)

    with pytest.raises(errors.RoundStillOpen, match="nobody learns"):
        services.publish_result(by=ahmad, round_=round_, now=DURING)


def test_a_count_waits_for_paper_that_is_being_keyed(village: Area, ahmad: User):
    round_ = voted(village, ahmad)
    fitri = make_person("fitri", "village_operator", village)
    services.open_bundle(by=fitri, round_=round_, label="A", size=1, now=DURING)

    with pytest.raises(errors.BundleNotReady, match="bundle A"):
        published(round_, ahmad)


def test_a_count_is_not_repeated(village: Area, ahmad: User):
    round_ = voted(village, ahmad)
    published(round_, ahmad)

    with pytest.raises(errors.RoundPublished):
        published(round_, ahmad)


def test_a_resident_counts_nothing(village: Area, ahmad: User):
    ani = make_person("ani", "resident", village)

    with pytest.raises(NotAllowed):
        published(voted(village, ahmad), ani)
    with pytest.raises(NotAllowed):
        services.close_round(by=ani, round_=Round.objects.get(), reason="Cukup", now=DURING)


def test_voting_is_closed_early_with_a_reason(village: Area, ahmad: User):
    round_ = voted(village, ahmad)
    code = slips_of(round_, ahmad, 1)[0]

    with pytest.raises(errors.RoundNotReady, match="Say why"):
        services.close_round(by=ahmad, round_=round_, reason="", now=DURING)
    services.close_round(by=ahmad, round_=round_, reason="Semua sudah memilih", now=DURING)

    with pytest.raises(errors.RoundClosed):
        cast(round_, code, 1)
    assert services.publish_result(by=ahmad, round_=round_, now=DURING).voters == 4


def test_the_audit_trail_of_a_count_tells_no_ballot(village: Area, ahmad: User):
    published(voted(village, ahmad), ahmad)

    details = [entry.details for entry in AuditEntry.objects.all()]
    receipts = [selectors.receipt_of(pk) for pk in Ballot.objects.values_list("pk", flat=True)]
    assert not any(receipt in str(details) for receipt in receipts)
    assert AuditEntry.objects.get(deed="participation.result_published").details["voters"] == 4


# What is odd


@pytest.mark.parametrize(
    ("fields", "votes", "winners", "words"),
    [
        ({"ceiling": 125 * MILLION}, VOTES, ["1", "2", "3"], "Everything on the ballot"),
        ({"ceiling": 20 * MILLION}, VOTES, [], "costs more than the ceiling"),
        ({}, [], [], "Nobody voted"),
    ],
)
def test_an_odd_count_is_told_in_words(
    village: Area, ahmad: User, fields: dict[str, object], votes, winners: list[str], words: str
):
    rule = Rule(increment=1000)
    tally = published(voted(village, ahmad, rule, votes, **fields), ahmad)

    assert sorted(tally.told["winners"]) == winners
    assert words in " ".join(selectors.result_of(Round.objects.get()).remarks)


def test_a_tie_goes_by_the_lot_that_was_drawn_before(village: Area, ahmad: User):
    costs = (50 * MILLION, 50 * MILLION)
    round_ = voted(village, ahmad, PLAIN, [(1, 2), (1, 2)], costs=costs, ceiling=50 * MILLION)

    tally = published(round_, ahmad)

    assert tally.told["winners"] == [round_.lot[0]]


def test_whose_voters_paid_for_nothing_else_is_not_told_to_have(village: Area, ahmad: User):
    costs = (50 * MILLION, 50 * MILLION)
    round_ = voted(village, ahmad, PLAIN, [(1,), (2,)], costs=costs, ceiling=60 * MILLION)
    published(round_, ahmad)

    (first, second) = selectors.result_of(Round.objects.get()).others

    assert first.why == second.why == "The purses of its voters together were not enough for it."
    services.answer_proposals(by=ahmad, round_=round_, now=AFTER)
    answer = first.entry.proposal.steps.order_by("-position")[0].answer
    assert "chosen by 1, whose shares together came to 60% of its cost" in answer


def test_a_proposal_that_voters_paid_for_but_others_outvoted_is_told(village: Area, ahmad: User):
    rule = replace(PLAIN, comparison=Comparison.SATISFACTION)
    tally = published(voted(village, ahmad, rule), ahmad)

    result = selectors.result_of(Round.objects.get())
    assert tally.told["winners"] == ["2", "1"]
    assert [each.entry.number for each in result.others] == [3]
    assert "most votes alone" in result.others[0].why


# Answers


def test_every_author_is_answered_with_what_was_missing(village: Area, ahmad: User):
    round_ = voted(village, ahmad)
    published(round_, ahmad)

    assert services.answer_proposals(by=ahmad, round_=round_, now=AFTER) == 3

    first, second, _third = (entry.proposal for entry in selectors.on_the_ballot(round_))
    assert selectors.status_of(second) == Status.BUDGETED
    assert [step.amount for step in second.steps.order_by("position")][-1] == 40 * MILLION
    refusal = first.steps.get(status=Status.PARKED)
    assert refusal.reason == Reason.LOWER_PRIORITY
    assert "3 residents chose it" in refusal.answer
    assert "58% of its cost" in refusal.answer
    with pytest.raises(errors.RoundPublished):
        services.answer_proposals(by=ahmad, round_=round_, now=AFTER)


def test_what_costs_more_than_the_ceiling_lacks_money(village: Area, ahmad: User):
    round_ = voted(village, ahmad, ceiling=50 * MILLION)
    published(round_, ahmad)
    services.answer_proposals(by=ahmad, round_=round_, now=AFTER)

    dear = selectors.on_the_ballot(round_)[0].proposal
    assert dear.steps.get(status=Status.PARKED).reason == Reason.BUDGET


def test_nobody_is_answered_before_the_count_or_by_a_resident(village: Area, ahmad: User):
    round_ = voted(village, ahmad)

    with pytest.raises(errors.RoundStillOpen):
        services.answer_proposals(by=ahmad, round_=round_, now=AFTER)
    with pytest.raises(NotAllowed):
        services.answer_proposals(
            by=make_person("ani", "resident", village), round_=round_, now=AFTER
        )


# Trying rules


def test_two_rules_are_tried_on_published_ballots_alone(village: Area, ahmad: User):
    counted, running = voted(village, ahmad), voted(village, ahmad)
    published(counted, ahmad)

    assert [key for key, _title in selectors.votes_to_try(ahmad)] == [f"round-{counted.pk}"]
    with pytest.raises(NotFound):
        selectors.vote_for(ahmad, f"round-{running.pk}")
    election = selectors.vote_for(ahmad, f"round-{counted.pk}")
    trials = selectors.two_trials(election, PLAIN, replace(PLAIN, threshold=Fraction(1)), ceiling=0)
    assert {project.id for project in trials.first.winners} == {"2", "3"}
    assert trials.first.voters_with_any == 4
    wider = selectors.two_trials(election, PLAIN, PLAIN, ceiling=200 * MILLION)
    assert len(wider.second.winners) == 3
    assert wider.only_first == wider.only_second == ()


PB = """META
key;value
description;Kota contoh
num_projects;2
num_votes;2
budget;100
vote_type;approval
PROJECTS
project_id;cost
a;60
b;40
VOTES
voter_id;vote
1;a
2;a,b
"""


def bring_in(by: User, area: Area, text: str) -> None:
    services.import_vote(by=by, area=area, data=text.encode(), source="Pabulib", now=NOW)


def test_a_file_from_elsewhere_is_tried(village: Area, ahmad: User):
    bring_in(ahmad, village, PB)

    ((key, title),) = selectors.votes_to_try(ahmad)
    assert title == "Kota contoh"
    assert selectors.vote_for(ahmad, key).voters == 2
    with pytest.raises(errors.FileKnown, match="Kota contoh"):
        bring_in(ahmad, village, PB)


def test_a_file_that_is_wrong_is_refused_with_its_line(village: Area, ahmad: User):
    with pytest.raises(MalformedPb, match=r"Line 15: .* project c"):
        bring_in(ahmad, village, PB.replace("2;a,b", "2;a,c"))
    with pytest.raises(MalformedPb, match="VOTES"):
        bring_in(ahmad, village, PB[: PB.index("VOTES")])


def test_files_stay_with_those_who_plan_there(village: Area, ahmad: User):
    bring_in(ahmad, village, PB)
    ani = make_person("ani", "resident", village)
    budi = make_person("budi", "village_head", make_village("15.03.08.2010", "Pulau Buayo"))

    assert selectors.votes_to_try(ani) == selectors.votes_to_try(budi) == []
    with pytest.raises(NotAllowed):
        bring_in(ani, village, PB)
