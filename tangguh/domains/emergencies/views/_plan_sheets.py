"""A plan on paper: A3 for the wall, A5 for the door, A4 for the file; all black on white."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import dateformat, timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.models import (
    ComputedWay,
    PlanNeighbourhood,
    PlanRoute,
    VillagePlan,
)
from tangguh.domains.emergencies.parameters import bag
from tangguh.domains.emergencies.selectors import Contents, Fetched, HouseholdCard
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Provenance
from tangguh.integrations.paper import TANGGUH, print_pdf, qr

TEMPLATES = TANGGUH / "domains" / "emergencies" / "templates" / "emergencies"
NUMBERS_ON_A_CARD = 3
WAYS_ON_A_CARD = 2
EMPTY: dict[str, Any] = {"rt": "", "points": [], "ways": []}


def wall_map(plan: VillagePlan, address: str) -> bytes:
    """A3 across: the map, who goes where, what sounds, whom to call, and the QR of this version."""
    said = selectors.contents(plan)
    drawn = selectors.plan_map(said)
    svg = render_to_string("emergencies/_plan_svg.html", {"map": drawn, "label": ""})
    words = shared(said, address) | {
        "title": _("Evacuation map of %(name)s") % {"name": plan.area.name},
        "map": svg.strip(),
        "sources": sources(said, is_schematic=drawn.is_schematic),
        "legend": legend(),
        "rts": part(_("Who goes where"), ["RT", _("People"), _("Way")], ways(said)),
        "places": part(_("Points and shelters"), ["", _("Place"), _("Places")], rooms(said)),
    }
    return print_pdf(TEMPLATES / "plan_map.typ", words)


def door_card(plan: VillagePlan, address: str, rt: str) -> bytes:
    """A5 for the door, one page an RT: point, way, neighbour, three numbers, bag, signals."""
    said = selectors.contents(plan)
    ways = selectors.ways_of(selectors.newest_computation(plan))
    chosen = [each for each in said.neighbourhoods if rt in {"", each.name}]
    cards = [
        card(said, each) | {"computed": computed(ways.get(each.name, ()), sent_to(said, each))}
        for each in chosen or said.neighbourhoods
    ]
    return print_pdf(TEMPLATES / "plan_card.typ", card_words(said, address, cards))


def household_cards(
    plan: VillagePlan, address: str, rt: str, found: Sequence[HouseholdCard]
) -> bytes:
    """The same with the name of each household, who fetches whom there, and where it goes."""
    said = selectors.contents(plan)
    chosen = next((each for each in said.neighbourhoods if each.name == rt), None)
    of_rt, shelters = (card(said, chosen), sent_to(said, chosen)) if chosen else (EMPTY, set())
    cards = [
        of_rt
        | {
            "household": each.head,
            "neighbours": [pair_words(one) for one in each.fetched if one.is_covered],
            "computed": own_way(each.way, shelters),
        }
        for each in found
    ]
    return print_pdf(TEMPLATES / "plan_card.typ", card_words(said, address, cards))


def card_words(said: Contents, address: str, cards: list[dict[str, Any]]) -> dict[str, Any]:
    return shared(said, address) | {
        "title": _("Evacuation card"),
        "cards": cards,
        "none": _("No household of this RT is in the register.")
        if said.neighbourhoods
        else _("The plan names no RT yet."),
        "words": {
            "point": _("Go to"),
            "way": _("Way"),
            "neighbour": _("Neighbours who help each other"),
            "bag": _("The bag that stands ready"),
            "household": _("Household"),
            "computed": _("As computed"),
            "inside": _("It names people: keep it inside the house."),
        },
        "bag": bag(places.today()),
        "numbers": part(_("Call"), [], numbers(said)[:NUMBERS_ON_A_CARD]),
    }


def pair_words(one: Fetched) -> str:
    """Who is fetched by whom: those who agreed and can come."""
    helpers = ", ".join(pair.helper.name for pair in one.agreed if pair.helper.is_able)
    return _("%(helpers)s for %(person)s") % {"helpers": helpers, "person": one.member.name}


def sent_to(said: Contents, rt: PlanNeighbourhood) -> set[int]:
    """The shelters to which the plan itself sends an RT: a card on a door never names another."""
    return {each.shelter_id for each in said.routes_of(rt) if each.shelter_id is not None}


def computed(ways: Sequence[ComputedWay], shelters: Collection[int]) -> list[str]:
    """By which roads an RT goes to these shelters, as it was computed; where most go first."""
    each_once: dict[int, str] = {}
    for way in ways:
        if way.shelter_id in shelters:
            each_once.setdefault(way.shelter_id, f"{way.shelter.name} ({way.roads or '–'})")
    return [*each_once.values()][:WAYS_ON_A_CARD]


def own_way(way: ComputedWay | None, shelters: Collection[int]) -> list[str]:
    """By which roads a household goes and when it leaves, as it was computed for these shelters."""
    if way is None or way.shelter_id not in shelters:
        return []
    told = _("%(shelter)s by %(roads)s; leave %(minute)d minutes after the alarm")
    minute = round(way.leave_s / 60)
    return [told % {"shelter": way.shelter.name, "roads": way.roads or "–", "minute": minute}]


def document(plan: VillagePlan, address: str, *, names: bool) -> bytes:
    """The contingency plan as a document; who holds a role only for those who may read it."""
    said = selectors.contents(plan)
    words = shared(said, address) | {
        "title": _("Contingency plan: %(hazard)s") % {"hazard": plan.get_hazard_display().lower()},
        "scenario_title": _("What is expected to happen"),
        "scenario": plan.scenario or _("Nothing is written yet."),
        "parts": [*people_parts(said, names=names), *work_parts(said)],
        "none": _("nothing yet"),
    }
    return print_pdf(TEMPLATES / "plan_document.typ", words)


def people_parts(said: Contents, *, names: bool) -> list[dict[str, Any]]:
    """Who goes where, who does what, who checks whom."""
    role = [_("Role"), _("Office or post"), *([_("Name")] if names else [])]
    return [
        part(_("Who goes where"), ["RT", _("People"), _("Way")], ways(said)),
        part(_("Points and shelters"), [_("Map"), _("Place"), _("Places")], rooms(said)),
        part(_("Roles"), role, roles(said, names=names)),
        part(_("Makes sure that all have left"), ["RT", _("Office or post")], checks(said)),
    ]


def work_parts(said: Contents) -> list[dict[str, Any]]:
    """What sounds, what is done at each level and with what, whom to call, what is missing."""
    level, office = _("Level"), _("Office or post")
    missing = [[gap.text, gap.who] for gap in selectors.gaps(said, on=places.today())]
    return [
        part(_("Alarm code"), [level, _("What sounds"), _("What people do")], signals(said)),
        part(_("Steps at each level"), [level, office, _("What it does")], steps(said)),
        part(_("What can be used"), [_("What"), _("Working"), _("Kept by")], resources(said)),
        part(_("Numbers"), [office, _("Phone")], numbers(said)),
        part(_("Still missing"), [_("What"), _("Who can fill it")], missing),
    ]


def resources(said: Contents) -> list[list[str]]:
    return [
        [
            f"{each.get_kind_display()}: {each.name}",
            f"{each.working} / {each.quantity}",
            each.holder,
        ]
        for each in selectors.resources_of(said.area)
    ]


def shared(said: Contents, address: str) -> dict[str, Any]:
    """What every print of a version says: village, version, day, QR, and what it is not."""
    plan, parent = said.plan, said.area.parent
    return {
        "office": f"{said.area.name}, {parent.name if parent else ''}",
        "area": said.area.name,
        "subtitle": f"{plan.get_hazard_display()} · {version_of(plan)}",
        "qr": qr(address),
        "address": _("Is this print the newest?"),
        "foot": address.partition("://")[2],
        "language": get_language() or "id",
        "ribbon": ribbon(plan),
        "banner": banner(said),
        "signals": part(
            _("Alarm code"), [_("Level"), _("What sounds"), _("What people do")], signals(said)
        ),
        "numbers": part(_("Numbers"), [_("Office or post"), _("Phone")], numbers(said)),
    }


def version_of(plan: VillagePlan) -> str:
    if plan.is_draft:
        return _("draft of version %(number)d, not in force") % {"number": plan.number}
    since = {"number": plan.number, "day": day(plan.in_force_at)}
    return _("version %(number)d, in force since %(day)s") % since


def ribbon(plan: VillagePlan) -> str | None:
    if plan.provenance == Provenance.REAL:
        return None
    return _("SAMPLE DATA, not real events")


def banner(said: Contents) -> str:
    """Whether the plan is complete; a draft says that it is one."""
    missing = len(selectors.gaps(said, on=places.today()))
    if said.plan.is_draft:
        return _("DRAFT, not in force. Still missing: %(count)d") % {"count": missing}
    return _("NOT COMPLETE YET. Still missing: %(count)d") % {"count": missing} if missing else ""


def part(title: str, head: list[str], rows: list[list[str]]) -> dict[str, Any]:
    return {"title": title, "head": head, "rows": rows}


def sources(said: Contents, *, is_schematic: bool) -> str:
    """Where the zones come from, whether they are a model, and what the outline is not."""
    told = [_("Schematic map, not the official boundaries")] if is_schematic else []
    for each in said.zone_sets:
        known = [each.source or _("no source"), day(each.as_of) or _("no date")]
        if each.provenance == Provenance.MODELLED:
            known.append(_("modelled, not measured"))
        told.append(f"{_('Zones')}: {', '.join(known)}")
    return ". ".join(told)


def legend() -> list[list[str]]:
    """Sign and meaning, as they stand on the map."""
    return [
        ["rt", _("Houses of an RT")],
        ["point", _("Assembly point")],
        ["shelter", _("Shelter")],
        ["sign", _("Sign")],
        ["route", _("Route; each RT dashed in its own way")],
        ["high", _("Zone, high")],
        ["medium", _("Zone, medium")],
        ["low", _("Zone, low")],
    ]


def ways(said: Contents) -> list[list[str]]:
    return [
        [each.rt.name, each.people, "\n".join(way(route) for route in each.routes) or "–"]
        for each in said.lines
    ]


def way(route: PlanRoute) -> str:
    on = f" → {route.shelter.name}" if route.shelter else ""
    note = f". {route.note}" if route.note else ""
    return f"{route.point.name}{on} ({number_format(route.length_m)} m){note}"


def rooms(said: Contents) -> list[list[str]]:
    labels = selectors.labels_of(said)
    return [
        [
            "–" if each.kind == each.Kind.HOSTS else labels[each.pk],
            f"{each.name} ({each.get_kind_display()})",
            "–" if each.kind == each.Kind.POINT else number_format(each.places),
        ]
        for each in said.places
    ]


def roles(said: Contents, *, names: bool) -> list[list[str]]:
    return [
        [str(each.get_kind_display()), each.office, *([each.holder or "–"] if names else [])]
        for each in said.roles
    ]


def checks(said: Contents) -> list[list[str]]:
    return [[each.name, each.checked_by or "–"] for each in said.neighbourhoods]


def signals(said: Contents) -> list[list[str]]:
    return [[f"Siaga {each.level}", each.sound, each.meaning] for each in said.signals]


def steps(said: Contents) -> list[list[str]]:
    return [[f"Siaga {each.level}", each.office, each.text] for each in said.steps]


def numbers(said: Contents) -> list[list[str]]:
    return [[each.office, each.phone] for each in said.contacts]


def card(said: Contents, rt: PlanNeighbourhood) -> dict[str, Any]:
    routes = said.routes_of(rt)
    labels = selectors.labels_of(said)
    return {
        "rt": f"RT {rt.name}",
        "points": [f"{labels[each.point_id]}  {each.point.name}" for each in routes],
        "ways": [way(each) for each in routes],
    }


def day(at: datetime | date | None) -> str:
    local = timezone.localtime(at) if isinstance(at, datetime) else at
    return dateformat.format(local, "j M Y") if local else ""
