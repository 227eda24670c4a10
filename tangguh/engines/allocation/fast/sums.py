"""Sums over the supporters of a project, for a count in fractions."""

from tangguh.engines.allocation.fast.columns import LEAST, MOST, Choices, Floats, Offers
from tangguh.engines.allocation.fast.compiling import compiled
from tangguh.engines.allocation.fast.kernel import add_choices, entries


@compiled
def points_of_the_poor(
    project: int, offers: Offers, left: Floats, who: Choices, given: Floats
) -> tuple[float, float, int]:
    """Voters who surely pay all they have, which is something, and the points of all the others.

    The points that the former gave to each project are added to `given`. The third number tells
    how many of the other ballots may pay the price or all there is.
    """
    low, high, poor, others, unsure = offers.low[project], offers.high[project], 0.0, 0.0, 0
    for entry in entries(project, who):
        ballot, voters, points = who.ballots[entry], who.voters[entry], who.points[entry]
        least, most = left[ballot, LEAST], left[ballot, MOST]
        if most > low * points:
            others += voters * points
            unsure += least < high * points
        elif most > 0:
            poor += voters
            add_choices(ballot, voters, who, given)
    return poor, others, unsure


@compiled
def points_of_everybody(project: int, left: Floats, who: Choices, given: Floats) -> float:
    """Voters who have something left; the points that they gave are added to `given`."""
    everybody = 0.0
    for entry in entries(project, who):
        ballot, voters = who.ballots[entry], who.voters[entry]
        if left[ballot, MOST] > 0:
            everybody += voters
            add_choices(ballot, voters, who, given)
    return everybody


@compiled
def payers(
    project: int, low: float, high: float, left: Floats, who: Choices
) -> tuple[float, float, int]:
    """Voters who surely pay the price and who have nothing; on how many ballots neither is sure.

    The price lies from `low` to `high`.
    """
    full, nothing, unsure = 0.0, 0.0, 0
    for entry in entries(project, who):
        ballot, voters, points = who.ballots[entry], who.voters[entry], who.points[entry]
        if left[ballot, MOST] == 0:
            nothing += voters
        elif left[ballot, LEAST] >= high * points:
            full += voters
        elif left[ballot, MOST] >= low * points:
            unsure += 1
    return full, nothing, unsure


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
