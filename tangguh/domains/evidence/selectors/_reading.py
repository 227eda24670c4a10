from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence.models import Evidence, Seal, Verification
from tangguh.domains.evidence.selectors._seals import newest_first, seal, sealed, with_seals
from tangguh.domains.evidence.selectors._warnings import warnings
from tangguh.domains.places import selectors as places
from tangguh.errors import NotFound


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader of the list asked for; empty means everything."""

    area: str = ""
    kind: str = ""
    seal: str = ""
    happened_from: date | None = None
    happened_to: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of evidence with all that its reader may see of it."""

    evidence: Evidence
    seal: Seal
    verifications: tuple[Verification, ...]
    is_picture: bool
    shows_location: bool
    may_verify: bool
    may_open_original: bool
    warnings: tuple[str, ...]

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """The hash in parts of eight, between which a narrow screen may break."""
        return in_eights(self.evidence.sha256)


def in_eights(digits: str) -> tuple[str, ...]:
    """A long hash in parts of eight digits."""
    return tuple(digits[start : start + 8] for start in range(0, len(digits), 8))


def evidence_open_to(viewer: Viewer) -> QuerySet[Evidence]:
    """All evidence that a person may open: public, the person's own, or within reach."""
    public = Q(audience=Evidence.Audience.PUBLIC)
    if isinstance(viewer, User):
        public |= Q(claimed_by=viewer)
    return accounts.open_to(viewer, Evidence.objects.all(), deed="evidence.read", public=public)


def evidence_list(viewer: Viewer, filters: Filters) -> QuerySet[Evidence]:
    """The list as its reader may see it, filtered, newest first, each row with its seal."""
    rows = evidence_open_to(viewer)
    if filters.area:
        rows = rows.filter(places.within(filters.area, lookup="area"))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.happened_from:
        rows = rows.filter(happened_on__gte=filters.happened_from)
    if filters.happened_to:
        rows = rows.filter(happened_on__lte=filters.happened_to)
    for word in filters.words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(source__icontains=word))
    if filters.seal:
        rows = sealed(rows, filters.seal)
    return with_seals(rows).select_related("area", "claimed_by").order_by("-happened_on", "-pk")


def evidence_for(viewer: Viewer, pk: int) -> Evidence:
    """The only way to one piece of evidence: with its `seal`, or NotFound, whichever the reason."""
    rows = with_seals(evidence_open_to(viewer)).select_related("area", "claimed_by")
    evidence = rows.filter(pk=pk).first()
    if evidence is None:
        raise NotFound(
            _("There is no evidence number %(number)d, or it is not open to you.") % {"number": pk}
        )
    return evidence


def card(viewer: Viewer, evidence: Evidence) -> Card:
    """What `evidence/_evidence.html` shows. `evidence` comes from `evidence_for`."""
    looks = newest_first(evidence.verifications.select_related("by"))
    may_verify = may_verify_it(viewer, evidence)
    is_official = accounts.may(viewer, "evidence.read", at=evidence.area)
    return Card(
        evidence=evidence,
        seal=seal(evidence),
        verifications=tuple(looks),
        is_picture=evidence.is_picture,
        shows_location=is_official and evidence.latitude is not None,
        may_verify=may_verify,
        may_open_original=accounts.may(viewer, "evidence.read_original", at=evidence.area),
        warnings=warnings(evidence) if may_verify else (),
    )


def may_verify_it(viewer: Viewer, evidence: Evidence) -> bool:
    """Whether a person is a second one, in another office than the claimant's."""
    if not isinstance(viewer, User) or viewer.pk == evidence.claimed_by_id:
        return False
    roles = accounts.roles_for(viewer, "evidence.verify", at=evidence.area)
    return any(role.name != evidence.claimed_as for role in roles)
