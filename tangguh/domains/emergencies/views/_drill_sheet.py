"""The curve of a drill, and its report on paper."""

from datetime import date
from typing import Any

from django.utils import dateformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.models import Drill, DrillProblem
from tangguh.domains.emergencies.selectors import Course
from tangguh.engines.arrivals import ChartWords, draw_curves
from tangguh.integrations.paper import TANGGUH, print_pdf, qr

TEMPLATE = (
    TANGGUH / "domains" / "emergencies" / "templates" / "emergencies" / "drills" / "report.typ"
)


def chart(drill: Drill, course: Course) -> str:
    """How many were safe by which minute, as SVG."""
    words = ChartWords(
        title=_("People safe, by minute since the alarm"),
        real=_("this drill"),
        plan=_("the plan"),
        minutes=_("minutes since the alarm"),
    )
    return draw_curves(course.real, course.plan, expected=drill.expected, words=words)


def drill_pdf(drill: Drill, course: Course, address: str) -> bytes:
    """A4, black on white, under the ribbon of an exercise."""
    return print_pdf(TEMPLATE, words_of(drill, course, address))


def words_of(drill: Drill, course: Course, address: str) -> dict[str, Any]:
    return {
        "title": drill.title,
        "office": f"{drill.area.name} ({drill.area.code})",
        "subtitle": f"{drill.get_kind_display()}, {day(drill.held_on)}",
        "qr": qr(address),
        "address": address.partition("://")[2],
        "foot": address.partition("://")[2],
        "language": get_language() or "id",
        "ribbon": _("EXERCISE, not a real emergency"),
        "scenario": drill.scenario,
        "facts": facts(drill, course),
        "chart": chart(drill, course) if course.real or course.plan else None,
        "no_plan": "" if course.plan else _("There is no plan to compare with yet."),
        **tables_of(drill, course),
        "signatures": [
            {"office": _("Leader of the drill"), "name": ""},
            {"office": _("Village head"), "name": ""},
        ],
    }


def tables_of(drill: Drill, course: Course) -> dict[str, Any]:
    """The four tables of the sheet; an empty one is left out there."""
    return {
        "arrivals": table(
            _("Who came, by minute"),
            [_("Minute"), _("Assembly point"), _("People"), _("Who need help"), _("Safe so far")],
            [
                [each.minute, each.point, each.people, vulnerable, safe]
                for each, vulnerable, safe in course.rows
            ],
        ),
        "gaps": table(
            _("Against the plan"),
            [_("Minute"), _("Planned"), _("Safe"), _("Behind the plan")],
            [[gap.minute, gap.planned, gap.safe, gap.behind] for gap in course.gaps],
        ),
        "events": table(
            _("What happened"),
            [_("Minute"), _("What happened")],
            [[each.minute, each.text] for each in sorted(drill.events.all(), key=when)],
        ),
        "problems": table(
            _("Problems and who mends them"),
            [_("Problem"), _("What is done"), _("Who"), _("Until when")],
            [line(each) for each in drill.problems.all()],
        ),
    }


def facts(drill: Drill, course: Course) -> list[list[Any]]:
    """Term by term what counts."""

    def at(minute: int | None) -> str:
        if minute is None:
            return _("not reached")
        clock = selectors.clock(drill, minute)
        return _("%(n)d minutes") % {"n": minute} + (f" ({clock})" if clock else "")

    return [
        [_("People expected"), f"{drill.expected}"],
        [_("Safe"), f"{course.safe}"],
        [_("Of them who need help"), f"{course.vulnerable} / {drill.expected_vulnerable}"],
        [_("Half were safe after"), at(course.half)],
        [_("90 % were safe after"), at(course.most)],
        [_("Source"), drill.source],
    ]


def when(event: Any) -> tuple[int, int]:
    return event.minute, event.pk


def table(title: str, head: list[str], rows: list[list[Any]]) -> dict[str, Any]:
    return {"title": title, "head": head, "rows": [[f"{cell}" for cell in row] for row in rows]}


def line(problem: DrillProblem) -> list[Any]:
    until = day(problem.due) if problem.due else "–"
    if problem.done_on:
        until = _("done on %(day)s") % {"day": day(problem.done_on)}
    return [problem.text, problem.action or "–", problem.owner or "–", until]


def day(on: date) -> str:
    return dateformat.format(on, "j F Y")
