"""The words of the printed decision on a plan."""

from typing import Any

from django.utils import dateformat, timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tangguh.domains.places.models import Provenance
from tangguh.domains.resilience.selectors import PlanPage, Side
from tangguh.engines.money import rupiah
from tangguh.integrations.paper import TANGGUH, print_pdf, qr

TEMPLATE = TANGGUH / "domains" / "resilience" / "templates" / "resilience" / "decision.typ"


def decision(told: PlanPage, address: str) -> bytes:
    """A4, black on white: what was decided and why, both plans in figures, where the money goes."""
    return print_pdf(TEMPLATE, words(told, address))


def words(told: PlanPage, address: str) -> dict[str, Any]:
    plan, made = told.plan, told.plan.decision
    place = address.partition("://")[2]
    return {
        "title": _("Decision on the plan for %(year)d") % {"year": plan.year},
        "office": plan.area.name,
        "subtitle": f"{plan}, {dateformat.format(timezone.localtime(made.decided_at), 'j F Y')}",
        "qr": qr(address),
        "address": place,
        "foot": place,
        "language": get_language() or "id",
        "ribbon": _("SAMPLE FIGURES: unit costs are invented")
        if plan.provenance == Provenance.DEMO
        else None,
        "chosen_head": _("What is carried out"),
        "chosen": made.get_chosen_display(),
        "reason_head": _("Reason"),
        "reason": made.reason,
        "alarm": alarm(told),
        "figures_head": _("Both plans in figures"),
        "figures": [["", *(side.short for side in told.sides)], *figures(told.sides)],
        "tables": [
            table(_("By fund"), told, told.by_fund),
            table(_("By subdistrict"), told, told.by_subdistrict),
            table(_("By what is done"), told, told.by_intervention),
        ],
        "source": _("Scores: %(release)s. Unit costs: the district's entries, %(count)d of them.")
        % {"release": plan.release.source, "count": plan.costs.count()},
        "signatures": [
            {"office": _("Planner"), "name": str(made.decided_by)},
            {"office": _("Regent"), "name": ""},
        ],
    }


def alarm(told: PlanPage) -> str:
    if not told.alarm["rings"]:
        return _("The alarm for cheap scores does not ring.")
    if told.alarm["share"] < told.alarm["rings_from"]:
        names = "; ".join(f"{name} {round(share * 100)}%" for name, share in told.alone)
        return _(
            "The alarm for cheap scores rings: one indicator alone brings too much: %(names)s."
        ) % {"names": names}
    share = number_format(round(told.alarm["share"] * 100))
    return _(
        "The alarm for cheap scores rings: %(share)s%% of the official gain costs little and "
        "changes little."
    ) % {"share": share}


def figures(sides: tuple[Side, ...]) -> list[list[str]]:
    """Line by line, a cell for each side."""
    return [
        [_("Cost"), *(rupiah(side.figures["cost"]) for side in sides)],
        [_("Works"), *(number_format(side.count) for side in sides)],
        [_("Villages"), *(number_format(side.villages) for side in sides)],
        [_("Gain, official index (points)"), *(points(side, "official") for side in sides)],
        [_("Gain, resilience (points)"), *(points(side, "resilience") for side in sides)],
    ]


def points(side: Side, measure: str) -> str:
    """What a side gains under a measure."""
    return number_format(side.figures["outcomes"][measure]["gain"], 1)


def table(title: str, told: PlanPage, lines: Any) -> dict[str, Any]:
    return {
        "title": title,
        "rows": [
            ["", *(side.short for side in told.sides)],
            *([line.name, *map(rupiah, line.money)] for line in lines),
        ],
    }
