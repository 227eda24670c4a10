"""Sums over the supporters of a project, for a count in fractions."""

from tangguh.engines.allocation.fast.columns import MOST, Choices, Floats
from tangguh.engines.allocation.fast.compiling import compiled
from tangguh.engines.allocation.fast.kernel import add_choices, entries


@compiled
def points_of_the_poor(
    project: int, price: float, left: Floats, who: Choices, given: Floats
) -> tuple[float, float]:
    """Voters who surely pay all they have, which is something, and the points of all the others.

    The points that the former gave to each project are added to `given`.
    """
    poor, others = 0.0, 0.0
    for entry in entries(project, who):
        ballot, voters = who.ballots[entry], who.voters[entry]
        most = left[ballot, MOST]
        if most > price * who.points[entry]:
            others += voters * who.points[entry]
        elif most > 0:
            poor += voters
            add_choices(ballot, voters, who, given)
    return poor, others


@compiled
def paid_by_voters_of_others(
    project: int, price: float, left: Floats, who: Choices, together: Floats
) -> None:
    """For each project, what its voters pay together for this one."""
    for entry in entries(project, who):
        ballot = who.ballots[entry]
        paid = who.voters[entry] * min(left[ballot, MOST], price * who.points[entry])
        if paid > 0:
            add_choices(ballot, paid, who, together)
