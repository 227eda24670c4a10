import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from tangguh.engines.proposal_triage import Worded

TABLES = settings.DATA_DIR / "permendagri_20_2018"


@dataclass(frozen=True, slots=True)
class ActivityCode:
    """An activity of the village budget. `asks`: what is checked before one is planned."""

    code: str
    name: str
    asks: tuple[str, ...]
    words: tuple[str, ...]


@cache
def activity_codes() -> dict[str, ActivityCode]:
    """The activities from which people choose, by their code."""
    return {
        row["code"]: ActivityCode(
            code=row["code"],
            name=row["name"],
            asks=tuple(row["asks"].split()),
            words=tuple(row["words"].split(";")),
        )
        for row in rows_of("activity_codes")
    }


@cache
def authority_words() -> tuple[Worded, ...]:
    """The words that suggest that something is not the village's own task."""
    rows = rows_of("authority_words")
    return tuple(Worded(row["authority"], tuple(row["words"].split(";"))) for row in rows)


def rows_of(table: str) -> Iterator[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(newline="", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
