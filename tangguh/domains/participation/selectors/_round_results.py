from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

from django.utils.translation import gettext as _

from tangguh.domains.participation.models import Ballot, Entry, Round, Tally
from tangguh.domains.participation.selectors._receipts import number_of
from tangguh.domains.participation.selectors._rounds import entries_of
from tangguh.errors import NotFound

FIRM, FAIRLY_FIRM = Fraction(19, 20), Fraction(3, 4)


@dataclass(frozen=True, slots=True)
class Funded:
    """A funded proposal, and how it was paid for."""

    entry: Entry
    votes: int
    how: str
    firmness: str


@dataclass(frozen=True, slots=True)
class NotFunded:
    """A proposal that was not funded, and what it lacked."""

    entry: Entry
    votes: int
    support: int
    missing_money: int
    missing_voters: int
    spent_on: tuple[tuple[Entry, int], ...]
    why: str
    firmness: str


@dataclass(frozen=True, slots=True)
class Bought:
    """One purchase, with the numbers by which a resident pays it again."""

    place: int
    entry: Entry
    price: Fraction
    supporters: int
    paid_in_full: int
    paid_what_was_left: int
    had_nothing_left: int
    left_over: int


@dataclass(frozen=True, slots=True)
class Result:
    """What the page of a counted round tells."""

    tally: Tally
    funded: tuple[Funded, ...]
    others: tuple[NotFunded, ...]
    bought: tuple[Bought, ...]
    spent: int
    left: int
    purse: Fraction
    remarks: tuple[str, ...]
    areas: tuple[tuple[str, int, int], ...]
    with_any: int
    with_any_greedy: int
    gained: tuple[Entry, ...]
    lost: tuple[Entry, ...]
    passed_over: int
    draws: int

    @property
    def stood(self) -> int:
        """How many proposals stood on the ballot."""
        return len(self.funded) + len(self.others)


def result_of(round_: Round) -> Result:
    """The published count of a round, joined to its proposals."""
    tally: Tally = round_.tally
    told = tally.told
    entries = {str(entry.number): entry for entry in entries_of(round_)}
    winners, greedy = told["winners"], told["greedy"]
    lacking = [each["project"] for each in told["missing"]]
    return Result(
        tally=tally,
        funded=tuple(funded(entries[number], told) for number in winners),
        others=tuple(
            not_funded(entries, missing_of(number, told), round_, told)
            for number in [*lacking, *told["bought"]]
            if number not in winners
        ),
        bought=bought(entries, tally),
        spent=told["spent"],
        left=round_.ceiling - told["spent"],
        purse=Fraction(told["purse"]),
        remarks=tuple(remarks(round_, tally)),
        areas=tuple((name, *pair) for name, pair in sorted(told["areas"].items())),
        with_any=tally.voters - told["satisfied"]["without_any"],
        with_any_greedy=tally.voters - told["satisfied_greedy"]["without_any"],
        gained=tuple(entries[number] for number in winners if number not in greedy),
        lost=tuple(entries[number] for number in greedy if number not in winners),
        passed_over=len(told["passed_over"]),
        draws=told["firm"]["draws"],
    )


def funded(entry: Entry, told: Mapping[str, Any]) -> Funded:
    number = str(entry.number)
    if told["greedy_preferred"]:
        how = _("by most votes, which more voters preferred")
    elif number in told["bought"]:
        how = _("paid from the purses of its voters")
    else:
        how = _("from what was left, by most votes")
    share = Fraction(told["firm"]["funded"].get(number, "1"))
    return Funded(entry, told["votes"][number], how, firmness(share))


def firmness(share: Fraction) -> str:
    """How far a funded proposal hangs on who happened to vote, in words: figures would say too much."""
    if share >= FIRM:
        return _("firm")
    return _("fairly firm") if share >= FAIRLY_FIRM else _("close: a few ballots decide")


def openness(share: Fraction) -> str:
    """How near a proposal that was not funded came, in words."""
    if share <= 1 - FIRM:
        return _("clear")
    return _("fairly clear") if share <= 1 - FAIRLY_FIRM else _("close: a few ballots decide")


