"""`tangguh index own`: the district's own index, from the rows of its database."""

import csv
from collections.abc import Iterator
from pathlib import Path

import click

from tangguh.domains.resilience.commands._index import OUT, index, wake_django


@index.command()
@click.option("--year", required=True, type=click.IntRange(2022), help="Of which year.")
@click.option("--definition", "name", default="", help="Another definition than the one in force.")
@click.option("--out", required=True, type=OUT, help="Where to write the figures.")
def own(year: int, name: str, out: Path) -> None:
    """Write the district's own index of every village, counted from the rows of this system.

    Columns: code, then for the index and each dimension the points of what is known (empty where
    too little is), the least, the most and the known share of the weight, then the class, then for
    each indicator its points or bounds. What is unknown stays empty: never zero.

    Example: tangguh index own --year 2026 --out OUT.csv
    """
    wake_django()
    from tangguh.errors import Problem

    try:
        rows = list(table(year, name))
    except Problem as problem:
        raise click.ClickException(str(problem.message)) from None
    with out.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    click.echo(f"{len(rows) - 1} villages written to {out}", err=True)


def table(year: int, name: str) -> Iterator[list[object]]:
    """The head, then a row a village, by code."""
    from tangguh.domains.places import selectors as places
    from tangguh.domains.resilience import parameters, selectors

    today = places.today()
    period = selectors.period_of(year, on=today)
    if period.starts > today:
        raise click.ClickException(
            f"{year} has not begun; today is {today}. Choose a year up to now."
        )
    name = name or parameters.own_index(on=period.ends)
    definition = parameters.own(name).definition
    parts = [definition.code, *(d.code for d in definition.dimensions)]
    ends = [f"{part}{end}" for part in parts for end in ("", "_least", "_most", "_known")]
    yield ["code", *ends, "class", *(i.code for i in definition.indicators)]
    for each in selectors.own_of(places.home_area(), [period], name=name).standings():
        bars = selectors.bars_of(each)
        told = [
            figure for bar in bars for figure in (shown(bar.value), bar.low, bar.high, bar.known)
        ]
        class_ = each.class_.code if each.class_ else ""
        yield [each.area.code, *told, class_, *(f.points for f in each.figures)]


def shown(value: int | None) -> object:
    return "" if value is None else value
