"""Reports as they stand on the terminal and in the docs."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from tests.benchmarks.benchmark import Benchmark, Row
from tests.benchmarks.throwaway import ROOT, Measured

DOCS = ROOT / "docs" / "reference" / "benchmarks.md"
HEAD = ("what", "aim", "measured", "measured / aim", "verdict")
RIGHT = re.compile(r"[<≤–]? ?[\d.,]+( \S+)?|–")
INTRODUCTION = """# Benchmarks

How fast the product is, against what it promises. `./run bench` measures and writes this page;
`./run bench NAME` measures one and renews its section alone. A figure holds for the machine that
stands above it. Other work on the same machine makes it larger, never smaller: a load above the
number of cores says that it was shared, and only processor time can then be compared.
"""


def section(benchmark: Benchmark, database: str, measured: Measured, on: date) -> str:
    """One benchmark on one database, between the marks by which it is found again."""
    title = f"{benchmark.title} ({database})" if database else benchmark.title
    name = mark(benchmark, database)
    return "\n\n".join(
        (
            f"<!-- {name} -->",
            f"## {title}",
            f"`./run bench {benchmark.name}` · {measured.machine} · {on.isoformat()}",
            *body(measured),
            f"<!-- end of {name} -->",
        )
    )


def mark(benchmark: Benchmark, database: str) -> str:
    return f"{benchmark.name} {database}".strip()


def body(measured: Measured) -> Iterable[str]:
    report = measured.report
    if report.not_run:
        yield f"Not run: {report.not_run}"
    if report.rows:
        yield aligned(HEAD, [cells(row) for row in report.rows])
    yield from report.notes
    if report.table:
        yield aligned(report.table.head, report.table.lines)


def cells(row: Row) -> tuple[str, ...]:
    return (
        row.what,
        f"≤ {figure(row.aim)} {row.unit}".strip() if row.aim is not None else "–",
        f"{figure(row.measured)} {row.unit}".strip(),
        f"{row.ratio:.2f}" if row.ratio is not None else "–",
        row.verdict,
    )


def figure(value: float) -> str:
    """Three digits or all of a whole number: 0.42, 8.1, 61, 83,762."""
    if value == int(value) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def aligned(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A Markdown table that can be read as it stands; figures stand on the right."""
    columns = list(zip(head, *lines, strict=True))
    widths = [max(map(len, column)) for column in columns]
    right = [bool(lines) and all(map(RIGHT.fullmatch, column[1:])) for column in columns]
    rule = [
        f"{'-' * (width - 1)}:" if figures else "-" * width
        for width, figures in zip(widths, right, strict=True)
    ]
    shown = [
        [
            cell.rjust(width) if figures else cell.ljust(width)
            for cell, width, figures in zip(line, widths, right, strict=True)
        ]
        for line in [head, *lines]
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in [shown[0], rule, *shown[1:]])


def renew(text: str, name: str, section_: str) -> str:
    """The page with one section in place of its older self, or added at the end."""
    marked = re.compile(
        rf"<!-- {re.escape(name)} -->.*?<!-- end of {re.escape(name)} -->", re.DOTALL
    )
    if marked.search(text):
        return marked.sub(lambda _: section_, text)
    return f"{text.rstrip()}\n\n{section_}\n"


def write(benchmark: Benchmark, database: str, section_: str, path: Path = DOCS) -> None:
    text = path.read_text(encoding="utf-8") if path.exists() else INTRODUCTION
    path.write_text(renew(text, mark(benchmark, database), section_), encoding="utf-8")
