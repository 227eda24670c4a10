"""Households by the river as the scenario counts them; who they are is invented, by rule."""

from collections.abc import Iterator
from itertools import chain, cycle, repeat
from typing import Any

import yaml

from tangguh.domains.residents import services as residents
from tangguh.domains.residents.models import Consent, Need
from tangguh.domains.residents.services import HouseholdDraft, MemberDraft
from tangguh.web.demo.scenario import DEMO, FILE, Scenario, act

Purpose = Consent.Purpose
HOUSE = 0.0004  # degrees between two houses
BORN = {  # what a need says of somebody's age
    Need.Kind.ELDERLY: 1951,
    Need.Kind.SMALL_CHILD: 2023,
    Need.Kind.PREGNANT: 1998,
}
FEMALE, MALE = "female", "male"


def load_households(scenario: Scenario) -> None:
    text = yaml.safe_load((FILE.parent / "households.yaml").read_text(encoding="utf-8"))
    for draft in drafts(scenario, text):
        residents.record_household(
            by=scenario.people[text["by"]],
            draft=draft,
            act_id=act(f"household {draft.neighbourhood} {draft.address}"),
            on=text["asked_on"],
        )


def drafts(scenario: Scenario, text: dict[str, Any]) -> Iterator[HouseholdDraft]:
    """Every household, with needs dealt out one by one to its last members."""
    area, needs = scenario.area(text["area"]), dealt(text["needs"])
    heads, others = cycle(text["heads"]), cycle(text["others"])
    north, east = text["around"]
    for row, (rt, (households, people, in_need)) in enumerate(text["neighbourhoods"].items()):
        for house in range(households):
            size = share(people, households, house)
            wanted = share(in_need, households, house)
            names = [next(heads), *(next(others) for _ in range(size - 1))]
            kinds = [*repeat("", size - wanted), *(next(needs) for _ in range(wanted))]
            agreed_to_point = house % 3 > 0
            yield HouseholdDraft(
                area=area,
                members=tuple(map(member, range(size), names, kinds)),
                consents=tuple(Purpose) if agreed_to_point else (Purpose.REGISTER, Purpose.HELP),
                given_by=names[0],
                neighbourhood=rt,
                address=f"Rumah {house + 1}",
                latitude=round(north + row * HOUSE * 3, 5) if agreed_to_point else None,
                longitude=round(east + house * HOUSE, 5) if agreed_to_point else None,
                source=scenario.source,
                provenance=DEMO,
            )


def share(whole: int, parts: int, part: int) -> int:
    """How much of a whole falls to one of so many parts, each as near to equal as can be."""
    return whole * (part + 1) // parts - whole * part // parts


def dealt(needs: dict[str, int]) -> Iterator[str]:
    """The needs in turn: one of each kind that is left, and again."""
    rounds = range(max(needs.values()))
    return chain.from_iterable(
        (kind for kind, many in needs.items() if turn < many) for turn in rounds
    )


def member(number: int, name: str, need: str) -> MemberDraft:
    """The head first; the age fits what they need."""
    born = BORN.get(Need.Kind(need)) if need else None
    sex = FEMALE if need == Need.Kind.PREGNANT or number % 2 else MALE
    default = 1978 + 4 * number if number < 2 else 2004 + number
    return MemberDraft(name, sex, born or default, (need,) if need else ())
