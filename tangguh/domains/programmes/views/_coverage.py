from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies import selectors as policies
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes import selectors
from tangguh.domains.programmes.models import Programme
from tangguh.domains.programmes.selectors import Coverage, Measure, Period, VillageRow
from tangguh.domains.programmes.views._filters import CoverageForm
from tangguh.domains.programmes.views._requests import chain_of, step
from tangguh.engines.tables import csv_lines
from tangguh.errors import NotFound
from tangguh.integrations.browser import day_asked, page_of, table

MOST_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """One village on the map: its path, its shade and what it says."""

    path: str
    shade: int
    says: str
    url: str


def coverage(request: HttpRequest) -> HttpResponse:
    """Which programmes reached which villages, and which villages none did."""
    district = places.home_district()
    if district is None:
        return render(request, "programmes/coverage.html", {"found": None})
    form, found = asked(request, district.area)
    columns = found.most_reaching(MOST_COLUMNS)
    context = {
        "form": form,
        "found": found,
        "columns": columns,
        "rows": [(row, marks(row, columns)) for row in found.rows],
        "hidden": len(found.programmes) - len(columns),
        "shaded": shaded(district.area, found),
        "never": found.never_reached,
    }
    return render(request, "programmes/coverage.html", context)


def marks(row: VillageRow, programmes: tuple[Programme, ...]) -> list[str]:
    """A village's cells as text, a dot for none: thousands of them, so no template formats them."""
    figures = (row.drills, row.total, *row.cells(programmes))
    return [str(figure) if figure else "·" for figure in figures]


def export_coverage(request: HttpRequest) -> HttpResponse:
    """The same matrix with every programme, as a table."""
    district = places.home_district()
    if district is None:
        raise NotFound(_("There is no district yet. The operator adds one first."))
    found = asked(request, district.area)[1]
    return table("cakupan", csv_lines(coverage_rows(found)), on=found.until)


def asked(request: HttpRequest, district: Area) -> tuple[CoverageForm, Coverage]:
    """What the address asks for, and the answer."""
    today = places.today()
    form = CoverageForm(
        request.GET,
        district=district,
        programmes=selectors.programmes_for(request.user).select_related(None).only("title"),
        months=parameter("programmes.planning.coverage_months", on=today),
    )
    return form, selectors.coverage(request.user, district, form.filters(), on=today)


def coverage_rows(found: Coverage) -> Iterator[tuple[object, ...]]:
    yield (
        _("Area code"),
        _("Village"),
        _("Subdistrict"),
        _("Officially prone"),
        _("Drills"),
        _("Activities"),
        *(f"{programme.code} {programme.title}" for programme in found.programmes),
    )
    for row in found.rows:
        yield (
            row.area.code,
            row.area.name,
            row.area.parent.name if row.area.parent else "",
            _("yes") if row.prone else "",
            row.drills,
            row.total,
            *row.cells(found.programmes),
        )


def shaded(district: Area, found: Coverage) -> dict[str, Any] | None:
    """The district's map, each village in the shade of its count; None while nothing is drawn."""
    drawn = atlas.district_map(district)
    if drawn is None:
        return None
    counts, classes = found.counts, found.classes
    return {
        "drawn": drawn,
        "cells": [
            Cell(
                path=village.path,
                shade=classes.get(village.code, 0),
                says=f"{village.name}: {counts.get(village.code, 0)}",
                url=reverse("places:village", args=[village.code]),
            )
            for village in drawn.villages
        ],
    }


def counted(request: HttpRequest, measure: str) -> HttpResponse:
    """The very rows of which an indicator's figure is made."""
    if measure not in selectors.MEASURES:
        raise NotFound(_("There is no such figure. Open it from the page of its policy."))
    found, period = selectors.MEASURES[measure], period_of(request)
    (actual,) = policies.answers(period.policy, [selectors.question_of(found, period)])
    page = page_of(request, found.rows(period))
    context = {
        "measure": found,
        "period": period,
        "actual": actual,
        "page": page,
        "chain": counted_chain(found, period),
        "words": words_of(found, page.paginator.count),
    }
    return render(request, "programmes/counted.html", context)


def counted_chain(measure: Measure, period: Period) -> list[dict[str, str]]:
    url = reverse("policies:detail", args=[period.policy.pk])
    policy = step(_("Policy"), period.policy.called, url)
    return [policy, *chain_of(None, step(_("Figure"), str(measure.title)))[1:]]


def words_of(measure: Measure, count: int) -> str:
    if measure.name == "villages_reached":
        return ngettext("%(count)d village", "%(count)d villages", count) % {"count": count}
    return ngettext("%(count)d activity", "%(count)d activities", count) % {"count": count}


def period_of(request: HttpRequest) -> Period:
    """Policy, area and days that the address asks for."""
    policies = Policy.objects.filter(
        pk__in=selectors.programmes_for(request.user).order_by().values("policy")
    )
    asked_policy = request.GET.get("policy", "")
    policy = get_object_or_404(policies, pk=asked_policy if asked_policy.isdigit() else 0)
    area = get_object_or_404(Area, code=request.GET.get("area", policy.area.code))
    return Period(policy, area, day_asked(request, "from"), day_asked(request, "to"))
