"""Mistakes in what was added: the row is put right, and the trail tells what it said before."""

from datetime import date

from django.db import transaction

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.partners.models import Contact, Document, Organization
from tangguh.domains.partners.selectors import FOUNDING
from tangguh.domains.partners.services._details import (
    refuse_impossible_dates,
    refuse_known,
    refuse_private,
)
from tangguh.domains.partners.services._organizations import BEARS_PAPERS


@transaction.atomic
def correct_document(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    document: Document,
    kind: str,
    number: str,
    issued_on: date,
    expires_on: date | None = None,
    evidence: Evidence | None = None,
) -> Document:
    """Put right what was typed wrongly. A renewal is not a correction: it is a new document.

    An NGO that has no founding paper left counts as not verified again. Raises DocumentRefused,
    and NotFound for evidence that the person may not open.
    """
    organization = document.organization
    accounts.require(by, "partners.edit", at=organization.area)
    refuse_impossible_dates(issued_on, expires_on)
    refuse_known(organization, kind, number, besides=document)
    before = said(document)
    document.kind = kind
    document.number = number
    document.issued_on = issued_on
    document.expires_on = expires_on
    document.evidence = evidences.evidence_for(by, evidence.pk) if evidence else None
    document.save()
    audit.record(
        "partners.document_corrected",
        by=by,
        about=organization,
        area_code=organization.area.code,
        before=before,
        after=said(document),
        unverified=is_unverified_by(organization),
    )
    return document


@transaction.atomic
def correct_contact(
    *, by: User, contact: Contact, office: str, phone: str = "", email: str = ""
) -> Contact:
    """Put an office or its public line right. Raises PrivateContact where there is no such line.

    The trail names the fields and not what they said: a private number must not stay in it.
    """
    organization = contact.organization
    accounts.require(by, "partners.edit", at=organization.area)
    refuse_private(office, phone, email)
    lines = {"office": office, "phone": phone, "email": email}
    changed = [name for name, line in lines.items() if getattr(contact, name) != line]
    for name in changed:
        setattr(contact, name, lines[name])
    contact.save(update_fields=changed)
    audit.record(
        "partners.contact_corrected",
        by=by,
        about=organization,
        area_code=organization.area.code,
        fields=changed,
    )
    return contact


def said(document: Document) -> dict[str, object]:
    """A document as the audit trail keeps it."""
    return {
        "kind": str(document.kind),
        "number": document.number,
        "issued_on": document.issued_on.isoformat(),
        "expires_on": document.expires_on.isoformat() if document.expires_on else None,
        "evidence": document.evidence_id,
    }


def is_unverified_by(organization: Organization) -> bool:
    """Whether an NGO lost with a correction the last paper by which its status was decided."""
    if organization.kind != Organization.Kind.NGO or organization.verification not in BEARS_PAPERS:
        return False
    if organization.documents.filter(kind__in=FOUNDING).exists():
        return False
    organization.verification = Organization.Verification.UNVERIFIED
    organization.save(update_fields=["verification"])
    return True