def missing_of(number: str, told: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a proposal lacked: nothing, where its voters could pay and others preferred another way."""
    nothing = {
        "project": number,
        "eligible": True,
        "votes": told["votes"][number],
        "effective_support": "1",
        "missing_money": "0",
        "missing_voters": 0,
        "spent_on": {},
    }
    return next((each for each in told["missing"] if each["project"] == number), nothing)


def not_funded(
    entries: Mapping[str, Entry], missing: Mapping[str, Any], round_: Round, told: Mapping[str, Any]
) -> NotFunded:
    number = missing["project"]
    share = Fraction(told["firm"]["funded"].get(number, "0"))
    return NotFunded(
        entry=entries[number],
        votes=missing["votes"],
        support=int(Fraction(missing["effective_support"]) * 100),
        missing_money=ceil(Fraction(missing["missing_money"])),
        missing_voters=missing["missing_voters"],
        spent_on=tuple((entries[other], money) for other, money in missing["spent_on"].items()),
        why=why_not(entries[number], missing, round_),
        firmness=openness(share),
    )


def why_not(entry: Entry, missing: Mapping[str, Any], round_: Round) -> str:
    if entry.cost > round_.ceiling:
        return _("It costs more than the whole ceiling.")
    if not missing["votes"]:
        return _("Nobody chose it.")
    if not missing["eligible"]:
        return _("Fewer voters chose it than the threshold asks for its cost.")
    return why_not_paid(missing)


def why_not_paid(missing: Mapping[str, Any]) -> str:
    """Why those who chose it did not get it: outvoted, too few, or spent on something else."""
    if not missing["missing_voters"]:
        return _("Its voters could pay, but more voters preferred what most votes alone funds.")
    if not missing["spent_on"]:
        return _("The purses of its voters together were not enough for it.")
    return _("Its voters had spent too much of their purses on other proposals that they chose.")


def bought(entries: Mapping[str, Entry], tally: Tally) -> tuple[Bought, ...]:
    left, steps = entries_sum(tally), []
    for place, told in enumerate(tally.certificate["accepted"]["purchases"], start=1):
        left -= told["cost"]
        steps.append(
            Bought(
                place=place,
                entry=entries[told["project"]],
                price=Fraction(told["price"]),
                supporters=told["supporters"],
                paid_in_full=told["paid_in_full"],
                paid_what_was_left=told["paid_what_was_left"],
                had_nothing_left=told["had_nothing_left"],
                left_over=left,
            )
        )
    return tuple(steps)


def entries_sum(tally: Tally) -> int:
    """What all purses hold together at the accepted step, in whole rupiah."""
    return int(Fraction(tally.told["purse"]) * tally.voters)


def remarks(round_: Round, tally: Tally) -> list[str]:
    """What is odd about a count, told before anybody asks."""
    told = tally.told
    costs = [entry.cost for entry in entries_of(round_) if not entry.excluded_because]
    said = []
    if not tally.voters:
        said.append(_("Nobody voted, so nothing is funded."))
    elif all(cost > round_.ceiling for cost in costs):
        said.append(_("Every proposal costs more than the ceiling, so nothing could be funded."))
    elif len(told["winners"]) == len(costs):
        said.append(_("Everything on the ballot could be paid, so nothing had to be chosen."))
    if told["greedy_preferred"]:
        said.append(
            _("More voters preferred what most votes alone would fund, and the rule lets them.")
        )
    return said


def ballot_told(round_: Round, receipt: str) -> tuple[Entry, ...]:
    """What a ballot of a published round says, found by its receipt."""
    number = number_of(receipt)
    found = Ballot.objects.filter(round=round_, pk=number).first() if number else None
    if found is None:
        raise NotFound(_("No ballot of this round has this receipt. Compare it letter by letter."))
    chosen = set(found.choices.split(","))
    return tuple(entry for entry in entries_of(round_) if str(entry.number) in chosen)
