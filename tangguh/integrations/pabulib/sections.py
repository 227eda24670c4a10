"""The outer form of a .pb file: lines, sections, columns."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tangguh.integrations.pabulib.problems import PbWarning, refuse

SECTIONS = ("META", "PROJECTS", "VOTES")
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Section:
    """A head and its rows, which are cut into cells only when somebody asks for them.

    `first` is the line of the head; `lines` are those of the rows. A city's vote has a hundred
    thousand rows of which one column is counted: kept as text they take little room and time.
    """

    name: str
    first: int
    head: tuple[str, ...]
    texts: Sequence[str]
    lines: Sequence[int]
    has_quotes: bool

    def place(self, column: str) -> int:
        if column not in self.head:
            raise refuse("no_column", self.first, section=self.name, column=column)
        return self.head.index(column)

    def column(self, name: str) -> list[str]:
        place = self.place(name)
        if self.has_quotes:
            return [row[place] for row in self.rows()]
        return [text.split(";", place + 1)[place] for text in self.texts]

    def rows(self) -> Iterator[list[str]]:
        return (cells(text, line) for text, line in zip(self.texts, self.lines, strict=True))


def split_into_sections(data: bytes) -> tuple[dict[str, Section], list[PbWarning]]:
    text = _decoded(data)
    warnings = _mixed_line_endings(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    starts = _starts(lines)
    ends = [*(start for start in list(starts.values())[1:]), len(lines)]
    sections = {
        name: _section(name, lines, start, end)
        for (name, start), end in zip(starts.items(), ends, strict=True)
    }
    body = lines[:-1] if lines[-1] == "" else lines
    if "" in body:
        warnings.append(PbWarning("blank_lines", body.index("") + 1, {}))
    return sections, warnings


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = len(LINE_END.findall(data[: fault.start].decode("latin-1"))) + 1
        raise refuse("not_utf8", line) from None


def _mixed_line_endings(text: str) -> list[PbWarning]:
    pairs, returns, feeds = text.count("\r\n"), text.count("\r"), text.count("\n")
    if sum(count > 0 for count in (pairs, returns - pairs, feeds - pairs)) < 2:
        return []
    usual = LINE_END.search(text)
    other = next(
        line
        for line, end in enumerate(LINE_END.finditer(text), start=1)
        if usual and end.group() != usual.group()
    )
    return [PbWarning("mixed_line_endings", other, {})]


def _starts(lines: Sequence[str]) -> dict[str, int]:
    """The place of the line that opens each section."""
    starts: dict[str, int] = {}
    for place in [i for i, line in enumerate(lines) if line.startswith(SECTIONS)]:
        if (name := lines[place].strip()) not in SECTIONS:
            continue
        if name in starts:
            raise refuse("section_twice", place + 1, section=name)
        if len(starts) != SECTIONS.index(name):
            raise refuse("section_out_of_order", place + 1, section=name)
        starts[name] = place
    for name in SECTIONS[len(starts) :]:
        raise refuse("no_section", len(lines), section=name)
    for place, line in enumerate(lines[: starts["META"]]):
        if line.strip():
            raise refuse("before_meta", place + 1)
    return starts


def _section(name: str, lines: Sequence[str], start: int, end: int) -> Section:
    full: Sequence[int] = range(start + 1, end)
    if "" in lines[start:end]:
        full = [place for place in full if lines[place]]
    if not full:
        raise refuse("no_rows", start + 1, section=name)
    head = tuple(cell.strip() for cell in cells(lines[full[0]], full[0] + 1))
    for column in head:
        if head.count(column) > 1:
            raise refuse("column_twice", full[0] + 1, column=column)
    texts = [lines[place] for place in full[1:]]
    has_quotes = '"' in "\n".join(texts)
    section = Section(name, full[0] + 1, head, texts, [place + 1 for place in full[1:]], has_quotes)
    _same_width(section)
    return section


def _same_width(section: Section) -> None:
    expected = len(section.head)
    if not section.has_quotes and {text.count(";") for text in section.texts} <= {expected - 1}:
        return
    for row, line in zip(section.rows(), section.lines, strict=True):
        if len(row) != expected:
            raise refuse("wrong_columns", line, found=len(row), expected=expected)


def cells(text: str, line: int) -> list[str]:
    if '"' not in text:
        return text.split(";")
    try:
        return next(csv.reader([text], delimiter=";", strict=True))
    except csv.Error:
        raise refuse("open_quote", line) from None
