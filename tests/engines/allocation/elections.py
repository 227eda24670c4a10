"""Small elections: by hand, and drawn for properties."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from hypothesis import strategies as st

from tangguh.engines.allocation import (
    Ballot,
    Comparison,
    Election,
    Project,
    Rule,
    Satisfaction,
    Start,
)

ONCE = Rule(increment=0, utilitarian_completion=False)  # equal purses, never raised


def vote(budget: int, costs: Mapping[str, int], ballots: Iterable[str]) -> Election:
    """Projects are letters; each ballot is a word of them."""
    return Election(
        budget,
        tuple(Project(id_, cost) for id_, cost in costs.items()),
        tuple(Ballot(tuple(word)) for word in ballots),
    )


@st.composite
def elections(draw: st.DrawFn) -> Election:
    """Few projects and voters, so that ties and purses that just suffice are common."""
    ids = [str(number) for number in range(draw(st.integers(1, 6)))]
    units = draw(st.sampled_from((1, 1, 10)))
    projects = tuple(Project(id_, draw(st.integers(1, 30))) for id_ in ids)
    ballots = draw(st.lists(_ballots(ids), max_size=7))
    return Election(draw(st.integers(0, 80)) * units, projects, tuple(ballots), units)


@st.composite
def _ballots(draw: st.DrawFn, ids: list[str]) -> Ballot:
    projects = draw(st.lists(st.sampled_from(ids), unique=True))
    points = draw(st.lists(st.integers(1, 5), min_size=len(projects), max_size=len(projects)))
    return Ballot(tuple(projects), tuple(points), draw(st.integers(1, 3)))


@st.composite
def crowds(draw: st.DrawFn) -> Election:
    """Many voters behind few costs, so that some pay all they have and rivals are often equal."""
    ids = [str(number) for number in range(draw(st.integers(2, 6)))]
    costs = draw(st.lists(st.integers(1, 40), min_size=1, max_size=2))
    projects = tuple(Project(id_, 25 * draw(st.sampled_from(costs))) for id_ in ids)
    ballots = draw(st.lists(_ballots(ids), min_size=3, max_size=25))
    return Election(draw(st.integers(20, 1500)), projects, tuple(ballots))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    return Rule(
        satisfaction=draw(st.sampled_from(Satisfaction)),
        start=draw(st.sampled_from(Start)),
        increment=draw(st.sampled_from((0, 1, 1, 3))),
        exhaustive_stop=draw(st.booleans()),
        utilitarian_completion=draw(st.booleans()),
        comparison=draw(st.sampled_from(Comparison)),
        threshold=draw(st.sampled_from((Fraction(0), Fraction(1, 3), Fraction(1)))),
        lot=draw(st.permutations([str(number) for number in range(6)]).map(tuple)),
    )
