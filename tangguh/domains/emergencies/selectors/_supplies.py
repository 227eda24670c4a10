"""Rice and water that a village has written down, and for how many days they last whoever is cut off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from math import ceil
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import Computation, Resource
from tangguh.domains.emergencies.selectors._drills import few
from tangguh.engines.disclosure import safe_count

A_TENTH = Decimal("0.1")
NAMES = {"rice": gettext_lazy("Rice"), "water": gettext_lazy("Clean water")}
UNITS = {"rice": gettext_lazy("kg"), "water": gettext_lazy("litres")}


@dataclass(frozen=True, slots=True)
class Supply:
    """What is usable of one kind, in its unit; `a_day` is what one person needs of it.

    `as_of` is the day of the oldest entry; None where nothing is written down.
    """

    kind: str
    a_day: Decimal
    amount: int
    as_of: date | None

    @property
    def name(self) -> str:
        return str(NAMES[self.kind])

    @property
    def unit(self) -> str:
        return str(UNITS[self.kind])

    @property
    def each(self) -> str:
        """What one person needs of it in a day, with its unit."""
        return f"{number_format(self.a_day)} {self.unit}"

    @property
    def person_days(self) -> int:
        """For how many people it lasts one day, rounded down."""
        return int(self.amount / self.a_day)

    def days(self, people: int) -> str:
        """For how many days it lasts so many people, to a tenth, rounded down."""
        exact = self.amount / self.a_day / people
        return number_format(exact.quantize(A_TENTH, ROUND_DOWN), 1)

    def measured(self, amount: int) -> str:
        """An amount with its unit."""
        return f"{number_format(amount, force_grouping=True)} {self.unit}"

    @property
    def said(self) -> str:
        """The whole of it in a sentence, with the need by which it is counted."""
        return _(
            "%(name)s: %(amount)s altogether (%(day)s), one day for %(people)s people at %(each)s each."
        ) % {
            "name": self.name,
            "amount": self.measured(self.amount),
            "day": date_format(self.as_of, "SHORT_DATE_FORMAT") if self.as_of else "",
            "people": number_format(self.person_days, force_grouping=True),
            "each": self.each,
        }

    def needed(self, people: int) -> int:
        """How much of it so many people need in a day, rounded up."""
        return ceil(people * self.a_day)


@dataclass(frozen=True, slots=True)
class CutOff:
    """RT that are cut off together, their people as they may be told, and how long each supply lasts."""

    rts: str
    persons: str
    lasts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Daily:
    """What so many people need of one kind in a day, each of them, and how long the stores last."""

    name: str
    people: int
    each: str
    needed: str
    lasts: str


@dataclass(frozen=True, slots=True)
class Provisions:
    """Food and water behind a calculation, from the stores as they are written down today."""

    cut_off: tuple[CutOff, ...]
    daily: tuple[Daily, ...]


def provisions(made: Computation, resources: Iterable[Resource], *, on: date) -> Provisions:
    """How long stores last who is cut off once the water stands in all zones, and everybody."""
    stored = list(resources)
    whole = supplies(stored, on=on) if made.people else ()
    return Provisions(
        cut_off_of(made.told["pockets"], stored, on=on),
        tuple(daily(each, made.people) for each in whole),
    )


def cut_off_of(
    pockets: Iterable[dict[str, Any]], resources: Iterable[Resource], *, on: date
) -> tuple[CutOff, ...]:
    """Each pocket; a store counts for all who are cut off in the RT in which it is kept."""
    stored = list(resources)
    return tuple(cut_off(each, stored, on) for each in pockets)


def supplies(resources: Iterable[Resource], *, on: date) -> tuple[Supply, ...]:
    """Of each kind that people need daily, what these resources hold together."""
    rows = list(resources)
    return tuple(
        supply(kind, need, [row for row in rows if row.kind == kind])
        for kind, need in parameters.daily_needs(on).items()
    )


def supply(kind: str, a_day: Decimal, rows: list[Resource]) -> Supply:
    oldest = min((row.as_of for row in rows), default=None)
    return Supply(kind, a_day, sum(row.working for row in rows), oldest)


def cut_off(pocket: dict[str, Any], stored: list[Resource], on: date) -> CutOff:
    """Where the people are too few to be told, so are their days: the two together would tell them."""
    inside = {bare(name) for name in pocket["rts"]}
    near = [row for row in stored if row.kind in NAMES and bare(row.neighbourhood) in inside]
    people = pocket["persons"]
    known = supplies(near, on=on) if safe_count(people) is not None else ()
    told = tuple(lasting(each, people) for each in known)
    if known and not near:
        told = (_("no stock written down"),)
    return CutOff(", ".join(pocket["rts"]), few(people), told)


def bare(rt: str) -> str:
    """The name of an RT without leading noughts: 04 is 4. Empty where none is written."""
    return rt.strip().lstrip("0")


def lasting(found: Supply, people: int) -> str:
    """For how many days a supply lasts, or that nothing is written down of it."""
    if found.as_of is None:
        return _("%(name)s: no stock written down") % {"name": found.name}
    return _("%(name)s: %(days)s days (%(amount)s)") % {
        "name": found.name,
        "days": found.days(people),
        "amount": found.measured(found.amount),
    }


def daily(found: Supply, people: int) -> Daily:
    needed = found.measured(found.needed(people))
    return Daily(found.name, people, found.each, needed, lasting(found, people))
