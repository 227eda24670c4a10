"""`tangguh portfolio`: which programme in which village, from plain files."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tangguh.domains.resilience.commands._index import FILE, OUT, read, wake_django, write

if TYPE_CHECKING:
    from tangguh.engines.composite_index import Definition, Sheet
    from tangguh.engines.portfolio import Kept, Plan, Programme, Reason, Setting

OBJECTIVES = ("most-gain", "max-min", "status-steps", "worst-decile")
MEASURES = ("official", "resilience")
FIGURES = 2
A_MILLION = 1_000_000


@click.group()
def portfolio() -> None:
    """Choose which programme goes to which village, under budgets and other limits."""


@portfolio.command("plan")
@click.option("--definition", "name", required=True, help="idm@2016, or the folder of your own.")
@click.option("--villages", required=True, type=FILE, help="CSV: code and a score per indicator.")
@click.option("--programmes", "table", required=True, type=FILE, help="CSV: a row a programme.")
@click.option("--limits", "page", required=True, type=FILE, help="YAML: budgets and other limits.")
@click.option(
    "--objective",
    type=click.Choice(OBJECTIVES),
    default="most-gain",
    show_default=True,
    help="What is best: all gain, the lowest village, classes climbed, or the lowest tenth.",
)
@click.option(
    "--measure",
    type=click.Choice(MEASURES),
    default="official",
    show_default=True,
    help="Which gain the plan is for; the plan for the other is told beside it.",
)
@click.option("--prices", is_flag=True, help="Plan again without each limit that costs something.")
@click.option(
    "--alarm",
    callback=lambda _context, _option, value: share_of(value),
    default="1/4",
    show_default=True,
    help="Warn where one indicator brings more than this share of all gain.",
)
@click.option(
    "--nodes",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="How long to search before the best plan is taken with its proven gap.",
)
@click.option("--lot", type=FILE, help="Codes of villages, one a line: who goes first at a tie.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="Form.")
@click.option("--out", type=OUT, help="Where to write the plan as CSV.")
@click.option("--certificate", "proof", type=OUT, help="Where to write the certificate as JSON.")
def plan(name: str, villages: Path, table: Path, page: Path, **options: Any) -> None:
    """Plan programmes village by village and prove how good the plan is.

    Budgets by fund, units by agency, works a village, floors by subdistrict and the most that one
    indicator may bring are in LIMITS. The subdistrict of a village is its code without the last
    part.

    \b
    Example, from the product's folder:
    tangguh portfolio plan --definition idm@2016 \\
      --villages data/districts/15.03/indicator_scores_2024.csv \\
      --programmes docs/examples/portfolio/programmes.csv \\
      --limits docs/examples/portfolio/limits.yaml --objective max-min --out PLAN.csv
    """
    from tangguh.errors import Problem

    try:
        _plan(name, villages, table, page, options)
    except Problem as problem:
        wake_django()
        raise click.ClickException(str(problem.message)) from None


def _plan(name: str, villages: Path, table: Path, page: Path, options: dict[str, Any]) -> None:
    from tangguh.domains.resilience import parameters
    from tangguh.engines import portfolio as engine

    definition = parameters.definition(name)
    sheet = read(villages, definition, answers=False)
    programmes = parameters.programmes(table, definition)
    limits, resilience = parameters.limits(page, definition, programmes)
    setting = _setting(definition, sheet, programmes)
    official = engine.Measure(
        "official", definition.points, definition.parts, statuses=_statuses(definition)
    )
    measures = (
        [official, resilience] if options["measure"] == "official" else [resilience, official]
    )
    lot = options["lot"].read_text(encoding="utf-8").split() if options["lot"] else ()
    effort = engine.Effort(options["nodes"])
    objective = engine.Objective(options["objective"])
    with parameters.told(page), quiet():
        first = engine.plan(setting, limits, measures[0], objective, lot, effort)
        if objective is engine.Objective.STATUS_STEPS:  # the district's own measure has no classes
            objective = engine.Objective.MOST_GAIN
        second = engine.plan(setting, limits, measures[1], objective, lot, effort)
        kept = engine.priced(first, effort) if options["prices"] else engine.kept(first)
    _write(first, options)
    told = _as_json
    if options["form"] == "text":
        wake_django()
        told = _as_text
    click.echo("\n".join(told(first, second, kept, options["alarm"])))


def share_of(value: str) -> Fraction:
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise click.BadParameter(f"{value} is no share such as 1/4 or 0.25.") from None


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what HiGHS prints past Python out of the answer: only its own notes go to stdout then."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _setting(
    definition: "Definition", sheet: "Sheet", programmes: "tuple[Programme, ...]"
) -> "Setting":
    """Villages with a missing score are left out, and told."""
    from tangguh.engines.portfolio import Setting

    whole = [n for n, row in enumerate(sheet.scores) if row.min() >= 0]
    if len(whole) < len(sheet.codes):
        left_out = [code for n, code in enumerate(sheet.codes) if n not in set(whole)]
        wake_django()
        click.echo(_left_out(left_out), err=True)
    codes = tuple(sheet.codes[n] for n in whole)
    return Setting(
        villages=codes,
        areas=tuple(code.rpartition(".")[0] for code in codes),
        indicators=tuple(i.code for i in definition.indicators),
        scores=sheet.scores[whole],
        programmes=programmes,
    )


def _left_out(codes: list[str]) -> str:
    from django.utils.translation import gettext as _

    return _("left out, a score is missing: %(codes)s") % {"codes": ", ".join(codes)}


def _statuses(definition: "Definition") -> tuple[int, ...]:
    """Where better classes begin; none where the way to a status is not known for certain."""
    if not definition.settled:
        return ()
    return tuple(sorted(status.least for status in definition.statuses if status.least))


def _write(plan: "Plan", options: Mapping[str, Any]) -> None:
    from tangguh.engines import portfolio as engine

    if options["out"]:
        rows = (
            (r.choice.village, code, r.choice.cost, r.choice.gain, _decimal(r.surplus))
            for r in engine.reasons(plan)
            for code in [" + ".join(r.choice.programmes)]
        )
        write(options["out"], ("village", "programme", "cost", "gain", "surplus"), rows)
    if options["proof"]:
        text = json.dumps(engine.certificate(plan), indent=1, ensure_ascii=False)
        options["proof"].write_text(text + "\n", encoding="utf-8")


# ── Told ─────────────────────────────────────────────────────────────────────────────────────


def _as_json(
    plan: "Plan", other: "Plan", kept: "tuple[Kept, ...]", alarm: Fraction
) -> Iterator[str]:
    from tangguh.engines import portfolio as engine

    compared = engine.compare(plan, other)
    told = {
        "objective": str(plan.objective),
        "measure": plan.options.measure.name,
        "value": plan.value,
        "bound": plan.bound,
        "cost": plan.cost,
        "gain": plan.gain,
        "choices": list(map(_reason_as_json, engine.reasons(plan))),
        "limits": [{**vars(each), "price": str(each.price)} for each in kept],
        "gain_by_indicator": [
            {"indicator": s.indicator, "gain": s.gain, "alarm": s.is_alarming}
            for s in engine.shares_of_gain(plan, alarm)
        ],
        "plans": [
            {
                "for": each.options.measure.name,
                "cost": cost,
                "outcomes": [vars(outcome) for outcome in outcomes],
            }
            for each, cost, outcomes in zip(
                (plan, other), compared.cost, compared.outcomes, strict=True
            )
        ],
    }
    yield json.dumps(told, indent=1, ensure_ascii=False)


def _reason_as_json(reason: "Reason") -> dict[str, object]:
    choice = reason.choice
    return {
        "village": choice.village,
        "programmes": list(choice.programmes),
        "cost": choice.cost,
        "gains": dict(choice.gains),
        "charges": {kind: _decimal(charge) for kind, charge in reason.charges.items()},
        "surplus": _decimal(reason.surplus),
    }


def _as_text(
    plan: "Plan", other: "Plan", kept: "tuple[Kept, ...]", alarm: Fraction
) -> Iterator[str]:
    from django.utils.translation import gettext as _

    yield from _summary(plan)
    yield from ("", _("Limits (price: gain for one more; for money, for one more million):"))
    yield from (_kept(each) for each in kept if each.price or each.kind != "share")
    yield from ("", _("Gain by indicator:"))
    yield from _shares(plan, alarm)
    yield from ("", _("Beside it, the plan for the other measure:"))
    yield from _compared(plan, other)
    yield from ("", _("Choices (surplus: gain less what it uses, at these prices):"))
    yield from _choices(plan)


def _summary(plan: "Plan") -> Iterator[str]:
    from django.utils.translation import gettext as _

    from tangguh.engines.money import rupiah

    value = {
        "objective": _named(str(plan.objective)),
        "measure": _named(plan.options.measure.name),
        "value": whole(plan.value),
        "bound": whole(plan.bound),
        "gap": f"{100 * (plan.bound - plan.value) / max(1, plan.bound):.{FIGURES}f}",
    }
    if plan.is_best:
        yield _("%(objective)s, %(measure)s: %(value)s; no plan is better.") % value
    else:
        yield (
            _(
                "%(objective)s, %(measure)s: %(value)s; no plan exceeds %(bound)s, so this one is within "
                "%(gap)s %% of the best."
            )
            % value
        )
    yield _("%(count)s choices for %(cost)s, gain %(gain)s.") % {
        "count": whole(len(plan.places)),
        "cost": rupiah(plan.cost),
        "gain": whole(plan.gain),
    }


def _named(what: str) -> str:
    """An objective, a measure or a kind of limit in words."""
    from django.utils.translation import gettext as _

    words = {
        "most-gain": _("most gain"),
        "max-min": _("the lowest village as high as can be"),
        "status-steps": _("most classes climbed"),
        "worst-decile": _("the lowest tenth as high as can be"),
        "official": _("official measure"),
        "resilience": _("the district's own measure"),
        "fund": _("fund"),
        "agency": _("agency"),
        "least_spend": _("least spent in"),
        "least_gain": _("least gained in"),
        "share": _("share of"),
    }
    return words.get(what, what)


def whole(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _shares(plan: "Plan", alarm: Fraction) -> Iterator[str]:
    from django.utils.translation import gettext as _

    from tangguh.engines import portfolio as engine

    for share in engine.shares_of_gain(plan, alarm):
        warning = _("  ← much from one score: is it resilience?") if share.is_alarming else ""
        yield f"  {share.indicator} {whole(share.gain)} ({float(share.share):.0%}){warning}"


def _choices(plan: "Plan") -> Iterator[str]:
    from django.utils.translation import gettext as _

    from tangguh.engines import portfolio as engine
    from tangguh.engines.money import rupiah

    for reason in engine.reasons(plan):
        choice = reason.choice
        yield "  " + _("%(village)s %(programmes)s: %(cost)s, %(gains)s; surplus %(surplus)s") % {
            "village": choice.village,
            "programmes": " + ".join(choice.programmes),
            "cost": rupiah(choice.cost),
            "gains": ", ".join(f"{indicator} +{gain}" for indicator, gain in choice.gains.items()),
            "surplus": _decimal(reason.surplus),
        }


def _kept(kept: "Kept") -> str:
    from django.utils.translation import gettext as _

    times = A_MILLION if kept.kind in {"fund", "least_spend"} else 1
    told = {
        "name": f"{_named(kept.kind)} {kept.key}".strip(),
        "used": whole(kept.used),
        "limit": whole(kept.limit),
        "price": _decimal(kept.price * times),
        "otherwise": kept.otherwise,
    }
    line = _("%(name)s: %(used)s of %(limit)s, price %(price)s") % told
    if kept.kind == "share":
        line = _("%(name)s: of all gain, price %(price)s") % told
    if kept.otherwise is None:
        return f"  {line}"
    with_more, without = _("with a tenth more %(otherwise)s"), _("without it %(otherwise)s")
    return f"  {line}; {(with_more if kept.kind == 'fund' else without) % told}"


def _compared(plan: "Plan", other: "Plan") -> Iterator[str]:
    from django.utils.translation import gettext as _

    from tangguh.engines import portfolio as engine
    from tangguh.engines.money import rupiah

    compared = engine.compare(plan, other)
    for each, cost, outcomes in zip((plan, other), compared.cost, compared.outcomes, strict=True):
        told = {"measure": _named(each.options.measure.name), "cost": rupiah(cost)}
        yield "  " + _("plan for %(measure)s, %(cost)s:") % told
        for outcome in sorted(outcomes, key=lambda outcome: outcome.measure):
            yield "    " + _(
                "%(measure)s: gain %(gain)s, lowest village %(lowest)s, lowest tenth %(tenth)s"
            ) % {
                "measure": _named(outcome.measure),
                "gain": whole(outcome.gain),
                "lowest": whole(outcome.lowest),
                "tenth": whole(outcome.lowest_tenth),
            }
    yield "  " + _("%(both)s choices are in both, %(first)s and %(second)s in one.") % {
        "both": compared.in_both,
        "first": compared.only[0],
        "second": compared.only[1],
    }


def _decimal(number: Fraction) -> str:
    return f"{float(number):.{FIGURES}f}"
