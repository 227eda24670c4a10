"""Pages of the district's own index: all villages, one village, one figure's rows, the definition."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.places.selectors import home_area
from tangguh.domains.programmes.models import Activity
from tangguh.domains.resilience import parameters, selectors
from tangguh.domains.resilience.indicators import Row
from tangguh.domains.resilience.selectors import Figure, OwnPeriod, OwnStanding
from tangguh.domains.resilience.views._requests import village
from tangguh.engines.disclosure import is_safe_split
from tangguh.errors import NotFound
from tangguh.integrations.browser import page_of

TREND = 3
FIRST_YEAR = 2022  # two years before, the rules of this page hold already


def own(request: HttpRequest) -> HttpResponse:
    """All villages: a map by part, how many have enough data, and a table by code."""
    area, period = home_area(), period_asked(request)
    found = selectors.own_of(area, [period])
    standings = found.standings()
    measured = standings[0].measured if standings else parameters.own(in_force(period))
    titles = selectors.titles_of(measured)
    asked = request.GET.get("part", "")
    part = asked if asked in titles else selectors.own_part(standings, measured)
    rows = selectors.own_rows(area, found, part)
    context = {
        "period": period,
        "years": range(places.today().year, places.today().year - TREND, -1),
        "measured": measured,
        "titles": titles,
        "part": part,
        "rows": rows,
        "shaded": shaded(area, rows),
        "known": selectors.own_known(standings),
        "counted": selectors.own_counted(standings),
        "told": sum(each.is_told for each in standings),
        "disagreeing": [row for row in rows if row.disagrees],
    }
    return render(request, "resilience/own/district.html", context)


def own_village(request: HttpRequest, code: str) -> HttpResponse:
    """One village: every figure with what it is counted from, what lifts it, and the years before."""
    area, today = village(code), places.today()
    year = period_asked(request).starts.year
    periods = (
        *selectors.periods_back(today, year=year, most=TREND),
        *selectors.halves_back(today, most=2 * TREND - 1),
    )
    found = selectors.own_of(area, periods)
    context = {
        "area": area,
        "standing": found.of(area.code),
        "bars": selectors.bars_of(found.of(area.code)),
        "lines": selectors.own_lines(found.of(area.code)),
        "years": selectors.own_trend(found, area, range(TREND)),
        "halves": selectors.own_trend(found, area, range(TREND, len(periods))),
        "follow_up": selectors.may_record(request.user, area),
        "may_hand": accounts.may(request.user, "resilience.hand_finding", at=area),
        "kinds": dict(Activity.Kind.choices),
    }
    return render(request, "resilience/own/village.html", context)


def own_rows(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """The very rows of which one figure of a village is made."""
    area, period = village(code), period_asked(request)
    standing = selectors.own_of(area, [period]).of(area.code)
    figure = next((f for f in standing.figures if f.indicator.code == indicator), None)
    if figure is None:
        raise NotFound(_("There is no such figure. Open it from the page of its village."))
    rows = list(figure.source.rows(area, period)) if figure.source else []
    hidden = figure.source is not None and figure.source.about_people
    context = {
        "area": area,
        "period": period,
        "figure": figure,
        "name": selectors.worded(figure.indicator, "name"),
        "numerator": selectors.worded(figure.indicator, "numerator"),
        "denominator": selectors.worded(figure.indicator, "denominator"),
        "page": page_of(request, rows),
        "shows_parts": not hidden or may_show(figure, rows),
        "chain": chain(area, period, selectors.worded(figure.indicator, "name")),
        "words": ngettext("%(count)d row", "%(count)d rows", len(rows)) % {"count": len(rows)},
    }
    return render(request, "resilience/own/rows.html", context)


def may_show(figure: Figure, rows: list[Row]) -> bool:
    """Whether neither the count nor a row of it points at somebody."""
    return figure.may_be_counted and all(is_safe_split((r.part, r.whole - r.part)) for r in rows)


def own_definition(request: HttpRequest) -> HttpResponse:
    """The definition read aloud: what counts, from which rows, why these goalposts, what it cannot tell."""
    period = period_asked(request)
    measured = parameters.own(in_force(period))
    context = {
        "measured": measured,
        "facts": measured.definition.facts,
        "titles": selectors.titles_of(measured),
        "parts": selectors.own_read_aloud(measured),
        "kinds": dict(Activity.Kind.choices),
        "classes": [
            (selectors.class_title(c), selectors.percent(c.least)) for c in measured.classes
        ],
    }
    return render(request, "resilience/own/definition.html", context)


def period_asked(request: HttpRequest) -> OwnPeriod:
    """The year in the address, or this one; never one to come."""
    today = places.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else today.year
    return selectors.period_of(min(max(year, FIRST_YEAR), today.year), on=today)


def in_force(period: OwnPeriod) -> str:
    return parameters.own_index(on=period.ends)


def chain(area: Area, period: OwnPeriod, last: str) -> list[dict[str, str]]:
    own_page = reverse("resilience:own_village", args=[area.code])
    return [
        {
            "kind": _("Scorecard"),
            "label": area.name,
            "url": reverse("resilience:card", args=[area.code]),
        },
        {
            "kind": _("Our index"),
            "label": period.name,
            "url": f"{own_page}?year={period.starts.year}",
        },
        {"kind": _("Figure"), "label": last, "url": ""},
    ]


def shaded(area: Area, rows: list[selectors.OwnRow]) -> dict[str, Any] | None:
    """The map of one part: a shade for every fifth of the hundred points, none where unknown."""
    drawn = atlas.district_map(area)
    if drawn is None:
        return None
    by_code = {row.area.code: row for row in rows}
    cells = [
        {
            "path": cell.path,
            "shade": by_code[cell.code].shade if cell.code in by_code else 0,
            "says": f"{cell.name}: {by_code[cell.code].value}"
            if cell.code in by_code
            else cell.name,
            "url": reverse("resilience:own_village", args=[cell.code]),
        }
        for cell in drawn.villages
    ]
    return {"drawn": drawn, "cells": cells, "low": "0", "high": "100"}


def section_of(standing: OwnStanding) -> dict[str, Any]:
    """What the scorecard shows of our index beside the official status."""
    bars = selectors.bars_of(standing)
    return {"standing": standing, "bars": bars, "class_title": class_of(standing)}


def class_of(standing: OwnStanding) -> str:
    return selectors.class_title(standing.class_) if standing.class_ else ""
