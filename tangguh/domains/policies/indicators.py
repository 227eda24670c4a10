"""The plug by which a room above computes the actual value of an indicator from its own rows.

A room registers its formulas as its app gets ready; an indicator names one of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area
from tangguh.domains.policies.errors import FormulaUnknown
from tangguh.domains.policies.models import Policy


@dataclass(frozen=True, slots=True)
class Question:
    """What a formula would have counted. Nothing is, until many are answered in one query.

    `part` and `whole` are expressions that need no row around them: subqueries, or a Value. The
    value is the part, or its share of the whole in `percent`. `evidence` is what stands behind
    it; `drill_down` is the path of the page that lists what was counted.
    """

    as_of: date
    part: Combinable
    whole: Combinable | None = None
    percent: bool = False
    evidence: QuerySet[Evidence] | None = None
    drill_down: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Actual:
    """What was counted. `value` is None where there is nothing to take a share of.

    A share carries the part and the whole that it was made of; `n` is the number of
    observations behind any other figure.
    """

    value: Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    n: int | None = None


Ask = Callable[[Policy, Area, date, date], Question]


@dataclass(frozen=True, slots=True)
class Formula:
    """A way to compute an indicator: policy, area, first and last day go in, a Question comes out.

    `name` is stored with the indicator ("programmes.villages_reached"); `title` is what a planner
    reads when choosing it, and may be lazy; `unit` is the unit of its value.
    """

    name: str
    title: str | Promise
    unit: str
    ask: Ask


formulas: dict[str, Formula] = {}


def register(formula: Formula) -> None:
    """Offer a formula; called by the room that owns the rows, as its app gets ready."""
    formulas[formula.name] = formula


def formula(name: str) -> Formula:
    """The formula of that name, or FormulaUnknown."""
    if name not in formulas:
        raise FormulaUnknown(name)
    return formulas[name]
