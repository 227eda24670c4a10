"""Real votes on a budget, from Pabulib, for the benchmarks that count them."""

from pathlib import Path

from tests.benchmarks.throwaway import ROOT

FOLDER = ROOT.parent / "shared" / "data" / "reference" / "pabulib"
ABSENT = "the elections of Pabulib (../shared/data/reference/pabulib) are not here."


def largest_first() -> list[Path]:
    return sorted(FOLDER.glob("*.pb"), key=lambda path: -path.stat().st_size)


def warm_up() -> None:
    """Load all compiled loops: the time of starting is not that of counting.

    The only project costs exactly what its voters own; so fractions must decide too.
    """
    from tangguh.engines.allocation import PROFILES, Ballot, Election, Project, allocate

    election = Election(100, (Project("a", 100),), (Ballot(("a",), (), 61),))
    allocate(election, PROFILES["pabutools"])
