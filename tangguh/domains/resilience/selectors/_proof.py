"""What evidence there is for each indicator of a village, and where there is none."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.models import IndicatorEvidence, IndicatorScore, Release
from tangguh.domains.resilience.selectors._cards import Card, Way, called, ways_of, words_of
from tangguh.engines.composite_index import Definition, Indicator, Raise

FIRST = "idm@2016"


@dataclass(frozen=True, slots=True)
class Proof:
    """One indicator: its newest score, what the rule says of it, and what shows it.

    `step`: the next higher score; None where none is, or where no programme should change it.
    """

    indicator: Indicator
    name: str
    score: int | None
    says: str
    links: tuple[IndicatorEvidence, ...]
    step: Way | None = None


@dataclass(frozen=True, slots=True)
class Proofs:
    """A village's evidence for one index, dimension by dimension. `release` gave the scores."""

    area: Area
    definition: Definition
    release: Release | None
    parts: tuple[tuple[str, tuple[Proof, ...]], ...]

    @property
    def shown(self) -> int:
        return sum(bool(proof.links) for _title, proofs in self.parts for proof in proofs)

    @property
    def of(self) -> int:
        return len(self.definition.indicators)


def proofs_of(viewer: Viewer, area: Area, index: str) -> Proofs:
    """Only evidence that the viewer may open is counted and shown, with its `seal`."""
    definition = parameters.shipped(index if index in parameters.known_definitions() else FIRST)
    seen = evidences.with_seals(evidence_to_link(viewer, area))
    files = {evidence.pk: evidence for evidence in seen}
    links: dict[str, list[IndicatorEvidence]] = {}
    rows = IndicatorEvidence.objects.filter(area=area, index=definition.name)
    for link in rows.order_by("linked_at", "pk"):
        if link.evidence_id in files:
            link.evidence = files[link.evidence_id]
            links.setdefault(link.indicator, []).append(link)
    release, scores = newest_scores(area, definition.name)
    parts = tuple(
        (d.title, tuple(proof_of(definition, i, scores, links) for i in definition.of(d.code)))
        for d in definition.dimensions
    )
    return Proofs(area, definition, release, parts)


def newest_scores(area: Area, index: str) -> tuple[Release | None, dict[str, int]]:
    rows = IndicatorScore.objects.filter(area=area, release__index=index, release__waiting=False)
    newest = rows.select_related("release").order_by(
        "-release__year", "-release__as_of", "-release_id"
    )
    found = list(newest)
    if not found:
        return None, {}
    release = found[0].release
    return release, {row.indicator: row.score for row in found if row.release_id == release.pk}


def proof_of(
    definition: Definition,
    indicator: Indicator,
    scores: Mapping[str, int],
    links: Mapping[str, list[IndicatorEvidence]],
) -> Proof:
    score = scores.get(indicator.code)
    shown = tuple(links.get(indicator.code, ()))
    says, step = words_of(indicator, score), next_step(definition, indicator, score)
    return Proof(indicator, called(indicator), score, says, shown, step)


def next_step(definition: Definition, indicator: Indicator, score: int | None) -> Way | None:
    """The next higher score that the rules of an indicator give, and what it adds to the index."""
    higher = [each for each in indicator.scores if score is not None and each > score]
    if score is None or not higher or not indicator.actionable:
        return None
    gain = (higher[0] - score) * definition.points[indicator.code]
    return ways_of(definition, [Raise(indicator, score, higher[0], gain)], ())[0]


def with_evidence(viewer: Viewer, card: Card) -> Card:
    """The same card; each line tells how many files that the viewer may open show it."""
    if card.definition is None:
        return card
    links = IndicatorEvidence.objects.filter(
        area=card.area,
        index=card.definition.name,
        evidence__in=evidence_to_link(viewer, card.area).order_by(),
    )
    files = Counter(links.values_list("indicator", flat=True))
    parts = (
        replace(p, lines=tuple(replace(li, files=files[li.indicator.code]) for li in p.lines))
        for p in card.parts
    )
    return replace(card, parts=tuple(parts))


def evidence_to_link(viewer: Viewer, area: Area) -> QuerySet[Evidence]:
    """What may be named as proof: the village's own evidence, newest first."""
    rows = evidences.evidence_open_to(viewer).filter(places.within(area.code, lookup="area"))
    return rows.order_by("-happened_on", "-pk")


def may_link(viewer: Viewer, area: Area) -> bool:
    return people.may(viewer, "resilience.link_evidence", at=area)
