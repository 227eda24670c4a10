from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tangguh.domains.evidence.models import Evidence, Seal, Verification


def seal(evidence: Evidence) -> Seal:
    """Claimed, verified or disputed: what its newest verification says.

    Asks nothing where the row comes from `with_seals`.
    """
    if known := vars(evidence).get("seal"):
        return Seal(known)
    newest = newest_first(Verification.objects.filter(evidence=evidence)).first()
    return Seal(newest.verdict) if newest else Seal.CLAIMED


def with_seals(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """The same rows, each with its `seal` (a value of Seal), in the same query."""
    return rows.annotate(seal=Coalesce(newest_verdict(), Value(Seal.CLAIMED.value)))


def sealed(rows: QuerySet[Evidence], seal_: str) -> QuerySet[Evidence]:
    """The rows that bear a seal."""
    if seal_ == Seal.CLAIMED:
        return rows.exclude(Exists(Verification.objects.filter(evidence=OuterRef("pk"))))
    said = Verification.objects.filter(evidence=OuterRef("pk"), verdict=seal_)
    return rows.filter(Exists(said.exclude(Exists(later()))))


def newest_verdict() -> Subquery:
    looked_at = Verification.objects.filter(evidence=OuterRef("pk"))
    return Subquery(newest_first(looked_at).values("verdict")[:1])


def later() -> QuerySet[Verification]:
    """Of the verifications of the same evidence, those after the one that asks."""
    after = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    return Verification.objects.filter(after, evidence=OuterRef("evidence"))


def newest_first(rows: QuerySet[Verification]) -> QuerySet[Verification]:
    return rows.order_by("-at", "-pk")
