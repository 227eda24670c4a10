"""The form of the Penilaian Ketangguhan Desa: its 32 indicators, four questions each."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "data" / "indices" / "pkd@2021"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the form: its code, component and name, and how many questions it has."""

    code: str
    component: str
    name: str
    questions: int


@cache
def pkd() -> tuple[Indicator, ...]:
    """The indicators in the form's order. Source: BNPB, form of 2021; wording is our own."""
    with (FOLDER / "indicators.csv").open(newline="", encoding="utf-8") as lines:
        return tuple(
            Indicator(row["code"], row["group"], row["name"], int(row["most"]))
            for row in csv.DictReader(lines)
        )
