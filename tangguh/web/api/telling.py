"""Rows as the open data tell them, alone and with all that belongs to them."""

from dataclasses import asdict
from datetime import date

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places.models import Area
from tangguh.domains.policies import selectors as policies
from tangguh.domains.policies.models import Policy
from tangguh.domains.policies.selectors import Reading
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.programmes.models import Activity, Programme

Told = dict[str, object]
PLACE = ("code", "name", "level", "kind", "area_km2", "longitude", "latitude")
SOURCED = ("source", "as_of", "provenance")


def told(row: object, *names: str) -> Told:
    """These fields of a row."""
    return {name: getattr(row, name) for name in names}


def place_row(area: Area) -> Told:
    return told(area, *PLACE, *SOURCED) | {"parent": area.code.rpartition(".")[0] or None}


def place(area: Area) -> Told:
    parts = area.children.filter(valid_to=None).order_by("code")
    return place_row(area) | {
        "other_names": list(area.aliases.order_by("name").values_list("name", flat=True)),
        "prone_to": [told(named, "hazard", *SOURCED) for named in area.prone_to.order_by("-as_of")],
        "parts": list(parts.values_list("code", flat=True)),
    }


def policy_row(policy: Policy) -> Told:
    return told(policy, "id", "status", "provenance") | {
        "title": policy.called,
        "owner": policy.owner.name,
        "area_code": policy.area.code,
    }


def policy(viewer: Viewer, found: Policy, *, on: date) -> Told:
    shown = policies.shown_to(viewer, found, on=on)
    text, version = shown.document, shown.version
    readings = policies.readings_of(found, on=on, document=text)
    led = programmes.programmes_for(viewer).filter(policy=found).order_by("code", "pk")
    texts = ("title", "owner", "problem", "legal_basis", "planning_links")
    return (
        policy_row(found)
        | told(text, *texts)
        | {
            "version": version.label if version else None,
            "in_force_from": version.in_force_from if version else None,
            "results": [asdict(result) for result in text.results],
            "indicators": [indicator(reading) for reading in readings],
            "programmes": list(led.values_list("pk", flat=True)),
        }
    )


def indicator(reading: Reading) -> Told:
    text = reading.text
    defined = ("code", "name", "unit", "direction", "baseline", "baseline_on", "source")
    measured = ("value", "starts", "ends", "verified", "claimed")
    return (
        told(text, *defined)
        | told(reading, *measured)
        | {
            "result": reading.result.code,
            "targets": [asdict(target) for target in text.targets],
        }
    )


def programme_row(programme: Programme) -> Told:
    return told(programme, "id", "title", "code", "status", "policy_id", "provenance") | {
        "lead": programme.lead.name,
        "area_code": programme.area.code,
    }


def programme(found: Programme, *, on: date) -> Told:
    standings = programmes.standings(
        Activity.objects.filter(programmes.GOES_ON, cycle__programme=found), on=on
    )
    totals = programmes.cycle_totals(standings.values())
    nothing = programmes.total(())
    return (
        programme_row(found)
        | told(found, "purpose", *SOURCED)
        | {
            "results": list(found.results.order_by("code").values_list("code", flat=True)),
            "partners": [partner.name for partner in found.partners.all()],
            "cycles": [
                told(totals.get(cycle.pk, nothing), "spent", "activities")
                | told(cycle, "name", "starts", "ends", "budget")
                for cycle in found.cycles.order_by("-starts")
            ],
        }
    )


def activity_row(activity: Activity) -> Told:
    planned = ("id", "title", "kind", "hazard", "planned_start", "planned_end", "provenance")
    return told(activity, *planned) | {
        "area_code": activity.area.code,
        "programme_id": activity.cycle.programme_id,
    }


def activity(found: Activity, *, on: date) -> Told:
    return (
        activity_row(found)
        | told(found, "target_people", "target_women", *SOURCED)
        | {
            "lead": found.lead.name,
            "standing": asdict(programmes.standing(found, on=on)),
        }
    )
