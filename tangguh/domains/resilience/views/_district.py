from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.places.selectors import home_area
from tangguh.domains.resilience import parameters, selectors
from tangguh.domains.resilience.forms import CompareForm, WeightsForm
from tangguh.domains.resilience.views._requests import village
from tangguh.engines.composite_index import Definition


def district(request: HttpRequest) -> HttpResponse:
    """How the villages stand: a map by part of the index, its table, and how firm all that is."""
    area = home_area()
    release = selectors.newest_release(area)
    if release is None:
        return render(request, "resilience/district.html", {"release": None})
    definition = parameters.shipped(release.index)
    field = selectors.field_of(area, release.index, release.year)
    parts = parts_of(definition)
    rows = selectors.rows_of(area, release, field, parts)
    asked = request.GET.get("part", "")
    part = asked if asked in parts else definition.code
    constant, alphas = selectors.unsure_items(field) if field else ([], {})
    context = {
        "release": release,
        "definition": definition,
        "parts": parts,
        "part": part,
        "part_title": parts[part],
        "rows": rows,
        "shaded": shaded(area, rows, part),
        "counted": selectors.counted(rows, [status.title for status in definition.statuses]),
        "added_up": bool(rows) and not release.scores.exists(),
        "villages_known": len(field.areas) if field else 0,
        "weighed": selectors.weighed(field) if field else [],
        "constant": constant,
        "alphas": alphas,
        "may_import": selectors.may_import(request.user, area),
    }
    return render(request, "resilience/district.html", context)


def parts_of(definition: Definition) -> dict[str, str]:
    """The index and its dimensions, with their names."""
    whole = {definition.code: str(definition.facts.get("title", definition.code))}
    return whole | {d.code: d.title for d in definition.dimensions}


def shaded(area: Area, rows: list[selectors.Row], part: str) -> dict[str, Any] | None:
    """The map of one part: every village's path, shade and words, and the values at both ends."""
    drawn = atlas.district_map(area)
    values = {row.area.code: row.values[part] for row in rows if part in row.values}
    if drawn is None or not values:
        return None
    shades = selectors.shades_of(values)
    cells = [
        {
            "path": cell.path,
            "shade": shades.get(cell.code, 0),
            "says": f"{cell.name}: {number_format(values[cell.code], 4)}"
            if cell.code in values
            else cell.name,
            "url": reverse("resilience:card", args=[cell.code]),
        }
        for cell in drawn.villages
    ]
    low, high = min(values.values()), max(values.values())
    ends = {"low": number_format(low, 2), "high": number_format(high, 2)}
    return {"drawn": drawn, "cells": cells, **ends}


def compare(request: HttpRequest) -> HttpResponse:
    """Up to four villages side by side; in no order but the reader's."""
    area = home_area()
    form = CompareForm(request.GET or None, district=area)
    villages = [village(code) for code in (form.codes() if request.GET else [])]
    cards = selectors.cards_of(request.user, villages, area, on=places.today())
    context = {"form": form, "cards": cards, "compared": selectors.compared(cards)}
    context["told_apart"] = len({c.definition.name for c in cards if c.definition}) > 1
    return render(request, "resilience/compare.html", context)


def weights(request: HttpRequest) -> HttpResponse:
    """What if the parts of the index weighed otherwise; the weights are in the address."""
    area = home_area()
    release = selectors.newest_release(area)
    field = selectors.field_of(area, release.index, release.year) if release else None
    if field is None:
        return render(request, "resilience/weights.html", {"release": None})
    official = selectors.official_weights(field.definition)
    form = WeightsForm(request.GET or None, definition=field.definition, initial=official)
    found = selectors.what_if(field, form.cleaned_data) if form.is_valid() else None
    context = {"release": release, "definition": field.definition, "form": form, "found": found}
    status = 422 if form.errors else 200
    return render(request, "resilience/weights.html", context, status=status)
