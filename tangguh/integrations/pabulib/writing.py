import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from io import StringIO
from typing import Any, Protocol

ASKED_FOR = ("description", "country", "unit", "instance")


class Countable(Protocol):
    """Whatever can be counted, ours or an engine's."""

    @property
    def budget(self) -> int: ...
    @property
    def projects(self) -> Sequence[Any]: ...  # each with id, cost, name, area
    @property
    def ballots(self) -> Sequence[Any]: ...  # each with projects, points, times, support()
    @property
    def units(self) -> int: ...


def write_pb(vote: Countable, meta: Mapping[str, str], winners: Iterable[str] = ()) -> bytes:
    """The vote as a .pb file that other software can recount, and that tells nobody's name.

    Voters are numbered after their ballots have been put in the order of a hash of what they say:
    so a number tells neither when nor in which order people voted. `meta` describes the vote;
    what can be counted is taken from the vote.
    """
    has_points = any(ballot.points for ballot in vote.ballots)
    told = {
        **{key: meta.get(key, "") for key in ASKED_FOR},
        **meta,
        "num_projects": str(len(vote.projects)),
        "num_votes": str(sum(ballot.times for ballot in vote.ballots)),
        "budget": _money(vote.budget, vote.units),
        "vote_type": "cumulative" if has_points else "approval",
    }
    out = StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\n")
    lines.writerow(["META"])
    lines.writerow(["key", "value"])
    lines.writerows((_one_line(key), _one_line(value)) for key, value in told.items())
    lines.writerow(["PROJECTS"])
    lines.writerows(_projects(vote, set(winners)))
    lines.writerow(["VOTES"])
    lines.writerow(["voter_id", "vote", *(["points"] if has_points else [])])
    lines.writerows((str(n), *row) for n, row in enumerate(_ballots(vote, has_points), 1))
    return out.getvalue().encode("utf-8")


def _projects(vote: Countable, winners: set[str]) -> Iterable[list[str]]:
    votes = Counter[str]()
    for ballot in vote.ballots:
        for project_id in ballot.projects:
            votes[project_id] += ballot.times
    yield ["project_id", "cost", "votes", "name", "selected", "district"]
    for project in vote.projects:
        yield [
            project.id,
            _money(project.cost, vote.units),
            str(votes[project.id]),
            _one_line(project.name),
            str(int(project.id in winners)),
            _one_line(project.area),
        ]


def _ballots(vote: Countable, has_points: bool) -> list[tuple[str, ...]]:  # noqa: FBT001
    rows: list[tuple[str, ...]] = []
    for ballot in vote.ballots:
        pairs = sorted(ballot.support())
        row = [",".join(project for project, _ in pairs)]
        if has_points:
            row.append(",".join(str(points) for _, points in pairs))
        rows += [tuple(row)] * ballot.times
    return sorted(rows, key=lambda row: (sha256("\n".join(row).encode()).digest(), row))


def _money(amount: int, units: int) -> str:
    return format(Decimal(amount) / Decimal(units), "f")


def _one_line(text: str) -> str:
    return " ".join(text.split())
