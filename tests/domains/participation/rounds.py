"""Rounds as tests need them: the smallest whole one, fixed, open, voted in, counted."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from tangguh.domains.accounts.models import User
from tangguh.domains.participation import services
from tangguh.domains.participation.models import Group, Proposal, Round, Status, Step
from tangguh.domains.participation.services import EntryDraft, RoundDraft
from tangguh.domains.places.models import Area
from tangguh.engines.allocation import Rule
from tests.factories import NOW, SOURCED, TODAY

MILLION = 1_000_000
COSTS = (60 * MILLION, 40 * MILLION, 25 * MILLION)
OPENS, CLOSES = NOW + timedelta(hours=1), NOW + timedelta(days=7)
DURING, AFTER = NOW + timedelta(days=1), NOW + timedelta(days=8)
SEED = "dadu 4 2 6 1"
numbers = count(1)


def make_proposal(area: Area, by: User, status: str = Status.SCREENED, **fields: Any) -> Proposal:
    """A proposal as a row, with the one step that says where it stands."""
    number = next(numbers)
    proposal = Proposal.objects.create(
        area=area,
        filed_by=by,
        filed_on=TODAY,
        received_at=NOW,
        **{
            "number": f"U-2026-{number:04d}",
            "title": f"Usulan {number}",
            "proposed_by": Group.NEIGHBOURHOOD,
        }
        | SOURCED
        | fields,
    )
    Step.objects.create(
        proposal=proposal,
        position=1,
        status=status,
        happened_on=TODAY,
        received_at=NOW,
        taken_by=by,
    )
    return proposal


def round_draft(area: Area, **fields: Any) -> RoundDraft:
    usual: dict[str, Any] = {
        "area": area,
        "title": "Dana desa 2027",
        "year": 2027,
        "ceiling": 100 * MILLION,
        "who_may_vote": "Semua warga berumur 17 tahun ke atas",
        "slips": 20,
        "papers": 10,
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "source": "SK Kepala Desa",
    }
    return RoundDraft(**usual | fields)


def make_round(
    area: Area, by: User, costs: Sequence[int] = COSTS, where: Area | None = None, **fields: Any
) -> Round:
    """A round that is being prepared, with one proposal for each cost."""
    round_ = services.draft_round(by=by, draft=round_draft(area, **fields), now=NOW)
    entries = [
        EntryDraft(proposal=make_proposal(where or area, by, estimated_cost=cost), cost=cost)
        for cost in costs
    ]
    services.set_entries(by=by, round_=round_, entries=entries)
    return round_


def fixed_round(area: Area, by: User, rule: Rule | None = None, **fields: Any) -> Round:
    round_ = make_round(area, by, **fields)
    return services.fix_rule(by=by, round_=round_, rule=rule or Rule(), now=NOW, seed=SEED)


def slips_of(round_: Round, by: User, number: int = 5) -> list[str]:
    return services.print_slips(by=by, round_=round_, count=number, now=NOW)


def cast(round_: Round, code: str, *choices: int, **fields: Any) -> str:
    return services.cast_ballot(
        **{
            "round_": round_,
            "code": code,
            "choices": choices,
            "act_id": uuid4(),
            "now": DURING,
        }
        | fields
    )
