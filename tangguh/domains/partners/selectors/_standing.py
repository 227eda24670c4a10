"""How an organization stands on a day: what was decided about it, and whether its papers hold."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from tangguh.domains.partners.models import Document, Organization

FOUNDING = (Document.Kind.LEGAL_ENTITY, Document.Kind.REGISTRATION)


class Standing(models.TextChoices):
    """The decided status, or EXPIRED where its registration has run out. Never stored."""

    UNVERIFIED = "unverified", _("Not verified")
    DOCUMENTS_OK = "documents_ok", _("Documents in order")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    EXPIRED = "expired", _("Registration expired")


def holds(on: date) -> Q:
    """Documents that are valid on a day. The day of expiry is the last one."""
    return Q(issued_on__lte=on) & (Q(expires_on=None) | Q(expires_on__gte=on))


def standing_on(day: date) -> Case:
    """The standing of an organization as a database expression."""
    founding = Document.objects.filter(organization=OuterRef("pk"), kind__in=FOUNDING)
    run_out = Exists(founding) & ~Exists(founding.filter(holds(day)))
    decided_for = Q(verification__in=[Standing.ACTIVE, Standing.DOCUMENTS_OK])
    return Case(
        When(decided_for & run_out, then=Value(Standing.EXPIRED.value)),
        default=F("verification"),
        output_field=models.CharField(),
    )


def with_standing(rows: QuerySet[Organization], *, on: date) -> QuerySet[Organization]:
    """The same rows, each with its `standing` (a value of Standing) on a day, in one query."""
    return rows.annotate(standing=standing_on(on))


def standing(organization: Organization, *, on: date) -> Standing:
    """How an organization stands on a day. Asks nothing where it comes from `with_standing`."""
    if known := vars(organization).get("standing"):
        return Standing(known)
    row = Organization.objects.filter(pk=organization.pk).annotate(standing_=standing_on(on))
    return Standing(row.values_list("standing_", flat=True).get())


def founding_documents(documents: Iterable[Document], *, on: date) -> list[Document]:
    """The papers by which an organization exists in law, as far as they are valid on a day."""
    return [
        document
        for document in documents
        if document.kind in FOUNDING
        and document.issued_on <= on
        and (document.expires_on is None or document.expires_on >= on)
    ]
