"""Reading the tables in a district's folder."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from tangguh.domains.places.models import Area


def rows(table: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV table; none where the table is not there."""
    if not table.exists():
        return
    with table.open(newline="", encoding="utf-8-sig") as lines:
        yield from csv.DictReader(lines)


def origin(table: Path) -> tuple[str, date]:
    """The source and the date that stand in the .yaml beside a table."""
    described = yaml.safe_load(table.with_suffix(".yaml").read_text(encoding="utf-8"))
    return described["source"], described["as_of"]


def known_areas(codes: Iterator[str]) -> dict[str, int]:
    """Area keys by code. A code that is not known raises KeyError: the shipped table is wrong."""
    return dict(Area.objects.filter(code__in=set(codes)).values_list("code", "pk"))
