"""Figures that the district sets, each with the date from which it holds and where it is written."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tangguh.errors import Problem

FOLDER = Path(__file__).resolve().parents[3] / "parameters"


class UnknownParameter(Problem):
    code = "unknown_parameter"
    http_status = 500


def parameter(name: str, *, on: date) -> Any:
    """The value in force on a day: parameter("evidence.claims.camera_clock_tolerance", on=today)."""
    in_force = [entry for entry in history(name) if entry[0] <= on]
    if not in_force:
        raise UnknownParameter(
            f"No value of {name} is in force on {on}. Add one, with its reference, to parameters/.",
        )
    return max(in_force)[1]


@cache
def history(name: str) -> tuple[tuple[date, Any], ...]:
    """Every value that a figure had, with the day from which it held."""
    *folders, leaf = name.split(".")
    path = FOLDER.joinpath(*folders).with_suffix(".yaml")
    entries = yaml.safe_load(path.read_text())[leaf]["values"] if path.exists() else {}
    return tuple((since, entry["value"]) for since, entry in entries.items())
