"""COINr's own example, stage by stage: read in place, never part of the project."""

import csv
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index import (
    Imputation,
    aggregate,
    directed,
    impute,
    min_max,
    treat,
)

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "reference" / "asem"
STAGES = ("Denominated", "Imputed", "Treated", "Normalised", "Aggregated")

Numbers = NDArray[np.float64]


class Asem:
    """The example: published tables, and the same computed from the raw one."""

    def __init__(self) -> None:
        self.about = {row["iCode"]: row for row in rows("asem_iMeta")}
        self.indicators = [c for c, row in self.about.items() if row["Type"] == "Indicator"]
        units = {row["uCode"]: row for row in rows("asem_iData")}
        self.units = [row["uCode"] for row in rows("coin_Raw")]
        self.data = [units[code] for code in self.units]

    def published(self, stage: str, columns: Sequence[str]) -> Numbers:
        table = {row["uCode"]: row for row in rows(f"coin_{stage}")}
        return np.array([[number(table[code][c]) for c in columns] for code in self.units])

    def differences(self, stage: str) -> float:
        columns = list(self.computed[stage])
        ours = np.column_stack([self.computed[stage][column] for column in columns])
        theirs = self.published(stage, columns)
        assert (np.isnan(ours) == np.isnan(theirs)).all(), stage
        return float(np.nanmax(np.abs(ours - theirs) / np.maximum(1, np.abs(theirs))))

    @cached_property
    def computed(self) -> dict[str, dict[str, Numbers]]:
        raw = self.published("Raw", self.indicators)
        columns = dict(zip(self.indicators, raw.T, strict=True))
        denominated = {code: self._denominated(code, column) for code, column in columns.items()}
        table = np.column_stack(list(denominated.values()))
        groups = [row["EurAsia_group"] for row in self.data]
        filled = impute(table, Imputation.GROUP, groups=groups).values
        imputed = dict(zip(self.indicators, filled.T, strict=True))
        treated = {code: treat(column).values for code, column in imputed.items()}
        normalised = {
            code: min_max(directed(column, int(self.about[code]["Direction"])))
            for code, column in treated.items()
        }
        parents = {c: r["Parent"] for c, r in self.about.items() if r["Parent"] != "NA"}
        weights = {c: float(r["Weight"]) for c, r in self.about.items() if r["Weight"] != "NA"}
        aggregated = aggregate(normalised, parents, weights)
        return dict(
            zip(STAGES, (denominated, imputed, treated, normalised, aggregated), strict=True)
        )

    def _denominated(self, code: str, column: Numbers) -> Numbers:
        by = self.about[code]["Denominator"]
        if by == "NA":
            return column
        return column / np.array([number(row[by]) for row in self.data])


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def number(cell: str) -> float:
    return float("nan") if cell in ("NA", "") else float(cell)
