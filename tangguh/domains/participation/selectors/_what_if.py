"""Rules tried on ballots that were cast elsewhere or earlier, before one is fixed."""

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.participation.models import ImportedVote
from tangguh.domains.participation.selectors._counting import election_of
from tangguh.domains.participation.selectors._rounds import rounds_for
from tangguh.engines import allocation
from tangguh.engines.allocation import Election, Project, Rule, Satisfied
from tangguh.errors import NotFound
from tangguh.integrations.pabulib import read_pb

ROUND, FILE = "round", "file"


@dataclass(frozen=True, slots=True)
class Trial:
    """What one rule would fund."""

    winners: tuple[Project, ...]
    spent: int
    left: int
    satisfied: Satisfied
    voters_with_any: int


@dataclass(frozen=True, slots=True)
class TwoTrials:
    """Two rules side by side, and what each funds that the other does not."""

    first: Trial
    second: Trial
    only_first: tuple[Project, ...]
    only_second: tuple[Project, ...]


def votes_to_try(viewer: Viewer) -> list[tuple[str, str]]:
    """Published rounds and imported files, by key: nothing of a round that is not counted."""
    published = rounds_for(viewer).filter(tally__isnull=False).order_by("-closes_at", "-pk")[:50]
    files = imported_for(viewer).order_by("-pk")[:50]
    return [
        *((f"{ROUND}-{each.pk}", f"{each.title} ({each.area.name})") for each in published),
        *((f"{FILE}-{each.pk}", each.title) for each in files),
    ]


def imported_for(viewer: Viewer) -> QuerySet[ImportedVote]:
    rows = ImportedVote.objects.defer("text")
    return accounts.open_to(viewer, rows, deed="participation.plan_round")


def vote_for(viewer: Viewer, key: str) -> Election:
    """The ballots behind a key, or the answer of a page that is not there."""
    kind, _dash, number = key.partition("-")
    pk = int(number) if number.isdecimal() and len(number) < 19 else 0
    if kind == ROUND:
        round_ = rounds_for(viewer).filter(tally__isnull=False, pk=pk).first()
        if round_:
            return election_of(round_)
    elif found := imported_for(viewer).filter(pk=pk).first():
        return Election.of(read_pb(found.text.encode()).approvals())
    raise NotFound(_("There are no such ballots, or they are not open to you."))


def two_trials(election: Election, first: Rule, second: Rule, *, ceiling: int) -> TwoTrials:
    """Count the same ballots by two rules; a ceiling of 0 keeps the one that they were cast for."""
    if ceiling:
        election = replace(election, budget=ceiling * election.units)
    one, two = trial(election, first), trial(election, second)
    return TwoTrials(
        first=one,
        second=two,
        only_first=tuple(p for p in one.winners if p not in two.winners),
        only_second=tuple(p for p in two.winners if p not in one.winners),
    )


def trial(election: Election, rule: Rule) -> Trial:
    """What a rule would fund of an election."""
    projects = {project.id: project for project in election.projects}
    result = allocation.allocate(election, rule)
    spent = sum(projects[number].cost for number in result.winners)
    satisfied = allocation.satisfied(election, result.winners)
    return Trial(
        winners=tuple(projects[number] for number in result.winners),
        spent=spent // election.units,
        left=(election.budget - spent) // election.units,
        satisfied=satisfied,
        voters_with_any=election.voters - satisfied.without_any,
    )
