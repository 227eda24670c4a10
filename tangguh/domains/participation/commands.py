"""`tangguh allocate`: a vote on a budget counted from its file, without a district or a database."""

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tangguh.engines.allocation import Allocation, Election, Rule
    from tangguh.integrations.pabulib import PbFile

PROFILE_NAMES = ("pabulib-checker", "equalshares.net", "pabutools")
SATISFACTIONS = ("cost", "cardinality", "points")
COMPARISONS = ("none", "satisfaction", "exclusion")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class CountsByDefault(click.Group):
    """`allocate FILE` is short for `allocate count FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "--help"}:
            args = ["count", *args]
        return super().parse_args(ctx, args)


@click.group(cls=CountsByDefault)
def allocate() -> None:
    """Divide a budget by the ballots of a .pb file with the Method of Equal Shares.

    \b
    tangguh allocate VOTE.pb --profile equalshares.net --explain
    tangguh allocate VOTE.pb --format json > result.json
    tangguh allocate check result.json VOTE.pb
    """


@allocate.command()
@click.argument("file", type=FILE)
@click.option(
    "--profile",
    type=click.Choice(PROFILE_NAMES),
    default="equalshares.net",
    show_default=True,
    help="Whose reading of the rule: start, stop and completion.",
)
@click.option("--satisfaction", type=click.Choice(SATISFACTIONS), help="What a project is worth.")
@click.option("--increment", type=click.IntRange(0), help="Money by which purses grow; 0: never.")
@click.option("--threshold", help="Least votes for a cost, as a fraction such as 1/3.")
@click.option("--comparison", type=click.Choice(COMPARISONS), help="Compare with votes alone.")
@click.option("--lot", help="The order drawn before the count for ties: ids with commas.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="Form.")
@click.option("--explain", is_flag=True, help="Tell each purchase, and what the others missed.")
def count(file: Path, profile: str, form: str, explain: bool, **changed: Any) -> None:
    """Count a vote: who wins, at which step, and a certificate that anybody can check.

    Example: tangguh allocate VOTE.pb --profile pabulib-checker --format json
    """
    from tangguh.engines import allocation

    vote = read(file)
    rule = the_rule(profile, changed)
    by_points = rule.satisfaction is allocation.Satisfaction.POINTS
    try:
        election = election_of(vote, by_points)
        result = allocation.allocate(election, rule)
    except allocation.InvalidElection as fault:
        raise click.ClickException(in_words("not_countable", fault=fault)) from None
    if form == "json":
        click.echo(json.dumps(as_json(vote, election, result, explain), indent=1))
    else:
        wake_django()
        click.echo("\n".join(as_text(vote, election, result, explain)))


@allocate.command()
@click.argument("certificate", type=FILE)
@click.argument("file", type=FILE)
@click.option(
    "--earlier",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="How many of the steps before are counted anew as well.",
)
def check(certificate: Path, file: Path, earlier: int) -> None:
    """Pay every purchase of a certificate again from the ballots; answer 1 where anything differs.

    CERTIFICATE is what `tangguh allocate FILE --format json` printed.
    Example: tangguh allocate check result.json VOTE.pb
    """
    from tangguh.engines import allocation

    try:
        told = json.loads(certificate.read_text(encoding="utf-8"))
        told = told.get("certificate", told)
        by_points = told["parameters"]["satisfaction"] == "points"
    except (ValueError, AttributeError, KeyError, TypeError):
        raise click.ClickException(
            in_words("no_certificate", path=certificate, vote=file)
        ) from None
    vote = read(file)
    election = election_of(vote, by_points)
    faults = allocation.check_certificate(told, election, earlier)
    for fault in faults:
        click.echo(f"{fault.code}: {json.dumps(dict(fault.params), default=str)}")
    if faults:
        raise SystemExit(1)
    purchases = len(told["accepted"]["purchases"])
    click.echo(in_words("accepted", purchases=purchases, winners=len(told["winners"])))


def read(file: Path) -> "PbFile":
    from tangguh.errors import Problem
    from tangguh.integrations import pabulib

    try:
        return pabulib.read_pb(file.read_bytes())
    except Problem as problem:
        wake_django()
        raise click.ClickException(f"{file}: {problem.message}") from None


def election_of(vote: "PbFile", by_points: bool) -> "Election":
    from tangguh.engines.allocation import Election

    return Election.of(vote.with_points() if by_points else vote.approvals())


def wake_django() -> None:
    """Only to find words in the reader's language: that takes longer than most counts."""
    import django

    django.setup()


def the_rule(profile: str, changed: dict[str, Any]) -> "Rule":
    """A profile with the parameters that were given on the line."""
    from dataclasses import replace

    from tangguh.engines.allocation import PROFILES, Comparison, Satisfaction

    given = {name: value for name, value in changed.items() if value is not None}
    if "satisfaction" in given:
        given["satisfaction"] = Satisfaction(given["satisfaction"])
    if "comparison" in given:
        given["comparison"] = Comparison(given["comparison"])
    if "lot" in given:
        given["lot"] = tuple(project.strip() for project in given["lot"].split(","))
    if "threshold" in given:
        try:
            given["threshold"] = Fraction(given["threshold"])
        except (ValueError, ZeroDivisionError):
            raise click.BadParameter(in_words("no_fraction"), param_hint="--threshold") from None
    return replace(PROFILES[profile], **given)


