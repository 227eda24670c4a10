"""A plan written down so that anybody can check that it keeps its limits and how good it is."""

import json
from hashlib import sha256

from tangguh.engines.portfolio.bound import Prices
from tangguh.engines.portfolio.model import Limits, Measure, Setting
from tangguh.engines.portfolio.options import Options
from tangguh.engines.portfolio.plan import Plan

FORMAT = "tangguh-portfolio-2"

Json = dict[str, object]


def certificate(plan: Plan) -> Json:
    """What is chosen, its value, and prices from which a bound on every plan's value follows.

    `bound` is what the prices prove. `searched_bound` is smaller where HiGHS has searched further;
    that part rests on HiGHS's word.
    """
    options, proof = plan.options, plan.proof
    return {
        "format": FORMAT,
        "question": fingerprint(options.setting, options.limits, options.measure),
        "objective": str(plan.objective),
        "chosen": sorted([c.village, *sorted(c.programmes)] for c in plan.choices),
        "cost": plan.cost,
        "gain": plan.gain,
        "value": plan.value,
        "bound": proof.bound,
        "searched_bound": plan.bound if proof.searched else None,
        "fineness": proof.prices.fineness,
        "prices": _told(options, proof.prices),
        "stuck": proof.stuck or None,
        "step": proof.step,
        "lines": [
            {"to": last, "fineness": prices.fineness, "prices": _told(options, prices)}
            for last, prices in proof.lines
        ],
    }


def _told(options: Options, prices: Prices) -> list[list[object]]:
    return [
        [c.kind, c.key, c.unit, price]
        for c, price in zip(options.constraints, prices.each.tolist(), strict=True)
        if price
    ]


def fingerprint(setting: Setting, limits: Limits, measure: Measure) -> str:
    """The sha256 of the villages' scores, the programmes, the limits and the measure, in any order."""
    told = [
        sorted(
            [code, area, row]
            for code, area, row in zip(
                setting.villages, setting.areas, setting.scores.tolist(), strict=True
            )
        ),
        list(setting.indicators),
        sorted(
            [
                p.code,
                sorted(p.raises.items()),
                sorted(p.costs.items()),
                p.agency,
                p.units,
                str(p.per),
            ]
            for p in setting.programmes
        ),
        sorted(measure.statuses),
        [sorted(limits.funds.items()), sorted(limits.agencies.items()), limits.works],
        [sorted(limits.least_spend.items()), sorted(limits.least_gain.items())],
        str(limits.most_share),
        [sorted(measure.points.items()), sorted(measure.credit.items()), measure.scale],
    ]
    text = json.dumps(told, separators=(",", ":"), ensure_ascii=True)
    return sha256(text.encode("ascii")).hexdigest()
