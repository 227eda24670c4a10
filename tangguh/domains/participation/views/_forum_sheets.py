"""The words of a forum's sheets: minutes, attendance list, wish list, and forms for a day on paper."""

from typing import Any

from django.utils.translation import gettext as _

from tangguh.domains.participation import selectors
from tangguh.domains.participation.models import Authority, Forum, Proposal
from tangguh.domains.participation.selectors import Attendance, Placed, Ranking
from tangguh.domains.participation.views._proposal_sheets import TEMPLATES, long, shared
from tangguh.engines.money import rupiah
from tangguh.integrations.paper import print_pdf

BLANK_ATTENDEES, BLANK_CARDS = 22, 8


def minutes(forum: Forum, address: str) -> bytes:
    """The berita acara: who met, whose voices were heard, what was asked and decided."""
    attendance = selectors.attendance_of(forum)
    words = forum_words(forum, address) | {
        "title": _("Minutes"),
        "warning": warning(attendance),
        "agenda_title": _("Agenda"),
        "agenda": [line.strip() for line in forum.agenda.splitlines() if line.strip()],
        "problems_title": _("Problems"),
        "problems": [
            f"{row.text} ({', '.join(filter(None, (row.place, row.affected)))})"
            for row in forum.problems.order_by("pk")
        ],
        "decisions_title": _("Decisions"),
        "decisions": forum.decisions or _("Not yet written down."),
        "people": [
            {"office": office, "name": ""}
            for office in (
                _("Head of the forum"),
                _("Secretary"),
                _("For the women"),
                _("For the residents"),
            )
        ],
    }
    parts = attendance_words(attendance) | ranking_words(selectors.ranking(forum))
    return print_pdf(TEMPLATES / "forums" / "minutes.typ", words | parts)


def attendance_words(attendance: Attendance) -> dict[str, Any]:
    """One row of counts under its head."""
    counts = {
        _("People"): attendance.people,
        _("Women"): attendance.women,
        _("Men"): attendance.men,
        _("With a disability"): attendance.disabled,
        **dict(attendance.by_age),
    }
    return {
        "attendance_title": _("Who attended"),
        "attendance_head": list(counts),
        "attendance": [str(count) for count in counts.values()],
    }


def ranking_words(order: Ranking) -> dict[str, Any]:
    """The proposals in their order, then those that were not placed."""
    told = _("Ranked by: %(criteria)s.") % {"criteria": criteria_told(order)}
    return {
        "ranking_title": _("Proposals in the order of the forum"),
        "ranking_head": [_("Rank"), _("Proposal"), _("Estimated cost"), _("Points")],
        "ranking": [ranked_row(placed) for placed in order.placed]
        + [["–", str(row), money(row.estimated_cost), "–"] for row in order.open],
        "criteria": told if order.criteria else "",
    }


def attendance_list(forum: Forum, address: str) -> bytes:
    """The names, to be signed beside. For the village's file alone."""
    rows = forum.attendees.filter(struck_at=None).order_by("pk")
    words = forum_words(forum, address) | {
        "title": _("Attendance list"),
        "warning": _("Holds names: keep it in the village's file, do not publish it."),
        "head": ["", _("Name"), _("Speaks for"), _("Sex"), _("Age"), _("Signature")],
        "rows": [
            [
                str(number),
                row.name + (f" ({_('With a disability')})" if row.disabled else ""),
                row.speaks_for,
                row.get_sex_display(),
                row.get_age_band_display(),
                "",
            ]
            for number, row in enumerate(rows, 1)
        ],
        "columns": ["8mm", "1.4fr", "1fr", "auto", "auto", "28mm"],
    }
    return print_pdf(TEMPLATES / "forums" / "lists.typ", words | {"lists": [listed(words)]})


def wish_list(forum: Forum, address: str) -> bytes:
    """The proposals in their order, the village's own tasks apart from those sent up (DU-RKP)."""
    return print_pdf(TEMPLATES / "forums" / "lists.typ", wish_words(forum, address))


