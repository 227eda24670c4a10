"""What happens after each status, and whose turn it is: the words on the answer page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tangguh.domains.participation.models import Status
from tangguh.domains.participation.permissions import NEXT

S = Status
VILLAGE, SUBDISTRICT = _("Village government"), _("Subdistrict")
PLANNERS, NOBODY = _("Bappeda and the agency"), ""

# Each with whose turn it is, and what happens next.
WHAT_NEXT: dict[Status, tuple[str | Promise, str | Promise]] = {
    S.DRAFT: (_("Whoever writes it"), _("It is handed in.")),
    S.SUBMITTED: (
        VILLAGE,
        _("The village checks land, size and whose task it is, and answers."),
    ),
    S.SCREENED: (VILLAGE, _("The next village forum discusses and ranks it.")),
    S.RANKED: (
        VILLAGE,
        _("The village plans it with its own money, or forwards it to the district."),
    ),
    S.PLANNED_VILLAGE: (VILLAGE, _("The village puts money for it into its annual budget.")),
    S.FORWARDED: (SUBDISTRICT, _("The subdistrict's planning forum examines it.")),
    S.SUBDISTRICT_OK: (_("Bappeda"), _("Bappeda hands it to the agency whose task it is.")),
    S.AGENCY_REVIEW: (PLANNERS, _("The agency examines whether and when it can be done.")),
    S.PLANNED_DISTRICT: (_("Bappeda"), _("The district puts money for it into its budget.")),
    S.BUDGETED: (_("Whoever carries it out"), _("The work begins; here stands how far it is.")),
    S.IN_PROGRESS: (_("Whoever carries it out"), _("The work is going on; here stands how far.")),
    S.DONE: (
        _("Residents"),
        _("Residents look at it and confirm it, or say what is not as it was asked for."),
    ),
    S.CONFIRMED: (NOBODY, _("It is finished, and residents have confirmed it.")),
    S.PARKED: (VILLAGE, _("It waits. It is taken up again when the reason is gone.")),
    S.MERGED: (NOBODY, _("It goes on in the proposal into which it was merged.")),
    S.DECLINED: (NOBODY, _("It is not taken further here.")),
}

OFFICES: dict[str, str | Promise] = {
    "participation.propose": _("Proposer"),
    "participation.screen": VILLAGE,
    "participation.hold_forum": _("Village forum"),
    "participation.plan_village": VILLAGE,
    "participation.verify_subdistrict": SUBDISTRICT,
    "participation.plan_district": PLANNERS,
    "participation.fund_village": VILLAGE,
    "participation.fund_district": _("District government"),
    "participation.tell_progress": _("Whoever carries it out"),
    "participation.confirm": _("Residents"),
}


def office_of(before: str, status: str) -> str | Promise:
    """Whose step led from one status to the next. The person's name is nobody's business here."""
    if not before:
        return OFFICES["participation.propose"]
    return OFFICES[NEXT[Status(before)].get(Status(status), "participation.propose")]
