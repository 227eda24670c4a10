from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
MISSING = -1


class InvalidPortfolio(ValueError):
    """What was handed over cannot be planned; `code` and `params` are for the room to translate."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


class Per(StrEnum):
    """What a programme's cost and units are for: one village, or one missing point there."""

    VILLAGE = "village"
    POINT = "point"


class Objective(StrEnum):
    """What a plan is for. After it, ties go to more gain."""

    MOST_GAIN = "most-gain"
    MAX_MIN = "max-min"
    STATUS_STEPS = "status-steps"
    WORST_DECILE = "worst-decile"


@dataclass(frozen=True)
class Programme:
    """Something that can be done in a village: it brings the indicators in `raises` up to a score.

    `costs` is rupiah by fund, `units` what it takes of the agency's capacity.
    """

    code: str
    raises: Mapping[str, int]
    costs: Mapping[str, int]
    agency: str = ""
    units: int = 1
    per: Per = Per.VILLAGE
    name: str = ""
    evidence: str = ""

    def __post_init__(self) -> None:
        if not self.raises:
            raise InvalidPortfolio("raises_nothing", programme=self.code)
        if self.units < 0:
            raise InvalidPortfolio("units_below_zero", programme=self.code, value=self.units)
        for fund, cost in self.costs.items():
            if cost < 0:
                raise InvalidPortfolio(
                    "cost_below_zero", programme=self.code, fund=fund, value=cost
                )
        if not sum(self.costs.values()):
            raise InvalidPortfolio("costs_nothing", programme=self.code)


@dataclass(frozen=True)
class Measure:
    """How a gain is counted: whole parts for each point of an indicator.

    `credit` says for a programme how many of `scale` equal shares of its gain are believed.
    `statuses` are the parts at which a better class begins, rising; only the official index has any.
    """

    name: str
    points: Mapping[str, int]
    parts: int
    credit: Mapping[str, int] = field(default_factory=dict)
    scale: int = 1
    statuses: tuple[int, ...] = ()


@dataclass(frozen=True)
class Setting:
    """The villages, how they score (a row a village, a column an indicator), and what can be done.

    Villages stand in the order in which ties are decided: the first goes first.
    """

    villages: tuple[str, ...]
    areas: tuple[str, ...]
    indicators: tuple[str, ...]
    scores: Whole
    programmes: tuple[Programme, ...]

    def __post_init__(self) -> None:
        _are_there(self.villages, "no_villages")
        _are_there(self.programmes, "no_programmes")
        _is_once(self.villages, "village_is_repeated", "village")
        _is_once([p.code for p in self.programmes], "programme_is_repeated", "programme")
        if self.scores.shape != (len(self.villages), len(self.indicators)):
            raise InvalidPortfolio("scores_do_not_match", shape=str(self.scores.shape))
        known = set(self.indicators)
        for programme in self.programmes:
            for indicator in programme.raises:
                if indicator not in known:
                    raise InvalidPortfolio(
                        "indicator_is_unknown", programme=programme.code, indicator=indicator
                    )
        for row in np.flatnonzero((self.scores == MISSING).any(axis=1)):
            raise InvalidPortfolio("score_is_missing", village=self.villages[row])

    @cached_property
    def place(self) -> Mapping[str, int]:
        """In which column an indicator stands."""
        return {code: n for n, code in enumerate(self.indicators)}

    def ordered(self, lot: Sequence[str]) -> "Setting":
        """The same, with villages in the order of a lot; those it does not name follow by code."""
        drawn = {code: n for n, code in enumerate(lot)}
        last = len(drawn)
        order = sorted(
            range(len(self.villages)),
            key=lambda n: (drawn.get(self.villages[n], last), self.villages[n]),
        )
        return Setting(
            villages=tuple(self.villages[n] for n in order),
            areas=tuple(self.areas[n] for n in order),
            indicators=self.indicators,
            scores=self.scores[order],
            programmes=tuple(sorted(self.programmes, key=lambda p: p.code)),
        )

    def base(self, measure: Measure) -> Whole:
        """Where each village stands before anything is done, in parts of the measure."""
        points = np.array([measure.points.get(code, 0) for code in self.indicators])
        standing: Whole = self.scores @ points * measure.scale
        return standing


@dataclass(frozen=True)
class Limits:
    """What a plan must keep: rupiah by fund, units by agency, works a village, floors by area.

    `most_share` caps the share of all gain that comes from any one indicator. A fund or an agency
    that is not named has no limit of its own.
    """

    funds: Mapping[str, int]
    agencies: Mapping[str, int] = field(default_factory=dict)
    works: int | None = None
    least_spend: Mapping[str, int] = field(default_factory=dict)
    least_gain: Mapping[str, int] = field(default_factory=dict)
    most_share: Fraction | None = None

    def __post_init__(self) -> None:
        for kind in ("funds", "agencies", "least_spend", "least_gain"):
            for key, value in getattr(self, kind).items():
                if value < 0:
                    raise InvalidPortfolio("limit_below_zero", kind=kind, key=key, value=value)
        if self.works is not None and self.works < 1:
            raise InvalidPortfolio("no_works", value=self.works)
        if self.most_share is not None and not 0 < self.most_share <= 1:
            raise InvalidPortfolio("share_is_out_of_range", value=str(self.most_share))
        if not sum(self.funds.values()):
            raise InvalidPortfolio("no_budget")


def _are_there(what: Sequence[object], fault: str) -> None:
    if not what:
        raise InvalidPortfolio(fault)


def _is_once(codes: Sequence[str], fault: str, kind: str) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise InvalidPortfolio(fault, **{kind: code})
        seen.add(code)
