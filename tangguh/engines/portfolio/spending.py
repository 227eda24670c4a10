"""Each programme of a plan by itself: where it is done, how often, and with whose money."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tangguh.engines.portfolio.model import Per, Programme
from tangguh.engines.portfolio.plan import Plan


@dataclass(frozen=True)
class Spent:
    """One programme in one village; rupiah by fund, units of its agency's capacity."""

    village: str
    area: str
    programme: str
    costs: Mapping[str, int]
    units: int


def spending(plan: Plan) -> Iterator[Spent]:
    """Every programme of every choice, in the order of villages; costs add up to the plan's cost."""
    setting = plan.options.setting
    row = {village: n for n, village in enumerate(setting.villages)}
    known = {programme.code: programme for programme in setting.programmes}
    for choice in plan.choices:
        scores = setting.scores[row[choice.village]].tolist()
        for code in choice.programmes:
            times = _times(known[code], dict(zip(setting.indicators, scores, strict=True)))
            costs = {fund: cost * times for fund, cost in known[code].costs.items() if cost}
            yield Spent(choice.village, choice.area, code, costs, known[code].units * times)


def _times(programme: Programme, scores: Mapping[str, int]) -> int:
    if programme.per is Per.VILLAGE:
        return 1
    return sum(max(0, score - scores[code]) for code, score in programme.raises.items())
