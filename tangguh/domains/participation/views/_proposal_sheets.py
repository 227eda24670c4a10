"""The words of the sheets that are printed: the author's slip and the notice board."""

from datetime import date
from typing import Any

from django.utils import dateformat
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tangguh.domains.participation.models import Proposal, Reason, Status
from tangguh.domains.participation.selectors import Fate, Wall
from tangguh.domains.places import selectors as places
from tangguh.integrations.paper import TANGGUH, print_pdf, qr

TEMPLATES = TANGGUH / "domains" / "participation" / "templates" / "participation"
MOST_ON = {"a4": 9, "a3": 16}
LONGEST_TITLE, LONGEST_ANSWER = 80, 200  # signs; all of it stands on the page behind the code


def slip(proposal: Proposal, address: str) -> bytes:
    """A5, to be cut out: the number, and where to ask for the answer."""
    status = Status(vars(proposal)["status"])
    words = shared(address) | {
        "title": proposal.number,
        "office": _("Your proposal"),
        "subtitle": proposal.title,
        "facts": [
            [_("For"), proposal.area.name],
            [_("Filed on"), long(proposal.filed_on)],
            [_("Status"), f"{status.label} ({long(vars(proposal)['status_on'])})"],
        ],
        "how": _("How to read the answer"),
        "ways": [
            _("Scan the code, or open the address below it. No sign-in is needed."),
            _("Without a phone: ask the village office, and say the number."),
            _("The answer also hangs at the village's notice board."),
        ],
    }
    return print_pdf(TEMPLATES / "slip.typ", words)


def wall(told: Wall, address: str, *, size: str) -> bytes:
    """The fate of a village's proposals on one page, black on white."""
    return print_pdf(TEMPLATES / "wall.typ", wall_words(told, address, size=size))


def wall_words(told: Wall, address: str, *, size: str) -> dict[str, Any]:
    return shared(address) | {
        "title": _("What became of our proposals"),
        "office": _("Village notice board"),
        "subtitle": f"{told.area.name}, {long(told.on)}",
        "paper": size,
        "promptness": promptness_of(told),
        "head": [_("Number"), _("What is asked for"), _("Status"), _("Answer and what is next")],
        "rows": [row_of(fate) for fate in told.fates],
        "empty": _("Nobody has handed in a proposal yet. Ask your RT head or the village office."),
        "left_out": left_out(told.left_out),
    }


def shared(address: str) -> dict[str, Any]:
    """What every sheet needs: the way back to the page, and the ribbon of an example."""
    district = places.home_district()
    is_demo = district is not None and district.is_demo
    return {
        "qr": qr(address),
        "address": address.partition("://")[2],
        "language": get_language() or "id",
        "ribbon": _("SAMPLE DATA, not real events") if is_demo else None,
        "foot": address.partition("://")[2],
    }


def promptness_of(told: Wall) -> str:
    figures = told.promptness
    answered = _("%(in_time)d of %(filed)d proposals were answered in time.") % {
        "in_time": figures.in_time,
        "filed": figures.filed,
    }
    waiting = figures.waiting + figures.overdue
    unanswered = ngettext(
        "%(count)d is not answered yet.", "%(count)d are not answered yet.", waiting
    ) % {"count": waiting}
    return f"{answered} {unanswered}" if waiting else answered


def row_of(fate: Fate) -> list[str]:
    step, row = fate.step, fate.proposal
    told = [shortened(step.answer, LONGEST_ANSWER)]
    if step.reason:
        told.insert(0, f"{Reason(step.reason).label}.")
    if step.into:
        told.append(_("It goes on in %(number)s.") % {"number": step.into.number})
    if fate.work:
        told.append(_("The work is at %(share)d%%.") % {"share": fate.work.standing.progress})
    told.append(str(fate.next_step))
    status = f"{fate.status.label}\n{short(step.happened_on)}"
    return [row.number, shortened(row.title, LONGEST_TITLE), status, " ".join(filter(None, told))]


def shortened(text: str, longest: int) -> str:
    """A text on one line; where it would be too long, cut behind a whole word."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    whole = line[:longest].rpartition(" ")[0] or line[:longest]
    return f"{whole} …"


def left_out(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)d older proposal is on the page behind the code.",
        "%(count)d older proposals are on the page behind the code.",
        count,
    ) % {"count": count}


def long(day: date) -> str:
    return dateformat.format(day, "j F Y")


def short(day: date) -> str:
    return dateformat.format(day, "j M Y")
