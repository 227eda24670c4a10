from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.partners.errors import DocumentRefused, PrivateContact
from tangguh.domains.partners.models import Contact, Document, Organization


@transaction.atomic
def add_document(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    organization: Organization,
    kind: str,
    number: str,
    issued_on: date,
    expires_on: date | None = None,
    evidence: Evidence | None = None,
) -> Document:
    """Add a paper that lets an organization act; its scan, if any, is evidence. Renewals are new rows.

    Raises DocumentRefused, and NotFound for evidence that the person may not open.
    """
    accounts.require(by, "partners.edit", at=organization.area)
    refuse_impossible_dates(issued_on, expires_on)
    refuse_known(organization, kind, number)
    scan = evidences.evidence_for(by, evidence.pk) if evidence else None
    document = Document.objects.create(
        organization=organization,
        kind=kind,
        number=number,
        issued_on=issued_on,
        expires_on=expires_on,
        evidence=scan,
    )
    audit.record(
        "partners.document_added",
        by=by,
        about=organization,
        area_code=organization.area.code,
        kind=kind,
        expires_on=expires_on.isoformat() if expires_on else None,
    )
    return document


@transaction.atomic
def add_contact(
    *, by: User, organization: Organization, office: str, phone: str = "", email: str = ""
) -> Contact:
    """Add an office with its public line. Raises PrivateContact where there is no such line."""
    accounts.require(by, "partners.edit", at=organization.area)
    refuse_private(office, phone, email)
    contact = Contact.objects.create(
        organization=organization, office=office, phone=phone, email=email
    )
    audit.record(
        "partners.contact_added", by=by, about=organization, area_code=organization.area.code
    )
    return contact


def refuse_impossible_dates(issued_on: date, expires_on: date | None) -> None:
    if expires_on and expires_on <= issued_on:
        raise DocumentRefused(
            _(
                "The document would expire on %(expires)s, but it is issued on %(issued)s. "
                "Correct one of them."
            )
            % {"expires": date_format(expires_on), "issued": date_format(issued_on)}
        )


def refuse_known(
    organization: Organization, kind: str, number: str, *, besides: Document | None = None
) -> None:
    others = organization.documents.filter(kind=kind, number=number)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise DocumentRefused(
            _("Document %(number)s is listed already for %(name)s. Look under Documents.")
            % {"number": number, "name": organization.name}
        )


def refuse_private(office: str, phone: str, email: str) -> None:
    if not office.strip() or not (phone or email):
        raise PrivateContact(
            _("Name an office, and give its public telephone line or e-mail address.")
        )
