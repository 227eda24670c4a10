"""What may be wrong with a .pb file, and what was only strange."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tangguh.errors import Refused

LONGEST_SHOWN = 60  # signs

FAULTS = {
    "not_utf8": _(
        "Line %(line)d holds a byte that is not UTF-8. Save the file again with the encoding UTF-8."
    ),
    "no_section": _(
        "There is no line %(section)s; the file may be cut off. A .pb file has the sections "
        "META, PROJECTS and VOTES, in this order. Fetch the file again."
    ),
    "section_twice": _(
        "Line %(line)d opens the section %(section)s a second time. Keep one of the two."
    ),
    "section_out_of_order": _(
        "Line %(line)d opens %(section)s too early. The order is META, PROJECTS, VOTES."
    ),
    "before_meta": _(
        "Line %(line)d stands before the line META. Remove it, or write META above it."
    ),
    "open_quote": _(
        "Line %(line)d opens a quotation mark that it does not close. Close it in the same "
        "line; a mark inside a text is written twice."
    ),
    "wrong_columns": _(
        "Line %(line)d has %(found)d columns where the head of the section has %(expected)d. "
        "Put a text that holds a semicolon in quotation marks."
    ),
    "no_column": _(
        "Line %(line)d, the head of %(section)s, has no column %(column)s. Add the column."
    ),
    "column_twice": _("Line %(line)d names the column %(column)s twice. Keep one of the two."),
    "no_rows": _("The section %(section)s holds nothing. The file may be cut off: fetch it again."),
    "meta_twice": _(
        "Line %(line)d says %(key)s: %(value)s, but line %(first)d says %(other)s. Keep one."
    ),
    "no_meta": _("META has no %(key)s. Add a line %(key)s;…"),
    "unknown_vote_type": _(
        "Line %(line)d: vote_type %(value)s is not known. Use approval, choose-1, cumulative, "
        "scoring or ordinal."
    ),
    "not_money": _(
        "Line %(line)d: %(column)s %(value)s is no amount of money. Write digits with a point "
        "before decimals, such as 1331751.11."
    ),
    "not_positive": _(
        "Line %(line)d: %(column)s is %(value)s; it must be above 0. Correct the amount."
    ),
    "not_a_number": _("Line %(line)d: %(key)s %(value)s is no whole number. Correct it."),
    "empty_id": _("Line %(line)d: the project has no project_id. Give it one."),
    "project_twice": _(
        "Line %(line)d: project %(project)s stands already in line %(first)d. Give one of "
        "them another project_id."
    ),
    "voter_twice": _(
        "Line %(line)d: voter %(voter)s has voted already in line %(first)d. Keep one ballot."
    ),
    "unknown_project": _(
        "Line %(line)d: the ballot names project %(project)s, which PROJECTS does not list. "
        "Correct the ballot or add the project."
    ),
    "empty_choice": _("Line %(line)d: the ballot has a comma too many in %(vote)s. Remove it."),
    "one_choice": _(
        "Line %(line)d: the ballot names %(found)d projects in a choose-1 vote. Keep one, or "
        "correct vote_type."
    ),
    "points_missing": _(
        "Line %(line)d: the ballot has %(found)d points for %(expected)d projects. Give each "
        "project its points."
    ),
    "points_not_whole": _(
        "Line %(line)d: the points %(value)s are no whole numbers from 0. Correct them."
    ),
    "points_contradict": _(
        "Line %(line)d: the ballot gives project %(project)s different points. Keep one."
    ),
    "wrong_number": _(
        "META says %(key)s %(expected)d, but the file holds %(found)d. The file may be cut "
        "off: fetch it again, or correct the number in line %(line)d."
    ),
}

WARNINGS = {
    "mixed_line_endings": _("Line %(line)d ends otherwise than the lines before it."),
    "project_twice_on_ballot": _(
        "Line %(line)d: the ballot lists project %(project)s more than once; it counts once."
    ),
    "votes_differ": _(
        "Line %(line)d: project %(project)s says %(said)d votes; the ballots hold %(found)d."
    ),
    "dearer_than_budget": _("Line %(line)d: project %(project)s costs more than the whole budget."),
    "no_votes": _("Line %(line)d: nobody chose project %(project)s."),
    "empty_ballots": _("Line %(line)d: the first of %(found)d ballots that choose nothing."),
    "blank_lines": _("Line %(line)d is empty, and is passed over."),
}


class MalformedPb(Refused):
    """The file cannot be counted as it is. `details` name the line, from 1, and the code."""

    code = "malformed_pb"


class PbWarning(NamedTuple):
    """Something that a reader of the result should know, and that stops nothing."""

    code: str
    line: int
    params: Mapping[str, object]

    @property
    def message(self) -> str:
        return str(WARNINGS[self.code]) % {"line": self.line, **self.params}


def refuse(code: str, line: int, **params: object) -> MalformedPb:
    """The error to raise: what is wrong in which line, and what to do about it.

    It is put into words when somebody reads it: a file is also read where Django is not ready.
    """
    shown = {name: shortened(value) for name, value in params.items()}
    words = lazy(lambda: str(FAULTS[code]) % {"line": line, **shown}, str)()
    return MalformedPb(words, fault=code, line=line, **params)


def shortened(value: object) -> object:
    """A word of the file as far as it helps to find it: some broken lines are a page long."""
    is_long = isinstance(value, str) and len(value) > LONGEST_SHOWN
    return f"{str(value)[:LONGEST_SHOWN]}…" if is_long else value
