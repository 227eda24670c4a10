from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.partners.models import Contact, Document, Member, Organization
from tangguh.domains.partners.selectors._documents import Paper, papers_of
from tangguh.domains.partners.selectors._standing import Standing, standing_on, with_standing
from tangguh.domains.partners.selectors._work import Work, work_of
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.errors import NotFound


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader of the list asked for; empty means everything."""

    kind: str = ""
    area: str = ""
    standing: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """An organization with all that its reader may see of it on a day."""

    organization: Organization
    standing: Standing
    papers: tuple[Paper, ...]
    contacts: tuple[Contact, ...]
    works_in: tuple[Area, ...]
    members: tuple[Member, ...]
    work: tuple[Work, ...]
    sees_inside: bool  # document numbers and members: for its own people and for officials
    may_edit: bool
    may_verify: bool


def organizations(filters: Filters, *, on: date) -> QuerySet[Organization]:
    """The list, filtered, by name, each row with its `standing`. Open to everyone."""
    rows = with_standing(Organization.objects.select_related("area"), on=on)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.area:
        rows = rows.filter(pk__in=at_work_in(filters.area))
    if filters.standing:
        rows = rows.alias(standing_=standing_on(on)).filter(standing_=filters.standing)
    for word in filters.words.split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(short_name__icontains=word)
            | Q(mission__icontains=word)
            | Q(skills__icontains=word)
        )
    return rows.order_by("name", "pk")


def at_work_in(code: str) -> QuerySet[Organization, Any]:
    """The keys of organizations that sit or work inside an area, or in an area around it."""
    parts = code.split(".")
    around = [".".join(parts[:length]) for length in range(1, len(parts))]
    works = places.within(code, lookup="works_in") | Q(works_in__code__in=around)
    rows = Organization.objects.filter(works | places.within(code, lookup="area"))
    return rows.values("pk")


def organizations_in(area: Area, *, on: date) -> QuerySet[Organization]:
    """Who sits or works in an area, for the page of a village; each row with its `standing`."""
    return organizations(Filters(area=area.code), on=on)


def organization_at(pk: int, *, on: date) -> Organization:
    """One organization, with its `standing` on a day."""
    rows = with_standing(Organization.objects.select_related("area"), on=on)
    organization = rows.filter(pk=pk).first()
    if organization is None:
        raise NotFound(_("There is no organization number %(number)d.") % {"number": pk})
    return organization


def document_at(pk: int) -> Document:
    """One document, with its organization."""
    rows = Document.objects.select_related("organization__area")
    document = rows.filter(pk=pk).first()
    if document is None:
        raise NotFound(_("There is no document number %(number)d.") % {"number": pk})
    return document


def contact_at(pk: int) -> Contact:
    """One contact, with its organization."""
    rows = Contact.objects.select_related("organization__area")
    contact = rows.filter(pk=pk).first()
    if contact is None:
        raise NotFound(_("There is no contact number %(number)d.") % {"number": pk})
    return contact


def profile(viewer: Viewer, pk: int, *, on: date) -> Profile:
    """The page of an organization."""
    organization = organization_at(pk, on=on)
    members = tuple(organization.members.select_related("user").order_by("pk"))
    sees_inside = is_one_of(viewer, members) or reads_notices(viewer, organization)
    return Profile(
        organization=organization,
        standing=Standing(vars(organization)["standing"]),
        papers=papers_of(organization, on=on),
        contacts=tuple(organization.contacts.order_by("office", "pk")),
        works_in=tuple(organization.works_in.order_by("code")),
        members=members if sees_inside else (),
        work=work_of(organization, on=on),
        sees_inside=sees_inside,
        may_edit=accounts.may(viewer, "partners.edit", at=organization.area),
        may_verify=accounts.may(viewer, "partners.verify", at=organization.area),
    )


def reads_notices(viewer: Viewer, organization: Organization) -> bool:
    return accounts.may(viewer, "partners.read_notices", at=organization.area)


def is_one_of(viewer: Viewer, members: tuple[Member, ...]) -> bool:
    """Whether a person works for the organization."""
    return isinstance(viewer, User) and any(member.user_id == viewer.pk for member in members)
