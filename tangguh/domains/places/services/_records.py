"""What is on record about a district: what struck it, and how many people live there."""

from datetime import date
from pathlib import Path

from tangguh.domains.places.models import Area, PastEvent, Population
from tangguh.domains.places.services._tables import known_areas, origin, rows


def add_past_events(table: Path, *, district: Area) -> None:
    """Keep each event with the areas it names; one that names none belongs to the district."""
    named = {row["event"]: codes_of(row) or [district.code] for row in rows(table)}
    areas = known_areas(code for codes in named.values() for code in codes)
    for row in rows(table):
        event, _made = PastEvent.objects.update_or_create(
            code=row["event"], defaults=event_fields(row, as_of=origin(table)[1])
        )
        event.areas.set(areas[code] for code in named[row["event"]])


def codes_of(row: dict[str, str]) -> list[str]:
    return f"{row['subdistricts']} {row['villages']}".split()


def event_fields(row: dict[str, str], *, as_of: date) -> dict[str, object]:
    counts = ("deaths", "houses_flooded", "people_affected")
    return {
        "hazard": row["hazard"],
        "started": date.fromisoformat(row["started"]),
        "ended": date.fromisoformat(row["ended"]) if row["ended"] else None,
        "certainty": row["certainty"],
        "source": row["sources"].split()[0],
        "as_of": as_of,
        **{name: number(row[name]) for name in counts},
    }


def add_populations(table: Path, *, district: Area) -> None:
    """Keep the counts of people; one without `area_code` is of the whole district."""
    codes = {row.get("area_code") or district.code for row in rows(table)}
    areas = known_areas(iter(codes))
    Population.objects.bulk_create(
        (
            Population(
                area_id=areas[row.get("area_code") or district.code],
                period=row["period"],
                kind=row["kind"],
                total=int(row["total"]),
                male=number(row["male"]),
                female=number(row["female"]),
                source=row["source"],
                as_of=origin(table)[1],
            )
            for row in rows(table)
            if row["kind"] in Population.Kind.values  # voters are not the people
        ),
        update_conflicts=True,
        unique_fields=["area", "period", "kind"],
        update_fields=["total", "male", "female", "source", "as_of"],
    )


def number(text: str) -> int | None:
    return int(text) if text else None