def wish_words(forum: Forum, address: str) -> dict[str, Any]:
    order = selectors.ranking(forum)
    rows = [(str(each.rank), each.proposal) for each in order.placed]
    own = [row for row in rows if row[1].authority in ("", Authority.VILLAGE)]
    lists = [
        wished(_("Tasks of the village"), own),
        wished(_("Sent up to the district and beyond"), [row for row in rows if row not in own]),
    ]
    if order.open:
        lists.append(wished(_("Not ranked"), [("–", row) for row in order.open]))
    return forum_words(forum, address) | {
        "title": _("List of proposals (DU-RKP)"),
        "warning": warning(selectors.attendance_of(forum)),
        "lists": lists,
    }


def blank_forms(forum: Forum, address: str) -> bytes:
    """For a meeting with the server far away: lines for those who come, and cards for the wall."""
    words = forum_words(forum, address) | {
        "title": _("Forms for the meeting"),
        "lists": [
            {
                "title": _("Attendance list"),
                "columns": ["8mm", "1.6fr", "1fr", "14mm", "18mm", "14mm", "28mm"],
                "head": [
                    "",
                    _("Name"),
                    _("Speaks for"),
                    _("W/M"),
                    _("Age"),
                    _("Disab."),
                    _("Signature"),
                ],
                "rows": [[str(n), "", "", "", "", "", ""] for n in range(1, BLANK_ATTENDEES + 1)],
            },
            {
                "title": _("Problems and proposals"),
                "columns": ["8mm", "1.4fr", "1fr", "1fr", "1.4fr", "24mm"],
                "head": [
                    "",
                    _("What is wrong"),
                    _("Where"),
                    _("Who suffers from it"),
                    _("What is asked for"),
                    _("Cost"),
                ],
                "rows": [[f"{n}\n\n\n", "", "", "", "", ""] for n in range(1, BLANK_CARDS + 1)],
            },
        ],
    }
    return print_pdf(TEMPLATES / "forums" / "lists.typ", words)


def forum_words(forum: Forum, address: str) -> dict[str, Any]:
    """What every sheet of a forum says at its head."""
    return shared(address) | {
        "empty": _("None."),
        "office": f"{forum.get_kind_display()} · {forum.area.name}",
        "subtitle": f"{forum.title}. {long(forum.held_on)}, {forum.place}",
    }


def warning(attendance: Attendance) -> str:
    if attendance.is_complete:
        return ""
    missing = ", ".join(attendance.lacking)
    return _("Voices are missing: %(missing)s.") % {"missing": missing}


def criteria_told(order: Ranking) -> str:
    return ", ".join(
        _("%(criterion)s (weight %(weight)d)") % {"criterion": each.text, "weight": each.weight}
        for each in order.criteria
    )


def ranked_row(placed: Placed) -> list[str]:
    row = placed.proposal
    return [str(placed.rank), str(row), money(row.estimated_cost), str(placed.total)]


def wished(title: str, ranked: list[tuple[str, Proposal]]) -> dict[str, Any]:
    """Proposals behind their rank, with what they cost together."""
    known = [row.estimated_cost for _rank, row in ranked if row.estimated_cost is not None]
    total = ["", "", _("Together"), "", "", rupiah(sum(known))]
    return {
        "title": title,
        "columns": ["auto", "auto", "2fr", "1fr", "auto", "auto"],
        "head": [
            _("Rank"),
            _("Number"),
            _("Proposal"),
            _("Where in the village"),
            _("Code"),
            _("Estimated cost"),
        ],
        "rows": [
            *(
                [
                    rank,
                    row.number,
                    row.title,
                    row.place,
                    row.activity_code,
                    money(row.estimated_cost),
                ]
                for rank, row in ranked
            ),
            *([total] if known else []),
        ],
    }


def listed(words: dict[str, Any]) -> dict[str, Any]:
    return {"title": "", "columns": words["columns"], "head": words["head"], "rows": words["rows"]}


def money(amount: int | None) -> str:
    return "" if amount is None else rupiah(amount)
