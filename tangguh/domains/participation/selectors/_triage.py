from dataclasses import dataclass

from django.db.models import Q

from tangguh.domains.participation.models import Authority, Proposal, Status
from tangguh.domains.participation.selectors._codes import (
    ActivityCode,
    activity_codes,
    authority_words,
)
from tangguh.domains.participation.selectors._statuses import with_status
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.engines.proposal_triage import Titled, Worded, similar, suggest

MOST_COMPARED = 2000


@dataclass(frozen=True, slots=True)
class Hints:
    """What a title suggests to whoever files it. Hints only: people decide."""

    codes: tuple[ActivityCode, ...]
    authority: Authority
    asks: tuple[str, ...]


def hints(text: str) -> Hints:
    """Activity codes, whose task it probably is, and what is asked before it is planned."""
    codes = activity_codes()
    found = suggest(text, (Worded(code.code, code.words) for code in codes.values()))
    suggested = tuple(codes[each.key] for each in found)
    elsewhere = suggest(text, authority_words(), limit=1)
    return Hints(
        codes=suggested,
        authority=Authority(elsewhere[0].key) if elsewhere else Authority.VILLAGE,
        asks=suggested[0].asks if suggested else ("land", "size", "keeper"),
    )


def similar_proposals(title: str, area: Area, *, limit: int = 5) -> list[Proposal]:
    """Proposals for the same village and those around it whose titles are alike, best first."""
    around = area.code.rpartition(".")[0] if area.level == Area.Level.VILLAGE else area.code
    rows = with_status(Proposal.objects.filter(places.within(around, lookup="area")))
    rows = rows.select_related("area").exclude(Q(status=Status.DRAFT))
    known = {row.number: row for row in rows.order_by("-filed_on", "-pk")[:MOST_COMPARED]}
    titles = [Titled(row.number, row.title, row.area_id == area.pk) for row in known.values()]
    return [known[likeness.key] for likeness in similar(title, titles, limit=limit)]
