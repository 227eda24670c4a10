import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.audit import services as audit
from tangguh.domains.places.errors import TableRefused
from tangguh.domains.places.models import Area
from tangguh.domains.resilience.models import Release, Score
from tangguh.domains.resilience.services._releases import load_release

IDM = "idm@2016"
COMPONENTS = ("IKS", "IKE", "IKL", "IDM")


@transaction.atomic
def load_official_scores(*, code: str, folder: Path | None = None) -> int:
    """Take the published IDM scores of a district's villages; tell how many villages and years.

    Reads idm_scores.csv (year, code, iks, ike, ikl, idm, status) in the district's folder. A
    release that is there already is left alone: releases are never overwritten. For the
    operator's commands.
    """
    table = (folder or settings.DATA_DIR / "districts" / code) / "idm_scores.csv"
    if not table.exists():
        return 0
    described = yaml.safe_load(table.with_suffix(".yaml").read_text(encoding="utf-8"))
    with table.open(newline="", encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    years = sorted({row["year"] for row in rows})
    return sum(
        load_year(int(year), [r for r in rows if r["year"] == year], described) for year in years
    )


def load_indicator_scores(*, code: str, folder: Path | None = None) -> int:
    """Take the published scores of a district's indicators, one file a year; tell how many years.

    Reads indicator_scores_YEAR.csv (code, and a column for each indicator) in the district's folder.
    A release that is there already is left alone. For the operator's commands.
    """
    district = Area.objects.get(code=code)
    found = (folder or settings.DATA_DIR / "districts" / code).glob("indicator_scores_*.csv")
    taken = 0
    for table in sorted(found):
        described = yaml.safe_load(table.with_suffix(".yaml").read_text(encoding="utf-8"))
        said: dict[str, Any] = {
            "index": IDM,
            "year": int(table.stem[-4:]),
            "source": str(described["source"]),
        }
        if not Release.objects.filter(**said).exists():
            load_release(district=district, file=table, as_of=described["as_of"], now=None, **said)
            taken += 1
    return taken


def load_year(year: int, rows: Iterable[Mapping[str, str]], described: Mapping[str, Any]) -> int:
    release, is_new = Release.objects.get_or_create(
        index=IDM,
        year=year,
        source=str(described["source"]),
        defaults={"as_of": described["as_of"]},
    )
    if not is_new:
        return 0
    rows = list(rows)
    areas = dict(Area.objects.filter(level=Area.Level.VILLAGE).values_list("code", "pk"))
    scores = [score for row in rows for score in scores_of(row, release, areas)]
    Score.objects.bulk_create(scores, batch_size=2000)
    audit.record("resilience.scores_loaded", by=None, about=release, year=year, villages=len(rows))
    return len(rows)


def scores_of(row: Mapping[str, str], release: Release, areas: Mapping[str, int]) -> list[Score]:
    """The four published values of one village."""
    if row["code"] not in areas:
        raise TableRefused(
            [_("%(code)s is not a village of this district.") % {"code": row["code"]}]
        )
    return [
        Score(
            release=release,
            area_id=areas[row["code"]],
            component=component,
            value=value_of(row, component),
            status=row["status"] if component == "IDM" else "",
        )
        for component in COMPONENTS
    ]


def value_of(row: Mapping[str, str], component: str) -> Decimal:
    said = row.get(component.lower()) or ""
    try:
        value = Decimal(said)
    except InvalidOperation:
        value = Decimal(-1)
    if not (value.is_finite() and 0 <= value <= 1):
        raise TableRefused(
            [
                _("%(code)s: %(component)s “%(value)s” is not a number from 0 to 1.")
                % {"code": row["code"], "component": component, "value": said}
            ]
        )
    return value.quantize(Decimal("0.0001"))
