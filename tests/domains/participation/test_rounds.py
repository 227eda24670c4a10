from dataclasses import replace
from datetime import timedelta

import pytest

from tangguh.domains.accounts.models import User
from tangguh.domains.audit.models import Entry as AuditEntry
from tangguh.domains.participation import errors, selectors, services
from tangguh.domains.participation.models import RoundState
from tangguh.domains.participation.services import EntryDraft
from tangguh.domains.places.models import Area
from tangguh.engines import lot
from tangguh.engines.allocation import PROFILES, Rule
from tangguh.errors import NotAllowed, NotFound
from tests.domains.participation.rounds import (
    AFTER,
    CLOSES,
    DURING,
    MILLION,
    OPENS,
    SEED,
    fixed_round,
    make_proposal,
    make_round,
    round_draft,
)
from tests.factories import NOW, make_person, make_village

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def village() -> Area:
    return make_village()


@pytest.fixture
def ahmad(village: Area) -> User:
    """The village head."""
    return make_person("ahmad", "village_head", village)


def test_a_village_head_prepares_a_round(village: Area, ahmad: User):
    round_ = make_round(village, ahmad)

    assert selectors.state_of(round_, now=NOW) == RoundState.DRAFTED
    assert [entry.number for entry in selectors.on_the_ballot(round_)] == [1, 2, 3]
    assert AuditEntry.objects.get(deed="participation.round_drafted").details == {
        "ceiling": 100 * MILLION
    }


def test_a_resident_prepares_none(village: Area):
    ani = make_person("ani", "resident", village)

    with pytest.raises(NotAllowed):
        services.draft_round(by=ani, draft=round_draft(village), now=NOW)


def test_a_village_head_prepares_none_elsewhere(village: Area, ahmad: User):
    with pytest.raises(NotAllowed):
        services.draft_round(
            by=ahmad, draft=round_draft(make_village("15.03.08.2010", "Pulau Buayo")), now=NOW
        )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ceiling": 0}, "ceiling is 0"),
        ({"who_may_vote": " "}, "who may vote"),
        ({"closes_at": OPENS}, "close before it opens"),
        ({"least_choices": 3, "most_choices": 2}, "At least 3 choices"),
    ],
)
def test_a_draft_that_contradicts_itself_is_refused(
    village: Area, ahmad: User, fields: dict[str, object], words: str
):
    with pytest.raises(errors.RoundNotReady, match=words):
        services.draft_round(by=ahmad, draft=round_draft(village, **fields), now=NOW)


def test_a_draft_is_changed(village: Area, ahmad: User):
    round_ = make_round(village, ahmad)

    services.edit_round(
        by=ahmad, round_=round_, draft=round_draft(village, ceiling=5 * MILLION), now=NOW
    )

    round_.refresh_from_db()
    assert round_.ceiling == 5 * MILLION


def test_what_cannot_stand_on_the_ballot_is_told_with_its_reason(village: Area, ahmad: User):
    round_ = make_round(village, ahmad, costs=())
    rejected = EntryDraft(
        proposal=make_proposal(village, ahmad), cost=MILLION, excluded_because="Lahan belum jelas"
    )
    good = EntryDraft(proposal=make_proposal(village, ahmad), cost=MILLION)

    services.set_entries(by=ahmad, round_=round_, entries=[rejected, good])

    assert [(e.number, e.excluded_because) for e in selectors.entries_of(round_)] == [
        (1, ""),
        (2, "Lahan belum jelas"),
    ]
    assert [entry.proposal for entry in selectors.on_the_ballot(round_)] == [good.proposal]