def as_json(
    vote: "PbFile", election: "Election", result: "Allocation", explain: bool
) -> dict[str, object]:
    from tangguh.engines import allocation

    told: dict[str, object] = {
        "winners": list(result.winners),
        "winners_before_utilitarian": list(result.winners_before_utilitarian),
        "steps": result.step,
        "parameters": allocation.parameters(result.rule),
        "warnings": [
            {"code": warning.code, "line": warning.line, **warning.params}
            for warning in vote.warnings
        ],
        "certificate": allocation.certificate(election, result),
    }
    if explain:
        told["explanation"] = explanation(election, result)
    return told


def explanation(election: "Election", result: "Allocation") -> dict[str, object]:
    """Fairness, and what each project that the purses did not buy was missing."""
    from tangguh.engines import allocation

    satisfied = allocation.satisfied(election, result.winners)
    return {
        "not_bought": [
            {
                "project": missing.project,
                "eligible": missing.eligible,
                "votes": missing.votes,
                "effective_support_percent": rounded(missing.effective_support * 100),
                "missing_money": str(missing.missing_money / election.units),
                "missing_voters": missing.missing_voters,
                "its_voters_paid_for": {
                    project: str(Fraction(money, election.units))
                    for project, money in missing.spent_on.items()
                },
            }
            for missing in allocation.missing(election, result)
        ],
        "voters_with_nothing_percent": rounded(satisfied.exclusion * 100),
        "voters_by_number_of_funded_choices": satisfied.by_number,
        "phragmen": list(allocation.phragmen(election, result.rule)),
        "passed_over": [
            {"project": group.project, "voters": group.voters}
            for group in allocation.passed_over(election, result.winners)
        ],
    }


def as_text(
    vote: "PbFile", election: "Election", result: "Allocation", explain: bool
) -> Iterator[str]:
    from django.utils.translation import gettext as _

    yield _("%(ballots)s ballots, %(projects)s projects, ceiling %(budget)s") % {
        "ballots": election.voters,
        "projects": len(election.projects),
        "budget": vote.budget,
    }
    yield _("%(count)s winners for %(money)s: %(winners)s") % {
        "count": len(result.winners),
        "money": money(sum(election.costs[project] for project in result.winners), election),
        "winners": ", ".join(result.winners),
    }
    yield _("Purses grew %(steps)s times, to %(purse)s for each voter; then: %(stop)s") % {
        "steps": result.step,
        "purse": money(result.count.purse, election),
        "stop": stop_named(str(result.stop)),
    }
    if result.completion:
        added = ", ".join(result.completion)
        yield _("Added by most votes: %(projects)s") % {"projects": added}
    if result.greedy_preferred:
        yield _("More voters prefer what most votes alone would fund; so that is funded.")
    yield from (str(warning.message) for warning in vote.warnings)
    if explain:
        yield from purchases_as_text(election, result)
        yield from missing_as_text(election, result)


def in_words(what: str, **params: object) -> str:
    wake_django()
    from django.utils.translation import gettext as _

    words = {
        "not_countable": _("This vote cannot be counted: %(fault)s"),
        "no_certificate": _(
            "%(path)s is no certificate. Write one: tangguh allocate %(vote)s --format json"
        ),
        "accepted": _("Accepted: %(purchases)s purchases paid again, %(winners)s winners."),
        "no_fraction": _("Write a fraction such as 1/3."),
    }
    return words[what] % params


def stop_named(stop: str) -> str:
    from django.utils.translation import gettext as _

    words = {
        "exceeds": _("one step more would cost more than the budget"),
        "exhaustive": _("nothing more fits into the budget"),
        "no_increment": _("they were not to grow"),
        "everything": _("every project is funded"),
    }
    return words.get(stop, stop)


def purchases_as_text(election: "Election", result: "Allocation") -> Iterator[str]:
    from django.utils.translation import gettext as _

    yield ""
    yield _("project | cost | each pays | in full | what was left | nothing left")
    for bought in result.count.purchases:
        counts: Sequence[int] = (
            bought.paid_in_full,
            bought.paid_what_was_left,
            bought.had_nothing_left,
        )
        cost, price = money(bought.cost, election), money(bought.price, election)
        yield " | ".join((bought.project, cost, price, *map(str, counts)))


def missing_as_text(election: "Election", result: "Allocation") -> Iterator[str]:
    from django.utils.translation import gettext as _

    from tangguh.engines import allocation

    yield ""
    yield _("not bought | effective support | missing money | that is so many voters")
    for missing in allocation.missing(election, result):
        percent = f"{rounded(missing.effective_support * 100)} %"
        lacking = money(missing.missing_money, election)
        why = str(missing.missing_voters) if missing.eligible else _("not eligible")
        yield " | ".join((missing.project, percent, lacking, why))


def money(amount: int | Fraction, election: "Election") -> str:
    """With two decimals, rounded; the exact fraction stands in the certificate."""
    return f"{float(Fraction(amount) / election.units):.2f}".removesuffix(".00")


def rounded(percent: Fraction) -> float:
    return round(float(percent), 1)
