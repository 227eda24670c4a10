"""Policies with their result trees, indicators, targets, versions, findings and reviews."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tangguh.domains.policies import indicators, selectors
from tangguh.domains.policies.models import (
    Finding,
    Indicator,
    Policy,
    Recommendation,
    Result,
    Review,
    Target,
    Version,
)
from tangguh.engines.revision import to_json
from tests.benchmarks.district_size.ground import SOURCED, TODAY, District, days_before, keep, noon

YEARS = (2025, 2026, 2027)
OUTCOMES, OUTPUTS_EACH, REPORTED_EACH = 3, 2, 1
FINDINGS, RECOMMENDATIONS = 40, 6
COMPUTED_FROM = "programmes."
BASELINE_ON = date(2024, 12, 31)
PROBLEMS = ("Banjir", "Longsor", "Pengangguran muda", "Stunting", "Konflik lahan", "Kekeringan")


def add_policies(district: District) -> list[Policy]:
    """As many policies as asked, the first with the most programmes (see programmes.py)."""
    policies = keep(policy(district, number) for number in range(district.size.policies))
    for each in policies:
        add_tree(each)
        add_versions(district, each)
        add_findings(district, each)
        add_reviews(district, each)
        by = district.officials["perencana"]
        district.remember(each.edited_at, by, "policies.published", each, district.area.code)
    return policies


def policy(district: District, number: int) -> Policy:
    problem = PROBLEMS[number % len(PROBLEMS)]
    return Policy(
        area=district.area,
        owner=district.agencies[number % len(district.agencies)],
        title=f"Ketahanan sosial {number + 1}: {problem.lower()}",
        problem=f"{problem} datang tiap tahun dan menyentuh warga di banyak desa. " * 4,
        legal_basis="Perbup 12/2025\nPerda 4/2024",
        planning_links="RPJMD 2025-2029\nRKPD 2026",
        status=Policy.Status.IN_FORCE,
        edited_by=district.officials["perencana"],
        edited_at=noon(days_before(300 - number)),
        **SOURCED,
    )


def add_tree(owner: Policy) -> None:
    """One impact, three outcomes with two outputs each; computed and reported indicators."""
    (impact,) = keep([result(owner, "D", Result.Level.IMPACT, None, 0)])
    outcomes = keep(
        result(owner, f"S{n + 1}", Result.Level.OUTCOME, impact, 1 + n) for n in range(OUTCOMES)
    )
    outputs = keep(
        result(owner, f"K{n + 1}", Result.Level.OUTPUT, outcomes[n // OUTPUTS_EACH], 10 + n)
        for n in range(OUTCOMES * OUTPUTS_EACH)
    )
    formulas = sorted(name for name in indicators.formulas if name.startswith(COMPUTED_FROM))
    computed = keep(
        indicator(outputs[n % len(outputs)], f"H{n + 1}", formula)
        for n, formula in enumerate(formulas)
    )
    reported = keep(indicator(each, f"L{n + 1}") for n, each in enumerate([impact, *outcomes]))
    reported += keep(indicator(each, f"M{n + 1}") for n, each in enumerate(outputs))
    keep(target for each in computed + reported for target in targets(owner, each))


def result(owner: Policy, code: str, level: str, parent: Result | None, place: int) -> Result:
    return Result(
        policy=owner,
        parent=parent,
        level=level,
        code=code,
        position=place,
        statement=f"Warga desa lebih siap, saling menolong dan lekas pulih ({code})",
        assumption="Desa menganggarkan bagiannya" if parent else "",
    )


def indicator(measured: Result, code: str, formula: str = "") -> Indicator:
    is_computed = bool(formula)
    return Indicator(
        result=measured,
        code=code,
        name=f"Ukuran {code} dari {measured.code}",
        unit=indicators.formulas[formula].unit if is_computed else "%",
        decimals=0 if is_computed else 1,
        direction=Indicator.Direction.UP,
        method=Indicator.Method.COMPUTED if is_computed else Indicator.Method.REPORTED,
        formula=formula,
        every_months=6,
        baseline=None if is_computed else Decimal(40),
        baseline_on=None if is_computed else BASELINE_ON,
        source="Catatan dinas",
    )


def targets(owner: Policy, each: Indicator) -> Iterator[Target]:
    for step, year in enumerate(YEARS):
        yield Target(
            indicator=each,
            area=owner.area,
            starts=date(year, 1, 1),
            ends=date(year, 12, 31),
            value=Decimal(50 + 10 * step),
        )


def add_versions(district: District, owner: Policy) -> None:
    """Two texts: the second says one thing more about the problem."""
    document = to_json(selectors.document_of(owner))
    for number, label in enumerate(("1.0", "1.1"), start=1):
        keep(
            [
                Version(
                    policy=owner,
                    number=number,
                    label=label,
                    in_force_from=date(2024 + number, 7, 1),
                    reason="Tinjauan tahunan",
                    document=document | {"problem": f"{owner.problem}({label})"},
                    published_by=district.officials["perencana"],
                    published_at=noon(date(2024 + number, 7, 1)),
                )
            ]
        )


def add_findings(district: District, owner: Policy) -> None:
    sources = list(Finding.Source.values)
    keep(
        Finding(
            policy=owner,
            area=district.villages[(owner.pk * 31 + n) % len(district.villages)],
            source=sources[n % len(sources)],
            text=f"Temuan {n + 1}: jalur evakuasi belum bertanda dan regu belum lengkap.",
            happened_on=days_before(5 + 9 * n),
            received_at=noon(days_before(4 + 9 * n)),
            added_by=district.officials["perencana"],
        )
        for n in range(FINDINGS)
    )


def add_reviews(district: District, owner: Policy) -> None:
    """One that was closed a year ago, with what it asked for; one that is ahead."""
    closed_on = days_before(360)
    closed, _ahead = keep(
        [
            Review(
                policy=owner,
                due_on=closed_on,
                opened_at=noon(closed_on - timedelta(days=10)),
                decision=Review.Decision.CHANGE,
                reasons="Desa yang rawan belum semua berlatih.",
                closed_at=noon(closed_on),
                signed_by=district.officials["bupati"],
            ),
            Review(policy=owner, due_on=TODAY + timedelta(days=60)),
        ]
    )
    keep(
        Recommendation(
            review=closed,
            text=f"Lengkapi langkah {n + 1} di desa rawan.",
            owner=district.agencies[n % len(district.agencies)],
            due_on=days_before(40 - 30 * n),
            done_on=days_before(50) if n == 0 else None,
        )
        for n in range(RECOMMENDATIONS)
    )
