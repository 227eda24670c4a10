from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.selectors import evidence_open_to, with_seals
from tangguh.domains.participation.models import Forum, Problem, Proposal


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of a proposal or a card. Its number and seal are public; the photo may not be."""

    evidence: Evidence
    is_open: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A problem card with its photos, as a reader finds it at the wall."""

    problem: Problem
    pictures: tuple[Picture, ...]


def pictures_of(viewer: Viewer, proposal: Proposal) -> tuple[Picture, ...]:
    """The photos of a proposal and of the card it answers to, with their seals, and which of them
    this reader may open."""
    own = Q(proposals=proposal)
    either = own | Q(problems=proposal.problem) if proposal.problem_id else own
    return shown_to(viewer, with_seals(Evidence.objects.filter(either).distinct().order_by("pk")))


def cards_of(viewer: Viewer, forum: Forum) -> list[Card]:
    """The problem cards of a forum with their photos, in the order in which they were pinned."""
    photos = Prefetch("pictures", with_seals(Evidence.objects.order_by("pk")))
    problems = list(forum.problems.prefetch_related(photos).order_by("pk"))
    everything = [photo for problem in problems for photo in problem.pictures.all()]
    shown = {picture.evidence.pk: picture for picture in shown_to(viewer, everything)}
    return [
        Card(problem, tuple(shown[photo.pk] for photo in problem.pictures.all()))
        for problem in problems
    ]


def shown_to(viewer: Viewer, photos: Iterable[Evidence]) -> tuple[Picture, ...]:
    """Photos, each with whether this reader may open it."""
    rows = list(photos)
    if not rows:
        return ()
    keys = [row.pk for row in rows]
    open_ones = set(evidence_open_to(viewer).filter(pk__in=keys).values_list("pk", flat=True))
    return tuple(Picture(row, row.pk in open_ones) for row in rows)
