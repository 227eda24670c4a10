from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tangguh.domains.participation.models import Criterion, Forum, Proposal, Rating, Status
from tangguh.domains.participation.selectors._statuses import with_status


@dataclass(frozen=True, slots=True)
class Placed:
    """A proposal in a forum's order. Equal totals share a rank; `of` is how many are placed."""

    forum: Forum
    proposal: Proposal
    points: tuple[int, ...]
    total: int
    rank: int
    of: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """A forum's order. What lacks points by one criterion is not placed but waits in `open`."""

    criteria: tuple[Criterion, ...]
    placed: tuple[Placed, ...]
    open: tuple[Proposal, ...]
    points: dict[tuple[int, int], int]


def to_rank(forum: Forum) -> QuerySet[Proposal]:
    """What a forum puts in order: its own proposals, and those of its area that the village checked."""
    rows = with_status(Proposal.objects.select_related("area"))
    checked = Q(area=forum.area, status=Status.SCREENED, filed_on__lte=forum.held_on)
    rated = Q(ratings__criterion__forum=forum)
    return rows.filter(Q(forum=forum) | checked | rated).distinct().order_by("number")


def ranking(forum: Forum) -> Ranking:
    """The order by weighted points, best first. Three queries."""
    criteria = tuple(forum.criteria.order_by("position", "pk"))
    proposals = tuple(to_rank(forum))
    points: dict[tuple[int, int], int] = {
        (row.criterion_id, row.proposal_id): row.points
        for row in Rating.objects.filter(criterion__forum=forum)
    }
    given = {
        proposal: tuple(points.get((each.pk, proposal.pk), 0) for each in criteria)
        for proposal in proposals
    }
    full = {proposal: row for proposal, row in given.items() if row and all(row)}
    totals = {
        proposal: sum(each.weight * got for each, got in zip(criteria, row, strict=True))
        for proposal, row in full.items()
    }
    ranks = ranks_of(totals)
    placed = [
        Placed(forum, proposal, full[proposal], totals[proposal], ranks[proposal], len(full))
        for proposal in sorted(full, key=lambda each: (ranks[each], each.number))
    ]
    return Ranking(
        criteria, tuple(placed), tuple(row for row in proposals if row not in full), points
    )


def ranks_of(totals: dict[Proposal, int]) -> dict[Proposal, int]:
    """1 for the most points; equals share a rank, and the next one stands after all of them."""
    groups: dict[int, list[Proposal]] = defaultdict(list)
    for proposal, total in totals.items():
        groups[total].append(proposal)
    ranks, before = {}, 0
    for total in sorted(groups, reverse=True):
        ranks.update(dict.fromkeys(groups[total], before + 1))
        before += len(groups[total])
    return ranks
