"""The ballots of a round as an election, counted and told; and as a file that others can count."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from hashlib import sha256
from typing import Any

from django.db.models import Count
from django.utils import timezone

from tangguh.domains.participation.models import Ballot, Entry, Round
from tangguh.domains.participation.selectors._receipts import receipt_of
from tangguh.domains.participation.selectors._rounds import on_the_ballot
from tangguh.domains.participation.selectors._rules import read_rule
from tangguh.engines import allocation
from tangguh.engines.allocation import Allocation, Election, Rule

Told = dict[str, Any]
DRAWS = ((500, 20), (5_000, 8))  # how many different ballots allow how many draws
LEAST_DRAWS = 3
COARSE = 20  # steps of the purse in a draw: enough for a feeling of chance


@dataclass(frozen=True)
class Counted:
    """A count with its proof, and what its page tells."""

    allocation: Allocation
    certificate: Told
    told: Told


def election_of(round_: Round) -> Election:
    """The ballots of a round as the engine counts them; equal ones stand together."""
    entries = list(on_the_ballot(round_))
    rows = Ballot.objects.filter(round=round_).values_list("choices").annotate(times=Count("pk"))
    return Election(
        budget=round_.ceiling,
        projects=tuple(
            allocation.Project(str(e.number), e.cost, e.title, e.proposal.area.name)
            for e in entries
        ),
        ballots=tuple(
            allocation.Ballot(tuple(choices.split(",")), times=times)
            for choices, times in rows.order_by("choices")
        ),
    )


def counted(round_: Round, election: Election) -> Counted:
    """Count by the round's own rule and lot, and write down all that explains it."""
    result = allocation.allocate(election, read_rule(round_.rule or {}, round_.lot or ()))
    certificate = allocation.certificate(election, result)
    return Counted(result, certificate, told_of(election, result, seed=round_.lot_seed))


def told_of(election: Election, result: Allocation, *, seed: str) -> Told:
    """What the page of a result tells, in numbers that JSON holds; fractions are texts."""
    firm = allocation.robustness(
        election, coarse(election, result.rule), seed=seed_of(seed), draws=draws_for(election)
    )
    return {
        "winners": list(result.winners),
        "bought": list(result.winners_before_utilitarian),
        "completion": list(result.completion),
        "greedy": list(result.greedy),
        "greedy_preferred": result.greedy_preferred,
        "purse": str(result.count.purse),
        "step": result.step,
        "stop": str(result.stop),
        "spent": sum(election.costs[project] for project in result.winners),
        "votes": dict(election.votes),
        "missing": [jsonable(asdict(each)) for each in allocation.missing(election, result)],
        "areas": jsonable(allocation.by_area(election, result.winners)),
        "passed_over": [
            jsonable(asdict(each)) for each in allocation.passed_over(election, result.winners)
        ],
        "satisfied": jsonable(asdict(allocation.satisfied(election, result.winners))),
        "satisfied_greedy": jsonable(asdict(allocation.satisfied(election, result.greedy))),
        "firm": {"seed": firm.seed, "draws": firm.draws, "funded": jsonable(firm.funded)},
    }


def seed_of(text: str) -> int:
    """The seed of the draws: a number from the seed of the lot, so that anybody can repeat them."""
    return int(sha256(text.encode()).hexdigest()[:12], 16)


def draws_for(election: Election) -> int:
    """As many draws as take about a second."""
    different = len(election.ballots)
    return next((draws for most, draws in DRAWS if different <= most), LEAST_DRAWS)


def coarse(election: Election, rule: Rule) -> Rule:
    """The same rule with larger steps of the purse, for the draws alone."""
    if not rule.increment:
        return rule
    share = election.budget // max(election.voters, 1) // election.units
    return replace(rule, increment=max(rule.increment, share // COARSE))


def jsonable(said: Any) -> Any:
    """Fractions as texts, tuples as lists; all else as it is."""
    if isinstance(said, Fraction):
        return str(said)
    if isinstance(said, dict):
        return {str(key): jsonable(value) for key, value in said.items()}
    if isinstance(said, list | tuple):
        return [jsonable(value) for value in said]
    return said


def ballots_file(round_: Round, winners: Sequence[str]) -> str:
    """All ballots of a round without names, as a .pb file; the same ballots give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    entries = list(on_the_ballot(round_))
    ballots = sorted(ballot_rows(round_))
    votes = votes_in(ballots)
    writer.writerow(["META"])
    writer.writerows([("key", "value"), *meta_of(round_, len(entries), len(ballots))])
    writer.writerow(["PROJECTS"])
    writer.writerow(["project_id", "cost", "votes", "name", "district", "proposal", "selected"])
    writer.writerows(project_row(entry, votes, winners) for entry in entries)
    writer.writerow(["VOTES"])
    writer.writerow(["voter_id", "voting_method", "vote"])
    writer.writerows(ballots)
    return text.getvalue()


def meta_of(round_: Round, projects: int, votes: int) -> Iterator[tuple[str, object]]:
    yield "description", round_.title
    yield "country", "Indonesia"
    yield "unit", round_.area.name
    yield "instance", round_.year
    yield "num_projects", projects
    yield "num_votes", votes
    yield "budget", round_.ceiling
    yield "vote_type", "approval"
    yield "rule", "equalshares"
    yield "date_begin", day(round_.opens_at)
    yield "date_end", day(round_.ended_at)
    yield "min_length", round_.least_choices
    if round_.most_choices:
        yield "max_length", round_.most_choices
    yield "language", "id"
    yield "currency", "IDR"
    yield "comment", f"#1: lot {','.join(round_.lot or ())} drawn from the seed {round_.lot_seed}"


def project_row(entry: Entry, votes: dict[str, int], winners: Sequence[str]) -> tuple[object, ...]:
    number = str(entry.number)
    place, proposal = entry.proposal.area.name, entry.proposal.number
    selected = int(number in winners)
    return number, entry.cost, votes.get(number, 0), entry.title, place, proposal, selected


def ballot_rows(round_: Round) -> Iterator[tuple[str, str, str]]:
    """Each ballot under its receipt, or under the serial number of its paper."""
    rows = Ballot.objects.filter(round=round_).values_list("pk", "paper", "choices")
    for number, paper, choices in rows.iterator(chunk_size=5000):
        yield paper or receipt_of(number), "paper" if paper else "internet", choices


def votes_in(ballots: Sequence[tuple[str, str, str]]) -> dict[str, int]:
    votes: dict[str, int] = {}
    for _voter, _method, choices in ballots:
        for number in choices.split(","):
            votes[number] = votes.get(number, 0) + 1
    return votes


def day(moment: Any) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y}"
