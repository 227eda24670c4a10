"""How many are safe by a minute, against the most that any plan could have brought to safety."""

from dataclasses import dataclass

import numpy as np

from tangguh.engines.evacuation.bound import ask, most_safe, people_at
from tangguh.engines.evacuation.model import Case, Mask
from tangguh.engines.evacuation.parts import Part, parts
from tangguh.engines.evacuation.plan import Plan


@dataclass(frozen=True)
class Envelope:
    """At a moment: persons whom the plan has brought to safety, and the most that any could."""

    seconds: float
    safe: int
    at_most: int


def envelope(case: Case, plan: Plan, moments: tuple[float, ...]) -> tuple[Envelope, ...]:
    """For each moment, among the people whom the plan routes."""
    persons = case.households.persons
    most = [0] * len(moments)
    for part in parts(case):
        routed = part.only(plan.routed[part.household])
        for n, count in enumerate(at_most(routed, moments)):
            most[n] += count
    return tuple(
        Envelope(moment, int(persons[plan.safe <= moment].sum()), most[n])
        for n, moment in enumerate(moments)
    )


def at_most(part: Part, moments: tuple[float, ...]) -> list[int]:
    persons = people_at(part)
    everybody: Mask = persons > 0
    question = ask(part, persons, (everybody, np.zeros(len(part.shelters.node), bool)))
    if question is None:
        return [0] * len(moments)
    return [most_safe(question, moment) for moment in moments]
