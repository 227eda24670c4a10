"""What was done to a facility, read from the audit trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.atlas.models import Facility
from tangguh.domains.audit import selectors as audit
from tangguh.domains.audit.models import Entry

MOST = 50
DEEDS = {
    "atlas.facility_added": gettext_lazy("Added to the list"),
    "atlas.facility_corrected": gettext_lazy("Corrected"),
    "atlas.facility_ended": gettext_lazy("Taken off the list"),
}
FIELDS = {
    "kind": gettext_lazy("Kind"),
    "name": gettext_lazy("Name"),
    "latitude": gettext_lazy("Latitude"),
    "longitude": gettext_lazy("Longitude"),
    "note": gettext_lazy("Note"),
    "source": gettext_lazy("Source"),
    "as_of": gettext_lazy("As of"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One deed, as the history of a page shows it."""

    at: datetime
    what: str
    who: str
    detail: str


def history(viewer: Viewer, facility: Facility) -> list[Event]:
    """The deeds, newest first. Who did them is told to those who may do the same."""
    names_are_told = accounts.may(viewer, "atlas.edit_facilities", at=facility.area)
    return [
        Event(
            entry.at,
            str(DEEDS.get(entry.deed, entry.deed)),
            entry.actor if names_are_told else "",
            detail_of(entry),
        )
        for entry in audit.history_of(facility)[:MOST]
    ]


def detail_of(entry: Entry) -> str:
    if reason := entry.details.get("reason"):
        ending = Facility.Ending(entry.details["ending"])
        return f"{ending.label}: {reason}"
    changes = entry.details.get("changes", {})
    return "; ".join(
        f"{FIELDS[field]}: {shown(field, before)} → {shown(field, after)}"
        for field, (before, after) in changes.items()
    )


def shown(field: str, value: Any) -> str:
    if value in {None, ""}:
        return _("nothing")
    return str(Facility.Kind(value).label) if field == "kind" else str(value)
