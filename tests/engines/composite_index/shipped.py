"""The shipped definitions and the official scores of one district."""

import csv
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tangguh.domains.resilience.parameters import definition
from tangguh.engines.composite_index import Definition

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data"
CASES = SHARED / "ship" / "idm_verification_cases.csv"
NATIONAL = SHARED / "reference" / "national" / "idm2024_national.csv"
IDM = definition("idm@2016")
PARTS = ("IKS", "IKE", "IKL", "IDM")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def sarolangun() -> tuple[list[str], NDArray[np.int64]]:
    """The 141 desa whose 50 scores are known, and these."""
    found = rows(ROOT / "data" / "districts" / "15.03" / "indicator_scores_2024.csv")
    return [row["code"] for row in found], table(found, IDM)


def table(found: list[dict[str, str]], index: Definition) -> NDArray[np.int64]:
    return np.array([[int(row[i.code]) for i in index.indicators] for row in found])


def published(year: str = "2024") -> dict[str, dict[str, str]]:
    found = rows(ROOT / "data" / "districts" / "15.03" / "idm_scores.csv")
    return {row["code"]: row for row in found if row["year"] == year}


def lattice(row: dict[str, str]) -> tuple[int, ...] | None:
    """The sums of scores behind the published parts; None where no whole scores give them."""
    points = []
    for part, most in (("iks", 175), ("ike", 60), ("ikl", 15)):
        if not row[part]:
            return None
        nearest = round(float(row[part]) * most)
        if abs(Fraction(nearest, most) - Fraction(row[part])) > Fraction(6, 100000):
            return None
        points.append(nearest)
    return tuple(points)
