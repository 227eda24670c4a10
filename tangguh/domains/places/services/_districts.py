"""A district that this installation serves, from the tables that the product ships or is given."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.audit import services as audit
from tangguh.domains.places.errors import UnknownDistrict
from tangguh.domains.places.models import Alias, Area, District, ProneArea
from tangguh.domains.places.services._areas import load_areas
from tangguh.domains.places.services._records import add_past_events, add_populations
from tangguh.domains.places.services._tables import known_areas, origin, rows


@transaction.atomic
def add_district(*, code: str, folder: Path | None = None) -> District:
    """Take in a district's areas and what is known of them, and serve it.

    `folder` holds areas.csv and, where known, aliases.csv, prone_areas.csv, events.csv and
    population.csv, each with a .yaml beside it that names source and date; by default the
    folder that the product ships.
    Adding a district again brings it up to date. For the operator's commands.
    """
    folder = folder or settings.DATA_DIR / "districts" / code
    if not (folder / "areas.csv").exists():
        raise UnknownDistrict(
            _(
                "There is no table of areas for %(code)s: %(file)s is missing. "
                "Write it as docs/how-to/district.md shows, and name its folder."
            )
            % {"code": code, "file": folder / "areas.csv"}
        )
    source, as_of = origin(folder / "areas.csv")
    load_areas(table=rows(folder / "areas.csv"), source=source, as_of=as_of)
    area = Area.objects.filter(code=code, level=Area.Level.DISTRICT).first()
    if area is None:
        raise UnknownDistrict(
            _("The table in %(folder)s does not hold the district %(code)s itself. Add its row.")
            % {"folder": folder, "code": code}
        )
    add_aliases(folder / "aliases.csv")
    add_prone_areas(folder / "prone_areas.csv")
    add_past_events(folder / "events.csv", district=area)
    add_populations(folder / "population.csv", district=area)
    district, _made = District.objects.get_or_create(area=area)
    audit.record("places.district_added", by=None, about=district, area_code=code)
    return district


@transaction.atomic
def freeze_district(*, district: District, today: date | None) -> District:
    """Let a district stand still on a day, as the demo does; None lets time go on."""
    district.frozen_today = today
    district.save(update_fields=["frozen_today"])
    audit.record("places.district_frozen", by=None, about=district, area_code=district.area.code)
    return district


def add_aliases(table: Path) -> None:
    areas = known_areas(row["code"] for row in rows(table))
    Alias.objects.bulk_create(
        (
            Alias(area_id=areas[row["code"]], name=row["alias"], source=row["source"])
            for row in rows(table)
        ),
        ignore_conflicts=True,
    )


def add_prone_areas(table: Path) -> None:
    areas = known_areas(row["area_code"] for row in rows(table))
    ProneArea.objects.bulk_create(
        (
            ProneArea(
                area_id=areas[row["area_code"]],
                hazard=row["hazard"],
                as_of=date.fromisoformat(row["date"]),
                source=row["source"],
            )
            for row in rows(table)
        ),
        ignore_conflicts=True,
    )
