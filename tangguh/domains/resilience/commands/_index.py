"""`tangguh index`: villages scored from plain files, without a district or a database."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tangguh.engines.composite_index import Definition, Explanation, Raise, Sheet

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, writable=True, path_type=Path)
FEW = 5

Command = Callable[..., None]


@click.group()
def index() -> None:
    """Score villages by an official index, say how sure their ranks are, and what they lack.

    \b
    IN.csv has a column code and one for each indicator, such as IKS01 to IKL03.
    An empty cell is a missing score: never zero.
    tangguh index score --definition idm@2016 --out OUT.csv IN.csv
    tangguh index uncertainty --definition idm@2016 --out RANKS.csv IN.csv
    tangguh index explain --definition idm@2016 --code 15.03.01.2001 IN.csv
    """


def with_definition(command: Command) -> Command:
    """The options that all commands share; what a file has wrong is told, not traced."""

    @click.option(
        "--definition",
        "name",
        required=True,
        help="idm@2016, indeks_desa@2025, pkd@2021, or the folder of your own.",
    )
    @click.option("--answers", is_flag=True, help="IN holds what was answered instead of scores.")
    @click.argument("file", metavar="IN.csv", type=FILE)
    @wraps(command)
    def told(name: str, file: Path, *, answers: bool, **options: Any) -> None:
        from tangguh.domains.resilience import parameters
        from tangguh.errors import Problem

        try:
            definition = parameters.definition(name)
            sheet = read(file, definition, answers=answers)
        except Problem as problem:
            wake_django()
            raise click.ClickException(str(problem.message)) from None
        if told := list(warnings(definition, sheet)):
            wake_django()
        for warning in told:
            click.echo(warning(), err=True)
        command(definition, sheet, **options)

    return told


def read(file: Path, definition: "Definition", *, answers: bool) -> "Sheet":
    """The villages of a file and their scores, all or none."""
    from tangguh.domains.resilience import parameters
    from tangguh.domains.resilience.errors import refused
    from tangguh.engines.composite_index import InvalidScores, sheet_of
    from tangguh.integrations.score_files import csv_lines, plain_text

    try:
        return sheet_of(definition, csv_lines(plain_text(file.read_bytes())), answers=answers)
    except UnicodeDecodeError:
        raise refused("not_utf8", path=file) from None
    except csv.Error as fault:
        raise refused("not_a_table", path=file, why=fault) from None
    except InvalidScores as fault:
        column = str(fault.params.get("column", ""))
        if fault.code == "unknown_indicator" and (other := parameters.index_with([column])):
            words = {"column": column, "index": definition.name}
            raise refused("indicator_of_another", path=file, other=other, **words) from None
        raise refused(fault.code, path=file, **fault.params) from None


@index.command()
@with_definition
@click.option("--out", required=True, type=OUT, help="Where to write the scores.")
def score(definition: "Definition", sheet: "Sheet", out: Path) -> None:
    """Write code, each dimension, the index and the status of every village; four decimals.

    The sums are whole numbers and exact; only what is printed is rounded, halves up. A dimension
    with a missing score stays empty, and so do the index and the status.

    Example: tangguh index score --definition idm@2016 --out OUT.csv IN.csv
    """
    from tangguh.domains.resilience.commands._index_told import printed
    from tangguh.engines import composite_index

    scored = composite_index.score_all(definition, sheet.scores)
    statuses = composite_index.statuses(definition, scored.index)
    columns = [
        *(
            (scored.dimensions[d.code], definition.dimension_parts[d.code])
            for d in definition.dimensions
        ),
        (scored.index, definition.parts),
    ]
    written = [[printed(part, parts) for part in values.tolist()] for values, parts in columns]
    titles = [status.title if status else "" for status in statuses]
    head = ("code", *(d.code for d in definition.dimensions), definition.code, "status")
    write(out, head, zip(sheet.codes, *written, titles, strict=True))
    say_written(len(sheet.codes), out)


@index.command()
@with_definition
@click.option("--out", required=True, type=OUT, help="Where to write the ranks.")
@click.option(
    "--draws",
    type=click.IntRange(1, 65535),
    default=1000,
    show_default=True,
    help="How often to rank again.",
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed gives the same answer."
)
@click.option(
    "--firmness",
    type=click.IntRange(1, 1000),
    default=16,
    show_default=True,
    help="How close weights stay to the official ones; 16: they move by about a quarter, 1: widely.",
)
def uncertainty(definition: "Definition", sheet: "Sheet", out: Path, **plan: int) -> None:
    """Rank again under many weights and scales: where a village's rank lies in 90 of 100 draws.

    Writes code, rank (official), low, middle, high, status, kept. `kept` is the share of draws in
    which a village stays in its class, if as many villages as officially are in each. Villages with
    a missing score have no rank.

    Example: tangguh index uncertainty --definition idm@2016 --draws 1000 --out RANKS.csv IN.csv
    """
    head = ("code", "rank", "low", "middle", "high", "status", "kept")
    rows = list(ranked(definition, sheet, plan))
    write(out, head, rows)
    say_written(len(rows), out)


@index.command()
@with_definition
@click.option("--code", required=True, help="The village's code.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="Form.")
def explain(definition: "Definition", sheet: "Sheet", code: str, form: str) -> None:
    """Tell why one village has its score, and what the next status needs: which, how much, who.

    Gains are in whole parts of the index (6300ths for the IDM) and as the index is printed.

    Example: tangguh index explain --definition idm@2016 --code 15.03.01.2001 IN.csv
    """
    from tangguh.engines import composite_index

    if code not in sheet.codes:
        raise click.ClickException(no_such_village(code, sheet))
    row = sheet.scores[sheet.codes.index(code)].tolist()
    scores = {
        indicator.code: None if value == composite_index.MISSING else value
        for indicator, value in zip(definition.indicators, row, strict=True)
    }
    told = composite_index.explain(definition, scores)
    if form == "json":
        click.echo(json.dumps(as_json(definition, code, told), indent=1, ensure_ascii=False))
    else:
        wake_django()
        from tangguh.domains.resilience.commands._index_told import as_text

        click.echo("\n".join(as_text(definition, code, told)))


@index.command("import")
@click.option("--definition", "name", required=True, help="idm@2016, indeks_desa@2025, pkd@2021.")
@click.option("--year", required=True, type=int, help="Year of the release.")
@click.option("--source", required=True, help="Who publishes it, and which edition.")
@click.option("--as-of", required=True, type=click.DateTime(("%Y-%m-%d",)), help="Its date.")
@click.option("--check", is_flag=True, help="Only say what is wrong; store nothing.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
def import_(files: tuple[Path, ...], **said: Any) -> None:
    """Take in scores of the district's villages: CSV, XLSX, or the JSON that OpenSID keeps.

    Each file is a release of its own, whole or not at all; several get their name in the source.

    Example: tangguh index import --definition idm@2016 --year 2024 --source "Kemendesa" --as-of 2024-12-31 IN.csv
    """
    wake_django()
    from tangguh.domains.resilience.services import load_files
    from tangguh.errors import Problem

    try:
        for line in load_files(files, **said):
            click.echo(line)
    except Problem as problem:
        raise click.ClickException(str(problem.message)) from None


def ranked(
    definition: "Definition", sheet: "Sheet", plan: dict[str, int]
) -> Iterator[Sequence[object]]:
    import numpy as np

    from tangguh.engines import composite_index

    scored = composite_index.score_all(definition, sheet.scores)
    whole = scored.index != composite_index.MISSING
    titles = composite_index.statuses(definition, scored.index)
    order = [status.code for status in definition.statuses]
    classes = [order.index(status.code) for status in titles if status]
    points = [definition.points[i.code] for i in definition.indicators]
    least = np.array([i.least for i in definition.indicators])
    found = None
    if whole.any():
        table = (sheet.scores[whole] - least).astype(np.uint8)
        chosen = composite_index.Plan(plan["draws"], plan["seed"], plan["firmness"])
        found = composite_index.robustness(table, points, chosen, classes)
    ordered = np.sort(scored.index)
    above = len(ordered) - np.searchsorted(ordered, scored.index, "right")
    place = 0
    for n, code in enumerate(sheet.codes):
        if found is None or not whole[n]:
            yield code, "", "", "", "", "", ""
            continue
        rank = 1 + int(above[n])
        status = titles[n]
        kept = f"{found.kept[place]:.3f}" if status else ""
        lies = (int(found.low[place]), int(found.middle[place]), int(found.high[place]))
        yield code, rank, *lies, status.title if status else "", kept
        place += 1


def warnings(definition: "Definition", sheet: "Sheet") -> Iterator[Callable[[], str]]:
    """What a reader of the result should know, and what stops nothing; put into words when called."""
    if not definition.settled:
        yield partial(in_words, "unsettled", index=definition.name)
    for why, places in (("undefined", sheet.undefined), ("unusual", sheet.unusual)):
        for row, code, indicator in places[:FEW]:
            yield partial(in_words, why, row=row, code=code, indicator=indicator)
        if len(places) > FEW:
            yield partial(in_words, f"more_{why}", count=len(places) - FEW)
    if sheet.aside:
        yield partial(in_words, "aside", columns=", ".join(sheet.aside))
    missing = int((sheet.scores < 0).any(axis=1).sum())
    if missing:
        yield partial(in_words, "missing", count=missing, of=len(sheet.codes))


def in_words(what: str, **params: object) -> str:
    from django.utils.translation import gettext as _

    words = {
        "unsettled": _(
            "%(index)s: how its scores become a status is not known for certain; no status is told."
        ),
        "aside": _("not read, since computed here: %(columns)s"),
        "undefined": _(
            "row %(row)s (%(code)s), %(indicator)s: the rules leave the answer out; it counts as "
            "missing"
        ),
        "unusual": _(
            "row %(row)s (%(code)s), %(indicator)s: the rules of the indicator never give this score"
        ),
        "more_undefined": _("… and %(count)s more answers that the rules leave out"),
        "more_unusual": _("… and %(count)s more scores that the rules never give"),
        "missing": _("%(count)s of %(of)s villages have missing scores, so no index"),
        "written": _("%(count)s villages written to %(path)s"),
        "unwritable": _("%(path)s cannot be written: %(why)s. Choose another place."),
        "no_village": _("There is no %(code)s in the file. It begins with %(first)s."),
    }
    return words[what] % params


def say_written(count: int, out: Path) -> None:
    wake_django()
    click.echo(in_words("written", count=count, path=out), err=True)


def no_such_village(code: str, sheet: "Sheet") -> str:
    wake_django()
    return in_words("no_village", code=code, first=", ".join(sheet.codes[:FEW]))


def as_json(definition: "Definition", code: str, told: "Explanation") -> dict[str, object]:
    card, step = told.card, told.next_step
    return {
        "code": code,
        "definition": definition.name,
        "parts": definition.parts,
        "index": card.index,
        "dimensions": {
            code: {"points": points, "of": definition.dimension_parts[code]}
            for code, points in card.dimensions.items()
        },
        "status": card.status.code if card.status else None,
        "missing": list(card.missing),
        "gaps": [rise_as_json(gap) for gap in told.gaps],
        "next": step
        and {
            "status": step.status.code,
            "needed": step.needed,
            "alone": [rise_as_json(rise) for rise in step.alone],
            "together": [rise_as_json(rise) for rise in step.together],
        },
    }


def rise_as_json(rise: "Raise") -> dict[str, object]:
    return {
        "indicator": rise.indicator.code,
        "name": rise.indicator.name,
        "score": rise.score,
        "to": rise.to,
        "gain": rise.gain,
        "actionable": rise.indicator.actionable,
        "activity": rise.indicator.activity,
        "who": {level: list(names) for level, names in rise.indicator.who.items()},
    }


def write(out: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """All rows or none: they are computed before the file is opened."""
    lines = [head, *rows]
    try:
        with out.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    except OSError as fault:
        wake_django()
        raise click.ClickException(
            in_words("unwritable", path=out, why=fault.strerror or fault)
        ) from None


def wake_django() -> None:
    """Only to find words in the reader's language: that takes longer than most scores."""
    import django

    django.setup()
