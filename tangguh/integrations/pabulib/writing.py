import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import sha256
from io import StringIO

from tangguh.engines.allocation import Election

ASKED_FOR = ("description", "country", "unit", "instance")


def write_pb(election: Election, meta: Mapping[str, str], winners: Iterable[str] = ()) -> bytes:
    """The vote as a .pb file that other software can recount, and that tells nobody's name.

    Voters are numbered after their ballots have been put in the order of a hash of what they say:
    so a number tells neither when nor in which order people voted. `meta` describes the vote;
    what can be counted is taken from the election.
    """
    has_points = any(ballot.points for ballot in election.ballots)
    told = {
        **{key: meta.get(key, "") for key in ASKED_FOR},
        **meta,
        "num_projects": str(len(election.projects)),
        "num_votes": str(election.voters),
        "budget": _money(election.budget, election.units),
        "vote_type": "cumulative" if has_points else "approval",
    }
    out = StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\n")
    lines.writerow(["META"])
    lines.writerow(["key", "value"])
    lines.writerows((_one_line(key), _one_line(value)) for key, value in told.items())
    lines.writerow(["PROJECTS"])
    lines.writerows(_projects(election, set(winners)))
    lines.writerow(["VOTES"])
    lines.writerow(["voter_id", "vote", *(["points"] if has_points else [])])
    lines.writerows((str(n), *row) for n, row in enumerate(_ballots(election, has_points), 1))
    return out.getvalue().encode("utf-8")


def _projects(election: Election, winners: set[str]) -> Iterable[list[str]]:
    yield ["project_id", "cost", "votes", "name", "selected", "district"]
    for project in election.projects:
        yield [
            project.id,
            _money(project.cost, election.units),
            str(election.votes[project.id]),
            _one_line(project.name),
            str(int(project.id in winners)),
            _one_line(project.area),
        ]


def _ballots(election: Election, has_points: bool) -> list[tuple[str, ...]]:  # noqa: FBT001
    rows: list[tuple[str, ...]] = []
    for ballot in election.ballots:
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
