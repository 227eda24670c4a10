from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence.models import Evidence, Sample
from tangguh.domains.evidence.selectors._seals import with_seals
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.engines import sampling

ROWS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line of a sample: its number in the draw, and the evidence (None where it is gone)."""

    number: int
    pk: int
    evidence: Evidence | None


def samples_for(viewer: Viewer) -> QuerySet[Sample]:
    """The draws that a person may see, newest first."""
    rows = accounts.open_to(viewer, Sample.objects.all(), deed="evidence.read")
    return rows.select_related("area", "drawn_by").order_by("-drawn_at", "-pk")


def population(
    area: Area, *, happened_from: date, happened_to: date, received_before: datetime
) -> list[str]:
    """The numbers of all evidence from which is drawn: what had come in by a moment, by day."""
    rows = Evidence.objects.filter(
        area__in=places.areas_within(area).order_by().values("pk"),
        happened_on__range=(happened_from, happened_to),
        received_at__lt=received_before,
    )
    numbers = rows.order_by().values_list("pk", flat=True)  # a draw asks for no order
    return [str(pk) for pk in numbers.iterator(chunk_size=ROWS_AT_ONCE)]


def replay(sample: Sample) -> sampling.Replay:
    """Draw again from what is there today, and say whether the same comes out."""
    then = sampling.Sample(
        seed=sample.seed,
        size=sample.size,
        population=sample.population,
        fingerprint=sample.fingerprint,
        chosen=tuple(sample.drawn),
    )
    today = population(
        sample.area,
        happened_from=sample.happened_from,
        happened_to=sample.happened_to,
        received_before=sample.received_before,
    )
    return sampling.replay(then, today)


def drawn(sample: Sample) -> tuple[Drawn, ...]:
    """The lines of a sample in the order of the draw."""
    rows = with_seals(Evidence.objects.select_related("area", "claimed_by"))
    found = rows.in_bulk([int(pk) for pk in sample.drawn])
    return tuple(
        Drawn(number, int(pk), found.get(int(pk))) for number, pk in enumerate(sample.drawn, 1)
    )