def test_a_proposal_without_a_cost_or_from_elsewhere_is_refused(village: Area, ahmad: User):
    round_ = make_round(village, ahmad)
    elsewhere = make_proposal(make_village("15.03.08.2010", "Pulau Buayo"), ahmad)

    with pytest.raises(errors.RoundNotReady, match="has no cost"):
        services.set_entries(
            by=ahmad,
            round_=round_,
            entries=[EntryDraft(proposal=make_proposal(village, ahmad), cost=0)],
        )
    with pytest.raises(errors.RoundNotReady, match="outside Teluk Kecimbung"):
        services.set_entries(
            by=ahmad, round_=round_, entries=[EntryDraft(proposal=elsewhere, cost=MILLION)]
        )


def test_a_fixed_rule_keeps_every_parameter_and_a_lot_that_anybody_draws_again(
    village: Area, ahmad: User
):
    rule = replace(PROFILES["equalshares.net"], increment=1000)

    round_ = fixed_round(village, ahmad, rule)

    assert selectors.read_rule(round_.rule, round_.lot) == replace(
        rule, lot=lot.drawn(["1", "2", "3"], SEED)
    )
    assert AuditEntry.objects.get(deed="participation.rule_fixed").details["seed"] == SEED


def test_nothing_changes_once_the_rule_is_fixed(village: Area, ahmad: User):
    round_ = fixed_round(village, ahmad)

    with pytest.raises(errors.RuleIsFixed):
        services.edit_round(by=ahmad, round_=round_, draft=round_draft(village), now=NOW)
    with pytest.raises(errors.RuleIsFixed):
        services.set_entries(by=ahmad, round_=round_, entries=[])
    with pytest.raises(errors.RuleIsFixed):
        services.fix_rule(by=ahmad, round_=round_, rule=Rule(), now=NOW)


def test_a_rule_is_fixed_before_voting_opens_and_for_a_ballot_that_can_be_cast(
    village: Area, ahmad: User
):
    late = make_round(village, ahmad)
    with pytest.raises(errors.RoundNotReady, match="opened"):
        services.fix_rule(by=ahmad, round_=late, rule=Rule(), now=OPENS + timedelta(minutes=1))

    empty = make_round(village, ahmad, costs=())
    with pytest.raises(errors.RoundNotReady, match="No proposal"):
        services.fix_rule(by=ahmad, round_=empty, rule=Rule(), now=NOW)

    strict = make_round(village, ahmad, least_choices=4)
    with pytest.raises(errors.RoundNotReady, match="must choose 4"):
        services.fix_rule(by=ahmad, round_=strict, rule=Rule(), now=NOW)

    voterless = make_round(village, ahmad, slips=0, papers=0)
    with pytest.raises(errors.RoundNotReady, match="Nobody could vote"):
        services.fix_rule(by=ahmad, round_=voterless, rule=Rule(), now=NOW)


def test_a_resident_fixes_no_rule(village: Area, ahmad: User):
    ani = make_person("ani", "resident", village)

    with pytest.raises(NotAllowed):
        services.fix_rule(by=ani, round_=make_round(village, ahmad), rule=Rule(), now=NOW)


def test_a_round_opens_and_closes_by_the_clock(village: Area, ahmad: User):
    round_ = fixed_round(village, ahmad)

    states = [
        selectors.state_of(round_, now=hour)
        for hour in (NOW, OPENS, DURING, CLOSES - timedelta(seconds=1), CLOSES, AFTER)
    ]

    assert states == ["rule_fixed", "open", "open", "open", "closed", "closed"]


def test_only_officials_of_the_place_see_a_round_before_its_rule_is_fixed(
    village: Area, ahmad: User
):
    ani = make_person("ani", "resident", village)
    drafted, fixed = make_round(village, ahmad), fixed_round(village, ahmad)

    assert set(selectors.round_list(ani)) == {fixed}
    assert set(selectors.round_list(ahmad)) == {drafted, fixed}
    with pytest.raises(NotFound):
        selectors.round_for(ani, drafted.pk)


def test_the_lot_depends_on_its_seed_and_not_on_the_order_of_names():
    assert lot.drawn("abcdef", SEED) == lot.drawn("fedcba", SEED)
    assert len({lot.drawn("abcdef", str(seed)) for seed in range(20)}) > 10
