from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import NOBODY, Viewer
from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.partners.models import Document, Member, Organization


class Validity(models.TextChoices):
    """Whether a document holds on a day. Derived, never stored."""

    NOT_YET = "not_yet", _("Not yet valid")
    VALID = "valid", _("Valid")
    EXPIRING = "expiring", _("Expires soon")
    EXPIRED = "expired", _("Expired")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it stands on a day."""

    document: Document
    validity: Validity
    days_left: int | None  # until the last valid day; negative afterwards, None without an end


def notice_days(on: date) -> int:
    """How many days before a document expires its organization and Kesbangpol are told."""
    return int(parameter("partners.documents.expiry_notice", on=on))


def paper(document: Document, *, on: date) -> Paper:
    """How a document stands on a day."""
    days_left = (document.expires_on - on).days if document.expires_on else None
    if document.issued_on > on:
        return Paper(document, Validity.NOT_YET, days_left)
    if days_left is None or days_left > notice_days(on):
        return Paper(document, Validity.VALID, days_left)
    return Paper(document, Validity.EXPIRING if days_left >= 0 else Validity.EXPIRED, days_left)


def papers_of(organization: Organization, *, on: date) -> tuple[Paper, ...]:
    """All documents of an organization, the ones that last longest first."""
    rows = organization.documents.select_related("evidence")
    documents = rows.order_by(F("expires_on").desc(nulls_first=True), "kind", "pk")
    return tuple(paper(document, on=on) for document in documents)


def expiring_documents(viewer: Viewer, *, on: date) -> QuerySet[Document]:
    """The notices of a day: documents that expire soon, to those who must renew or check them.

    Both sides are told: whoever works for the organization, and whoever reads notices for its
    area. A document that was already renewed, by a newer one of its kind, gives no notice.
    """
    last_day = on + timedelta(days=notice_days(on))
    rows = Document.objects.filter(expires_on__range=(on, last_day)).exclude(renewed())
    mine = Q(organization__in=own_organizations(viewer)) if isinstance(viewer, User) else NOBODY
    told = accounts.open_to(
        viewer, rows, deed="partners.read_notices", area="organization__area", public=mine
    )
    return told.select_related("organization").order_by("expires_on", "pk")


def own_organizations(viewer: User) -> QuerySet[Member, int]:
    return Member.objects.filter(user=viewer).values_list("organization", flat=True)


def renewed() -> Exists:
    """Whether a document of the same kind lasts longer."""
    newer = Document.objects.filter(
        organization=OuterRef("organization"), kind=OuterRef("kind")
    ).filter(Q(expires_on=None) | Q(expires_on__gt=OuterRef("expires_on")))
    return Exists(newer)
