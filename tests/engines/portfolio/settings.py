"""Small questions to plan, built in a line, drawn at random, or of the shipped district."""

from collections.abc import Iterable, Mapping
from itertools import product

import numpy as np
from hypothesis import strategies as st

from tangguh.engines.portfolio import (
    Limits,
    Measure,
    Objective,
    Options,
    Per,
    Programme,
    Setting,
    climbed,
    lowest_tenth,
)

ONE = Measure("points", {"a": 1, "b": 1, "c": 1}, 15, statuses=(5, 9, 12))
MANY = 10**12


def setting(
    scores: Mapping[str, tuple[int, ...]],
    programmes: Iterable[Programme],
    indicators: str = "abc",
) -> Setting:
    """Villages such as "k1.1" (the area is before the dot) with a score for a, b and c each."""
    return Setting(
        villages=tuple(scores),
        areas=tuple(code.partition(".")[0] for code in scores),
        indicators=tuple(indicators),
        scores=np.array(list(scores.values()), dtype=np.int64),
        programmes=tuple(programmes),
    )


def programme(code: str, raises: str, cost: int, agency: str = "", fund: str = "F") -> Programme:
    """raises: "a5b3" brings a to 5 and b to 3."""
    reached = {raises[n]: int(raises[n + 1]) for n in range(0, len(raises), 2)}
    return Programme(code, reached, {fund: cost}, agency)


def chosen_of(plan) -> set[tuple[str, ...]]:
    return {(choice.village, *choice.programmes) for choice in plan.choices}


def every_plan(options: Options) -> Iterable[np.ndarray]:
    """Every choice that keeps all limits, one after the other."""
    for taken in product((False, True), repeat=len(options.gain)):
        places = np.flatnonzero(taken)
        if options.keeps(places):
            yield places


def value(options: Options, places: np.ndarray, objective: Objective) -> int:
    return {
        Objective.MOST_GAIN: lambda: int(options.gain[places].sum()),
        Objective.MAX_MIN: lambda: int(options.standing(places).min()),
        Objective.STATUS_STEPS: lambda: climbed(options, places),
        Objective.WORST_DECILE: lambda: lowest_tenth(options, places),
    }[objective]()


@st.composite
def questions(draw, villages: int = 3, most_programmes: int = 3) -> tuple[Setting, Limits]:
    """Programmes of which some share an indicator, two funds, an agency, works, a floor, a share."""
    codes = [f"k{n % 2}.{n}" for n in range(draw(st.integers(1, villages)))]
    score = st.integers(0, 5)
    scores = {code: (draw(score), draw(score), draw(score)) for code in codes}
    programmes = [
        Programme(
            code=f"p{n}",
            raises=draw(
                st.dictionaries(st.sampled_from("abc"), st.integers(1, 5), min_size=1, max_size=2)
            ),
            costs={draw(st.sampled_from("FG")): draw(st.integers(1, 9))},
            agency=draw(st.sampled_from(["x", "y"])),
            units=draw(st.integers(0, 2)),
            per=draw(st.sampled_from(list(Per))),
        )
        for n in range(draw(st.integers(1, most_programmes)))
    ]
    agencies = {p.agency for p in programmes}
    limits = Limits(
        funds={"F": draw(st.integers(1, 30)), "G": draw(st.integers(0, 30))},
        agencies={a: draw(st.integers(0, 4)) for a in sorted(agencies) if draw(st.booleans())},
        works=draw(st.none() | st.integers(1, 3)),
        least_spend={"k0": draw(st.integers(0, 6))},
        most_share=draw(st.none() | st.fractions("1/3", 1, max_denominator=4)),
    )
    return setting(scores, programmes), limits
