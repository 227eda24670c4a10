from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.participation.models import (
    Bundle,
    Entry,
    Proposal,
    Round,
    RoundState,
    Status,
    Tally,
)
from tangguh.domains.participation.selectors._statuses import with_status
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.errors import NotFound

PUBLIC = Q(rule_fixed_at__isnull=False)
DIVISIBLE = (
    Status.SCREENED,
    Status.RANKED,
    Status.PARKED,
    Status.PLANNED_VILLAGE,
    Status.PLANNED_DISTRICT,
)


@dataclass(frozen=True, slots=True)
class RoundDuties:
    """Which deeds on a round a reader may do."""

    plan: bool
    key: bool
    count: bool


def state_of(round_: Round, *, now: datetime) -> RoundState:
    """Where a round stands: from what was done to it, and from the hour."""
    if tally_of(round_):
        return RoundState.PUBLISHED
    if round_.rule_fixed_at is None:
        return RoundState.DRAFTED
    if now < round_.opens_at and not round_.closed_at:
        return RoundState.RULE_FIXED
    return RoundState.OPEN if now < round_.ended_at else RoundState.CLOSED


def tally_of(round_: Round) -> Tally | None:
    return getattr(round_, "tally", None)


def rounds_for(viewer: Viewer) -> QuerySet[Round]:
    """The rounds that a reader may see: all whose rule is fixed, and drafts in reach."""
    rows = Round.objects.select_related("area", "tally", "cycle__programme")
    return accounts.open_to(viewer, rows, deed="participation.plan_round", public=PUBLIC)


def round_list(viewer: Viewer, area: Area | None = None) -> QuerySet[Round]:
    """Rounds, the newest first; of an area and what lies around or inside it where one is told."""
    rows = rounds_for(viewer).order_by("-closes_at", "-pk")
    if area is None:
        return rows
    outer = [".".join(area.code.split(".")[:depth]) for depth in range(1, area.code.count(".") + 1)]
    return rows.filter(places.within(area.code, lookup="area") | Q(area__code__in=outer))


def round_for(viewer: Viewer, pk: int) -> Round:
    """A round that is open to the reader, or the answer of a page that is not there."""
    found = rounds_for(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such round, or it is not open to you."))
    return found


def round_duties(viewer: Viewer, round_: Round) -> RoundDuties:
    """What of preparing, keying and counting a reader may do here."""
    return RoundDuties(
        plan=accounts.may(viewer, "participation.plan_round", at=round_.area),
        key=accounts.may(viewer, "participation.key_ballots", at=round_.area),
        count=accounts.may(viewer, "participation.count_round", at=round_.area),
    )


def entries_of(round_: Round) -> QuerySet[Entry]:
    """All proposals of a round, also those that could not stand on the ballot, by number."""
    return round_.entries.select_related("proposal__area").order_by("number")


def on_the_ballot(round_: Round) -> QuerySet[Entry]:
    """The proposals among which voters choose."""
    return entries_of(round_).filter(excluded_because="")


def bundle_for(viewer: Viewer, pk: int) -> Bundle:
    """A bundle of paper ballots, for those who key them; nobody else learns that it exists."""
    rows = Bundle.objects.select_related("round__area", "round__tally")
    reach = accounts.open_to(viewer, rows, deed="participation.key_ballots", area="round__area")
    found = reach.filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such bundle, or it is not open to you."))
    return found


def candidates_of(round_: Round) -> QuerySet[Proposal]:
    """The proposals that a round could fund: checked, not decided yet, and inside its area."""
    inside = Proposal.objects.filter(places.within(round_.area.code, lookup="area"))
    rows = with_status(inside).filter(Q(status__in=DIVISIBLE), activity=None)
    return rows.select_related("area").order_by("number")
