"""The words of a hazard profile on paper: two pages of A4."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import dateformat
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tangguh.domains.atlas.models import Gauge, ZoneSet
from tangguh.domains.emergencies.models import Resource
from tangguh.domains.emergencies.selectors import Placed, Profile, Ready, ZoneLine, ready_of
from tangguh.domains.emergencies.views._marks import marks_of
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import PastEvent, Provenance
from tangguh.integrations.paper import TANGGUH, print_pdf, qr

TEMPLATE = TANGGUH / "domains" / "emergencies" / "templates" / "emergencies" / "profile.typ"
MOST = {"facilities": 12, "resources": 9, "events": 7, "gauges": 4, "zones": 8, "pockets": 6}
SHORT = 60  # signs of a source on paper; the page has it whole


def profile(found: Profile, address: str, *, on: date) -> bytes:
    """A4, black on white: the map and the zones first, what can be used and what struck it behind."""
    return print_pdf(TEMPLATE, words(found, address, on=on))


def words(found: Profile, address: str, *, on: date) -> dict[str, Any]:
    district = places.home_district()
    is_demo = district is not None and district.is_demo
    parent = found.area.parent.name if found.area.parent else ""
    return {
        "title": _("Hazard profile of %(name)s") % {"name": found.area.name},
        "office": f"{parent}, {found.area.code}",
        "subtitle": _("As of %(day)s") % {"day": day(on)},
        "qr": qr(address),
        "address": _("Newer than this sheet?"),
        "foot": address.partition("://")[2],
        "language": get_language() or "id",
        "ribbon": _("SAMPLE DATA, not real events") if is_demo else None,
        "map": drawn(found),
        "legend": [_("high"), _("medium"), _("low"), _("dashed: not valid yet")],
        "legend_title": _("Class of the zone"),
        "kind_of_map": kind_of_map(found),
        "warning": warning(found),
    } | tables(found)


def drawn(found: Profile) -> str | None:
    """The same map as on the page; it carries its looks itself."""
    if found.map is None:
        return None
    context = {"map": found.map, "marks": marks_of(found), "label": ""}
    return render_to_string("atlas/_zone_svg.html", context).strip()


def kind_of_map(found: Profile) -> str:
    if found.map is None:
        return ""
    if found.map.is_schematic:
        return _("Schematic map, not the official boundaries")
    return f"{_('Official boundaries')}: {found.map.source}"


def warning(found: Profile) -> str | None:
    """Where people would be sent, and it stands in a zone."""
    if not found.gathering_inside:
        return None
    names = ", ".join(each.facility.name for each in found.gathering_inside)
    start = _(
        "A place where people gather stands in a zone. Do not send people there when it comes:"
    )
    return f"{start} {names}."


def tables(found: Profile) -> dict[str, Any]:
    """Every table with its title, its head, its rows, and what is said where there is none."""
    return ways(found) | means(found)


def ways(found: Profile) -> dict[str, Any]:
    """What comes, and who and what stands in its way."""
    return {
        "zones": table(
            _("Zones"),
            [_("Hazard and class"), _("Of the village"), _("Who says so")],
            [zone(line) for line in found.zones[: MOST["zones"]]],
            _("No zone is drawn here. That does not say that the village is safe."),
        ),
        "people": table(
            _("People in the zones"),
            [_("Hazard"), _("Where"), _("Households"), _("People"), _("Need help")],
            people(found),
            _("Nobody is counted: no zone, no register, or counts that would point at few."),
        ),
        "facilities": table(
            _("Facilities in and out of the zones"),
            [_("No."), _("Facility"), _("Where it stands")],
            [facility(each, found) for each in found.facilities[: MOST["facilities"]]],
            _("No facility is listed yet."),
            len(found.facilities) - MOST["facilities"],
        ),
    }


def means(found: Profile) -> dict[str, Any]:
    """What can be used, how ready the village is, and what struck it before."""
    return {
        "resources": table(
            _("What can be used"),
            [_("What"), _("Working"), _("Kept by"), _("As of")],
            [resource(each) for each in found.resources[: MOST["resources"]]],
            _("Nothing is on the list yet."),
            len(found.resources) - MOST["resources"],
        ),
        "gauges": table(
            _("Gauges"),
            [_("Gauge"), "Waspada", "Siaga", "Awas", _("Last reading"), _("Set by")],
            [gauge(each) for each in found.gauges[: MOST["gauges"]]],
            _("No gauge stands here."),
        ),
        "readiness": table(
            _("Plan, drill and readiness"),
            [_("What"), _("How it stands")],
            readiness(found),
            "",
        ),
        "events": table(
            _("What struck it before"),
            [_("Day"), _("Event"), _("Source")],
            [event(each) for each in found.events[: MOST["events"]]],
            _(
                "No report in the collection names this village. What nobody wrote about is missing."
            ),
            len(found.events) - MOST["events"],
        ),
    }


def table(
    title: str, head: list[str], rows: list[list[str]], none: str, more: int = 0
) -> dict[str, Any]:
    said = _("and %(count)d more on the page") % {"count": more} if more > 0 else ""
    return {"title": title, "head": head, "rows": rows, "none": none, "more": said}


def zone(line: ZoneLine) -> list[str]:
    said = line.zone.zone.zone_set
    share = number_format(round(100 * line.share))
    km2 = number_format(round(line.km2, 2), 2)
    return [f"{line.hazard}: {line.level_label}", f"{km2} km² ({share}%)", who(said)]


def who(said: ZoneSet) -> str:
    """Office, source, date and how firm; or that nobody says so."""
    parts = [
        said.owner or _("no office answers for it"),
        said.source[:SHORT] or _("no source"),
        day(said.as_of) if said.as_of else _("no date"),
    ]
    firm = _("valid") if said.is_valid else _("not valid yet")
    model = f", {_('modelled, not measured')}" if said.provenance == Provenance.MODELLED else ""
    return f"{', '.join(parts)}. {firm}{model}"


def people(found: Profile) -> list[list[str]]:
    rows = []
    for hazard, lines in found.people.items():
        for line in lines:
            counts = (line.households, line.people, line.who_need_help)
            told = [_("not told") if c is None else number_format(c) for c in counts]
            rows.append([hazard, line.where, *told])
    for hazard, each in found.modelled.items():
        about = [f"± {count}" for count in map(grouped, (each.households, each.people))]
        rows.append([hazard, _("in a zone: modelled, nobody counted"), *about, "–"])
    return rows


def grouped(count: int) -> str:
    return number_format(count, force_grouping=True)


def facility(each: Placed, found: Profile) -> list[str]:
    name = f"{each.facility.name} ({each.facility.get_kind_display()})"
    if not each.known:
        return [str(each.number), name, _("position not known")]
    if not each.inside:
        outside = _("outside the zones") if found.zones else _("no zone is drawn")
        return [str(each.number), name, outside]
    zones = [f"{hazard}, {level}" for hazard, level in each.inside]
    return [str(each.number), name, f"{_('in a zone')}: {'; '.join(zones)}"]


def resource(each: Resource) -> list[str]:
    working = _("%(working)d of %(of)d") % {"working": each.working, "of": each.quantity}
    holder = ", ".join(part for part in kept_by(each) if part)
    return [f"{each.get_kind_display()}: {each.name}", working, holder, day(each.as_of)]


def kept_by(each: Resource) -> tuple[str, ...]:
    rt = f"RT {each.neighbourhood}" if each.neighbourhood else ""
    return each.holder, each.phone, each.kept_at, rt


def gauge(each: Gauge) -> list[str]:
    levels = [each.watch_cm, each.alert_cm, each.danger_cm]
    told = ["–" if level is None else f"{level} cm" for level in levels]
    newest: int | None = getattr(each, "newest_cm", None)
    last = "–" if newest is None else f"{newest} cm"
    return [f"{each.name} ({each.river})", *told, last, f"{each.owner}, {day(each.as_of)}"]


def readiness(found: Profile) -> list[list[str]]:
    ready = ready_of(found.area)
    answered = _("%(answered)d of %(all)d indicators answered") % {
        "answered": len(found.answered),
        "all": len(found.answers),
    }
    return [
        [_("Evacuation plan"), plan_of(ready)],
        [_("Last drill"), drill_of(ready)],
        [_("Form of readiness (PKD 2021)"), answered],
        *([_("Food and water"), " ".join(stored)] for stored in [stores(found)] if stored),
        *([_("Cut off once the water stands in all zones"), said] for said in cut_off(found)),
    ]


def stores(found: Profile) -> list[str]:
    return [each.said for each in found.supplies if each.as_of]


def cut_off(found: Profile) -> list[str]:
    """Those whose stores last alike in one line: the sheet has two pages."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for each in found.cut_off[: MOST["pockets"]]:
        alike.setdefault(each.lasts, []).append(f"RT {each.rts} ({each.persons})")
    lines = [f"{', '.join(rts)}: {'; '.join(lasts) or '–'}." for lasts, rts in alike.items()]
    return [" ".join(lines)] if lines else []


def plan_of(ready: Ready) -> str:
    if ready.number is None or ready.in_force_at is None:
        return _("none yet")
    since = {"number": ready.number, "day": day(ready.in_force_at)}
    return _("version %(number)d, in force since %(day)s") % since


def drill_of(ready: Ready) -> str:
    return f"{ready.title}, {day(ready.held_on)}" if ready.held_on else _("none yet")


def event(each: PastEvent) -> list[str]:
    source = each.source.partition("://")[2].partition("/")[0] or each.source[:SHORT]
    return [day(each.started), str(each.get_hazard_display()), source]


def day(on: date) -> str:
    return dateformat.format(on, "j M Y")
