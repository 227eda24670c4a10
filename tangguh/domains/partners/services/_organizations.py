from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.partners.errors import AlreadyMember, DocumentNeeded, NameTaken
from tangguh.domains.partners.models import Member, Organization
from tangguh.domains.partners.selectors import founding_documents
from tangguh.domains.places.models import Area, Provenance

BEARS_PAPERS = (Organization.Verification.DOCUMENTS_OK, Organization.Verification.ACTIVE)


@transaction.atomic
def register_organization(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    area: Area,
    kind: str,
    name: str,
    source: str,
    as_of: date,
    short_name: str = "",
    mission: str = "",
    skills: str = "",
    works_in: Iterable[Area] = (),
    provenance: str = Provenance.REAL,
) -> Organization:
    """Take up an agency, an NGO or another organization. It begins unverified.

    `area` is where it belongs by law; `works_in` are the areas in which it works.
    """
    accounts.require(by, "partners.edit", at=area)
    refuse_taken_name(area, name, besides=None)
    organization = Organization.objects.create(
        area=area,
        kind=kind,
        name=name,
        short_name=short_name,
        mission=mission,
        skills=skills,
        source=source,
        as_of=as_of,
        provenance=provenance,
    )
    organization.works_in.set(works_in)
    audit.record("partners.organization_registered", by=by, about=organization, area_code=area.code)
    return organization


@transaction.atomic
def edit_organization(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    organization: Organization,
    name: str,
    short_name: str,
    mission: str,
    skills: str,
    works_in: Iterable[Area],
    source: str,
    as_of: date,
) -> Organization:
    """Correct what is known of an organization. Its kind and area stay; what it was is audited."""
    accounts.require(by, "partners.edit", at=organization.area)
    refuse_taken_name(organization.area, name, besides=organization)
    before = organization.name
    organization.name = name
    organization.short_name = short_name
    organization.mission = mission
    organization.skills = skills
    organization.source = source
    organization.as_of = as_of
    organization.save()
    organization.works_in.set(works_in)
    audit.record(
        "partners.organization_edited",
        by=by,
        about=organization,
        area_code=organization.area.code,
        name_before=before,
    )
    return organization


@transaction.atomic
def verify_organization(
    *, by: User, organization: Organization, verification: str, on: date
) -> Organization:
    """Decide how an organization stands. An NGO needs a paper that holds on the day.

    Raises DocumentNeeded. That a paper runs out later is derived (selectors.standing).
    """
    accounts.require(by, "partners.verify", at=organization.area)
    refuse_without_papers(organization, verification, on)
    before = organization.verification
    organization.verification = verification
    organization.save(update_fields=["verification"])
    audit.record(
        "partners.organization_verified",
        by=by,
        about=organization,
        area_code=organization.area.code,
        before=before,
        after=verification,
    )
    return organization


@transaction.atomic
def add_member(*, by: User, organization: Organization, user: User) -> Member:
    """Let somebody who signs in act for an organization, and be told what concerns it."""
    accounts.require(by, "partners.edit", at=organization.area)
    member, is_new = Member.objects.get_or_create(organization=organization, user=user)
    if not is_new:
        raise AlreadyMember(
            _("%(person)s works for %(organization)s already.")
            % {"person": user, "organization": organization}
        )
    audit.record(
        "partners.member_added",
        by=by,
        about=organization,
        area_code=organization.area.code,
        member=user.get_username(),
    )
    return member


def refuse_taken_name(area: Area, name: str, *, besides: Organization | None) -> None:
    others = Organization.objects.filter(area=area, name__iexact=name)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if other := others.first():
        raise NameTaken(
            _(
                "%(name)s is registered already in %(area)s, as organization number %(number)d. "
                "Edit that one, or write the name in full."
            )
            % {"name": other.name, "area": area.name, "number": other.pk},
            organization=other.pk,
        )


def refuse_without_papers(organization: Organization, verification: str, on: date) -> None:
    if organization.kind != Organization.Kind.NGO or verification not in BEARS_PAPERS:
        return
    if not founding_documents(organization.documents.all(), on=on):
        raise DocumentNeeded(
            _(
                "%(name)s has no legal entity or registration document that is valid today. "
                "Add it under Documents first."
            )
            % {"name": organization.name}
        )
