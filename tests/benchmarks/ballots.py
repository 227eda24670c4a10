"""A ballot box under load: how many ballots a second reach the disk, and how long a full box is counted."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale
from tests.benchmarks.installation import make_ready

VOTERS = {Scale.FULL: 4_000, Scale.TINY: 40}
IN_THE_BOX = {Scale.FULL: 100_000, Scale.TINY: 400}
PROJECTS = {Scale.FULL: 300, Scale.TINY: 20}
PHONES = 64
MOST_MICROSECONDS = 1_000  # a ballot: a thousand a second
MOST_SECONDS = 2
NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)
DURING, AFTER = NOW + timedelta(days=1), NOW + timedelta(days=8)
ACTS = UUID("3f0c3c06-7a0e-4c0c-8b1b-0d9b9d6f1a55")


def measure(scale: Scale) -> Report:
    """Ballots that arrive together; then the same box with many more, counted and explained."""
    make_ready()
    round_, by = open_round(scale)
    seconds = intake(round_, by, VOTERS[scale])
    fill(round_, IN_THE_BOX[scale] - VOTERS[scale], PROJECTS[scale])
    counting, telling, publishing = count(round_, by)
    each = seconds / VOTERS[scale] * 1_000_000
    box = f"{IN_THE_BOX[scale]:,} ballots, {PROJECTS[scale]} projects"
    return Report(
        rows=(
            Row("a ballot until it is on the disk", each, "µs", MOST_MICROSECONDS),
            Row("ballots a second", VOTERS[scale] / seconds, ""),
            Row(f"{box}: read, counted, explained", counting, "s of work", MOST_SECONDS),
            Row(f"{box}: how firm, fairness, certificate", telling, "s of work"),
            Row(f"{box}: shaken, counted, published", publishing, "s"),
        ),
        notes=(
            f"{PHONES} phones send at once through the service, each ballot answered only when its "
            "transaction is on the disk; ballots that wait for it share the next one.",
        ),
    )


def open_round(scale: Scale) -> tuple[Any, Any]:
    from tangguh.domains.accounts.models import Role, User
    from tangguh.domains.participation import services
    from tangguh.domains.participation.models import Group, Proposal
    from tangguh.engines.allocation import Rule
    from tests.factories import make_village

    village = make_village()
    by = User.objects.create(username="kades", first_name="Ahmad")
    Role.objects.create(user=by, area=village, name="village_head", since=date(2025, 1, 1))
    chance = random.Random(20261124)  # noqa: S311 a benchmark's costs
    costs = [chance.randint(10, 200) * 1_000_000 for _ in range(PROJECTS[scale])]
    round_ = services.draft_round(by=by, now=NOW, draft=draft(village, costs, VOTERS[scale]))
    proposals = Proposal.objects.bulk_create(
        Proposal(
            number=f"U-2026-{number:04d}",
            title=f"Usulan {number}",
            area=village,
            filed_by=by,
            filed_on=NOW.date(),
            received_at=NOW,
            proposed_by=Group.ALL,
            source="Benchmark",
            as_of=NOW.date(),
        )
        for number in range(len(costs))
    )
    entries = [
        services.EntryDraft(proposal=proposal, cost=cost)
        for proposal, cost in zip(proposals, costs, strict=True)
    ]
    services.set_entries(by=by, round_=round_, entries=entries)
    rule = Rule(increment=1000)
    return services.fix_rule(by=by, round_=round_, rule=rule, now=NOW, seed="dadu"), by


def draft(village: Any, costs: list[int], voters: int) -> Any:
    from tangguh.domains.participation.services import RoundDraft

    return RoundDraft(
        area=village,
        title="Pagu 2027",
        year=2027,
        ceiling=sum(costs) // 4,
        who_may_vote="Semua warga",
        slips=voters,
        opens_at=NOW + timedelta(hours=1),
        closes_at=NOW + timedelta(days=7),
        source="Benchmark",
    )


def choices(projects: int, chance: random.Random) -> list[int]:
    """Villages vote mostly for their own projects; a few projects are known everywhere."""
    village = chance.randrange(0, projects, 10)
    own = range(village + 1, min(village + 11, projects + 1))
    everywhere = range(1, min(13, projects + 1))
    return sorted({*chance.sample(own, min(3, len(own))), *chance.sample(everywhere, 2)})


def intake(round_: Any, by: Any, voters: int) -> float:
    """Seconds until every phone has its receipt."""
    from django.db import connection

    from tangguh.domains.participation import services
    from tangguh.domains.participation.models import Ballot

    codes = services.print_slips(by=by, round_=round_, count=voters, now=NOW)
    chance = random.Random(1)  # noqa: S311 a benchmark's ballots
    acts = [(code, choices(round_.entries.count(), chance)) for code in codes]

    def phone(place: int) -> None:
        for code, chosen in acts[place::PHONES]:
            services.cast_ballot(
                round_=round_, code=code, choices=chosen, act_id=uuid5(ACTS, code), now=DURING
            )
        connection.close()

    begun = time.perf_counter()
    with ThreadPoolExecutor(PHONES) as phones:
        list(phones.map(phone, range(PHONES)))
    seconds = time.perf_counter() - begun
    if Ballot.objects.count() != voters:
        raise AssertionError("A ballot was lost or doubled.")
    return seconds


def fill(round_: Any, ballots: int, projects: int) -> None:
    """More ballots, put into the table past the service."""
    from tangguh.domains.participation.models import FIRST_BALLOT, Ballot

    chance = random.Random(2)  # noqa: S311 a benchmark's ballots
    rows = (
        Ballot(
            pk=FIRST_BALLOT | chance.getrandbits(59),
            round=round_,
            choices=",".join(map(str, choices(projects, chance))),
        )
        for _ in range(ballots)
    )
    Ballot.objects.bulk_create(rows, batch_size=5_000)


def count(round_: Any, by: Any) -> tuple[float, float, float]:
    """Work until winners and what was missing are known; until all is told; and publishing it."""
    from tangguh.domains.participation import selectors, services
    from tangguh.engines import allocation

    def counted() -> None:
        election = selectors.election_of(round_)
        rule = selectors.read_rule(round_.rule, round_.lot)
        result = allocation.allocate(election, rule)
        allocation.missing(election, result)
        allocation.satisfied(election, result.winners)

    def told() -> None:
        selectors.counted(round_, selectors.election_of(round_))

    def published() -> None:
        services.publish_result(by=by, round_=round_, now=AFTER)

    return work(counted), work(told), elapsed(published)


def work(deed: Callable[[], object]) -> float:
    begun = time.process_time()
    deed()
    return time.process_time() - begun


def elapsed(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


BENCHMARK = Benchmark("ballots", "A ballot box", measure, everyday=False)
