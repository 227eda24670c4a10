"""Points that cost little and change little: what an index can be raised by without being better off."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from tangguh.engines.portfolio.options import Options
from tangguh.engines.portfolio.plan import Plan

NOTHING = Fraction(0)


@dataclass(frozen=True)
class CheapPoint:
    """An indicator in a plan: its share of the gain, of the money, and of the gain that is believed.

    The money of a choice is divided among its indicators as its gain is.
    """

    indicator: str
    of_gain: Fraction
    of_cost: Fraction
    of_believed: Fraction


def cheap_points(
    plan: Plan, believed: Options, *, cheap: Fraction, little: Fraction
) -> tuple[CheapPoint, ...]:
    """The indicators whose share of money and of believed gain stays behind their share of gain.

    An indicator costs little if its share of the money is below `cheap` times its share of gain,
    and changes little if its share of the believed gain is below `little` times it. `believed`
    must hold the same options under the other measure. The largest comes first.
    """
    found = [
        point
        for point in _points(plan, believed)
        if point.of_cost < cheap * point.of_gain and point.of_believed < little * point.of_gain
    ]
    return tuple(sorted(found, key=lambda point: (-point.of_gain, point.indicator)))


def _points(plan: Plan, believed: Options) -> list[CheapPoint]:
    indicators = plan.options.setting.indicators
    costs: dict[str, Fraction] = defaultdict(Fraction)
    gains: dict[str, int] = defaultdict(int)
    for choice in plan.choices:
        for indicator, gain in choice.gains.items():
            gains[indicator] += gain
            costs[indicator] += Fraction(choice.cost * gain, choice.gain) if choice.gain else 0
    other = believed.gains[:, plan.places].sum(axis=1).tolist() if len(plan.places) else []
    truly = dict(zip(indicators, other, strict=False))
    all_of_it = sum(truly.values())
    return [
        CheapPoint(
            indicator,
            Fraction(gain, plan.gain),
            costs[indicator] / plan.cost,
            Fraction(truly[indicator], all_of_it) if all_of_it else NOTHING,
        )
        for indicator, gain in gains.items()
        if gain
    ]
