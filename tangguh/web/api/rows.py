"""The rows as the open data tell them."""

from datetime import date
from decimal import Decimal

from ninja import Schema


class PlaceRow(Schema):
    code: str
    name: str
    level: str
    kind: str
    parent: str | None
    area_km2: float | None
    longitude: float | None
    latitude: float | None
    source: str
    as_of: date
    provenance: str


class Prone(Schema):
    hazard: str
    as_of: date
    source: str


class Place(PlaceRow):
    """An area with its other names, what it is prone to, and the codes of its parts."""

    other_names: list[str]
    prone_to: list[Prone]
    parts: list[str]


class Somewhere(Schema):
    """What every row beside the places tells: where it belongs and how real it is."""

    id: int
    title: str
    area_code: str
    provenance: str


class PolicyRow(Somewhere):
    status: str
    owner: str


class TargetRow(Schema):
    area_code: str
    starts: date
    ends: date
    value: Decimal


class IndicatorRow(Schema):
    """An indicator with its newest number for the policy's area; without one, value is null."""

    result: str
    code: str
    name: str
    unit: str
    direction: str
    baseline: Decimal | None
    baseline_on: date | None
    value: Decimal | None
    starts: date | None
    ends: date | None
    source: str
    verified: int
    claimed: int
    targets: list[TargetRow]


class ResultRow(Schema):
    code: str
    level: str
    parent: str
    statement: str
    assumption: str


class PolicyText(PolicyRow):
    """A policy's text as this reader sees it: the version in force, or the draft of drafters."""

    version: str | None
    in_force_from: date | None
    problem: str
    legal_basis: str
    planning_links: str
    results: list[ResultRow]
    indicators: list[IndicatorRow]
    programmes: list[int]


class ProgrammeRow(Somewhere):
    code: str
    status: str
    lead: str
    policy_id: int


class Money(Schema):
    """Rupiah: what was planned and what is spent."""

    budget: int
    spent: int


class CycleRow(Money):
    name: str
    starts: date
    ends: date
    activities: int


class ProgrammeAndCycles(ProgrammeRow):
    """A programme with its results, partners and cycles."""

    purpose: str
    results: list[str]
    partners: list[str]
    cycles: list[CycleRow]
    source: str
    as_of: date


class ActivityRow(Somewhere):
    kind: str
    hazard: str
    programme_id: int
    planned_start: date
    planned_end: date


class StandingRow(Money):
    """Plan versus real as of the newest report. Shares are whole percents."""

    planned: int
    progress: int
    people: int
    women: int
    disabled: int
    late_days: int
    updated_on: date | None
    finished_on: date | None


class ActivityAndStanding(ActivityRow):
    """An activity with who leads it, whom it is for, and how far it is."""

    lead: str
    target_people: int
    target_women: int
    standing: StandingRow
    source: str
    as_of: date
