"""Evidence by the thousand, most of it behind reports and numbers, claimed and looked at twice."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from tangguh.domains.accounts.models import Role
from tangguh.domains.evidence.models import Evidence, Sample, Verification
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Finding, Indicator, Measurement, Policy
from tangguh.domains.programmes.models import Update
from tangguh.engines import sampling
from tests.benchmarks.district_size.ground import (
    SOURCED,
    TODAY,
    District,
    act,
    days_before,
    keep,
    noon,
)

LOOSE = 10  # every tenth piece stands behind nothing yet
BEHIND_A_NUMBER = 3
PERIODS = ((date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 10, 31)))
KINDS = (
    (Evidence.Kind.PHOTO, "image/jpeg", "jpg"),
    (Evidence.Kind.PHOTO, "image/jpeg", "jpg"),
    (Evidence.Kind.ATTENDANCE, "application/pdf", "pdf"),
    (Evidence.Kind.RECEIPT, "application/pdf", "pdf"),
    (Evidence.Kind.MINUTES, "application/pdf", "pdf"),
)
SAMPLE_SIZE = 60


def add_proofs(district: District, updates: list[Update], policies: list[Policy]) -> None:
    """All evidence, what it stands behind, who looked at it, and one draw of the inspectorate."""
    evidence = keep(piece(district, updates, number) for number in range(district.size.evidence))
    tie_to_updates(evidence, updates)
    add_numbers(district, policies, evidence)
    add_verdicts(district, evidence)
    for each in evidence:
        district.remember(
            each.received_at, each.claimed_by, "evidence.claimed", each, each.area.code
        )
    add_sample(district)


def update_of(updates: list[Update], number: int) -> Update | None:
    """The report behind which a piece stands; None for a loose one."""
    if number % LOOSE == 0 or not updates:
        return None
    return updates[(number * 3 + number // len(updates)) % len(updates)]


def piece(district: District, updates: list[Update], number: int) -> Evidence:
    update = update_of(updates, number)
    day = update.happened_on if update else days_before(number % 700)
    area = village_of(district, update.activity.area if update else None, number)
    kind, media_type, extension = KINDS[number % len(KINDS)]
    is_picture = kind == Evidence.Kind.PHOTO
    return Evidence(
        act_id=act(f"evidence {number}"),
        area=area,
        kind=kind,
        title=f"{Evidence.Kind(kind).name.title()} {number + 1}, {area.name}",
        audience=Evidence.Audience.PUBLIC if number % 2 else Evidence.Audience.OFFICIALS,
        sha256=sha256(f"evidence {number}".encode()).hexdigest(),
        size=80_000 + number,
        media_type=media_type,
        extension=extension,
        taken_at=f"{day:%Y-%m-%d} 09:30:00" if is_picture else "",
        longitude=area.longitude if is_picture else None,
        latitude=area.latitude if is_picture else None,
        happened_on=day,
        received_at=noon(min(day + timedelta(days=1), TODAY)),
        claimed_by=district.operators[area.pk],
        claimed_as=Role.Name.VILLAGE_OPERATOR,
        **SOURCED,
    )


def village_of(district: District, area: Area | None, number: int) -> Area:
    """The village whose operator claims; any of its villages for a subdistrict's activity."""
    if area is not None and area.level == Area.Level.VILLAGE:
        return area
    inside = [
        village
        for village in district.villages
        if area is None or places.contains(area.code, village.code)
    ]
    return inside[number % len(inside)]


def tie_to_updates(evidence: list[Evidence], updates: list[Update]) -> None:
    ties = Update.evidence.through
    pairs = ((update_of(updates, number), each) for number, each in enumerate(evidence))
    keep(ties(update_id=update.pk, evidence_id=each.pk) for update, each in pairs if update)


def add_numbers(district: District, policies: list[Policy], evidence: list[Evidence]) -> None:
    """A reported number a period for each reported indicator, with loose pieces behind it."""
    loose = evidence[::LOOSE]
    rows = Indicator.objects.filter(
        method=Indicator.Method.REPORTED, result__policy__in=policies
    ).order_by("pk")
    numbers = keep(number for indicator in rows for number in numbers_of(district, indicator))
    ties = Measurement.evidence.through
    keep(
        ties(measurement_id=each.pk, evidence_id=piece_.pk)
        for n, each in enumerate(numbers)
        for piece_ in around(loose, n * BEHIND_A_NUMBER, BEHIND_A_NUMBER)
    )
    found = Finding.evidence.through
    findings = Finding.objects.order_by("pk").values_list("pk", flat=True)
    keep(
        found(finding_id=pk, evidence_id=around(loose, n, 1)[0].pk)
        for n, pk in enumerate(findings)
        if n % 2
    )


def around(rows: list[Evidence], start: int, count: int) -> list[Evidence]:
    """So many rows from a place on, beginning anew at the end."""
    return [rows[(start + n) % len(rows)] for n in range(min(count, len(rows)))]


def numbers_of(district: District, indicator: Indicator) -> Iterator[Measurement]:
    for step, (starts, ends) in enumerate(PERIODS):
        part = 45 + 6 * step + indicator.pk % 10
        yield Measurement(
            act_id=act(f"measurement {indicator.pk} {step}"),
            indicator=indicator,
            area=district.area,
            starts=starts,
            ends=ends,
            value=Decimal(part),
            numerator=part,
            denominator=100,
            reported_by=district.officials["perencana"],
            reported_at=noon(min(ends + timedelta(days=14), TODAY)),
            **SOURCED,
        )


def add_verdicts(district: District, evidence: list[Evidence]) -> None:
    """Six in ten are verified, one in twenty is disputed, and some of these verified later."""
    by = district.officials["inspektorat"]
    verdicts = keep(
        verdict
        for number, each in enumerate(evidence)
        for verdict in verdicts_on(district, each, number)
    )
    for each in verdicts:
        district.remember(each.at, by, "evidence.verified", each.evidence, each.evidence.area.code)


def verdicts_on(district: District, each: Evidence, number: int) -> Iterator[Verification]:
    said = []
    if number % 20 == 7:
        said.append(Verification.Verdict.DISPUTED)
    if number % 10 < 6 or number % 40 == 7:
        said.append(Verification.Verdict.VERIFIED)
    for step, verdict in enumerate(said):
        yield Verification(
            evidence=each,
            verdict=verdict,
            by=district.officials["inspektorat"],
            by_role=Role.Name.INSPECTOR,
            at=each.received_at + timedelta(hours=1 + step),
        )


def add_sample(district: District) -> None:
    """What the inspectorate drew this year, kept with its seed."""
    rows = Evidence.objects.filter(happened_on__range=(date(2026, 1, 1), TODAY))
    moment = noon(TODAY) + timedelta(hours=1)
    pks = [str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]
    drawn = sampling.draw(pks, seed="2026-11", size=min(SAMPLE_SIZE, len(pks)))
    keep(
        [
            Sample(
                area=district.area,
                seed=drawn.seed,
                size=drawn.size,
                happened_from=date(2026, 1, 1),
                happened_to=TODAY,
                received_before=moment,
                population=drawn.population,
                fingerprint=drawn.fingerprint,
                drawn=list(drawn.chosen),
                drawn_by=district.officials["inspektorat"],
                drawn_at=moment,
            )
        ]
    )
