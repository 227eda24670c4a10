"""The plug by which a room above computes the actual value of an indicator from its own rows.

A room registers its formulas as its app gets ready; an indicator names one of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise

from tangguh.domains.places.models import Area
from tangguh.domains.policies.errors import FormulaUnknown
from tangguh.domains.policies.models import Policy


@dataclass(frozen=True, slots=True)
class Actual:
    """What a formula found. `value` is None where there is nothing to count yet.

    A share carries the part and the whole that it was made of; `n` is the number of
    observations behind any other figure. `drill_down` is the path of the page that lists what
    was counted; `evidence_ids` are the keys of the evidence behind it.
    """

    value: Decimal | None
    as_of: date
    numerator: int | None = None
    denominator: int | None = None
    n: int | None = None
    drill_down: str = ""
    evidence_ids: tuple[int, ...] = ()
    source: str = ""


Compute = Callable[[Policy, Area, date, date], Actual]


@dataclass(frozen=True, slots=True)
class Formula:
    """A way to compute an indicator: policy, area, first and last day go in, an Actual comes out.

    `name` is stored with the indicator ("programmes.villages_reached"); `title` is what a planner
    reads when choosing it, and may be lazy; `unit` is the unit of its value.
    """

    name: str
    title: str | Promise
    unit: str
    compute: Compute


formulas: dict[str, Formula] = {}


def register(formula: Formula) -> None:
    """Offer a formula; called by the room that owns the rows, as its app gets ready."""
    formulas[formula.name] = formula


def formula(name: str) -> Formula:
    """The formula of that name, or FormulaUnknown."""
    if name not in formulas:
        raise FormulaUnknown(name)
    return formulas[name]
