from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.partners import selectors, services
from tangguh.domains.partners.forms import (
    ContactForm,
    DocumentForm,
    MemberForm,
    OrganizationForm,
    RegistrationForm,
    VerifyForm,
)
from tangguh.domains.partners.models import Organization
from tangguh.domains.places import selectors as places


def signed_in(request: HttpRequest) -> User:
    """The person whom `login_required` let through."""
    return cast(User, request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Take up an organization."""
    by = signed_in(request)
    form = RegistrationForm(sent(request), by=by)
    if not form.is_valid():
        return shown(request, form, title=_("Register an organization"))
    organization = services.register_organization(by=by, as_of=places.today(), **form.cleaned_data)
    messages.success(request, _("Registered. It counts as not verified until its papers are seen."))
    return redirect("partners:detail", pk=organization.pk)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of an organization."""
    organization = selectors.organization_at(pk, on=places.today())
    accounts.require(request.user, "partners.edit", at=organization.area)
    form = OrganizationForm(sent(request), initial=known(organization))
    if not form.is_valid():
        return shown(request, form, title=_("Edit"), organization=organization)
    services.edit_organization(
        by=signed_in(request),
        organization=organization,
        as_of=places.today(),
        **form.cleaned_data,
    )
    messages.success(request, _("Saved."))
    return redirect("partners:detail", pk=pk)


def known(organization: Organization) -> dict[str, Any]:
    """What the form shows at first."""
    return {
        "name": organization.name,
        "short_name": organization.short_name,
        "mission": organization.mission,
        "skills": organization.skills,
        "works_in": [area.code for area in organization.works_in.all()],
        "source": organization.source,
    }


@login_required
def add_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a paper."""
    form = DocumentForm(sent(request), viewer=request.user)
    return deed(request, pk, form, _("Add a document"), services.add_document)


@login_required
def add_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an office with its public line."""
    form = ContactForm(sent(request))
    return deed(request, pk, form, _("Add a contact"), services.add_contact)


@login_required
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody act for the organization."""
    form = MemberForm(sent(request))
    return deed(request, pk, form, _("Add a member"), services.add_member)


@login_required
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide how the organization stands."""
    organization = selectors.organization_at(pk, on=places.today())
    accounts.require(request.user, "partners.verify", at=organization.area)
    form = VerifyForm(sent(request), initial={"verification": organization.verification})
    if not form.is_valid():
        return shown(request, form, title=_("Verify"), organization=organization)
    services.verify_organization(
        by=signed_in(request), organization=organization, on=places.today(), **form.cleaned_data
    )
    messages.success(request, _("The status is kept with your name."))
    return redirect("partners:detail", pk=pk)


def deed(
    request: HttpRequest, pk: int, form: Form, title: str, do: Callable[..., object]
) -> HttpResponse:
    """One addition to an organization: its form, and what is done with it."""
    organization = selectors.organization_at(pk, on=places.today())
    accounts.require(request.user, "partners.edit", at=organization.area)
    if not form.is_valid():
        return shown(request, form, title=title, organization=organization)
    do(by=signed_in(request), organization=organization, **form.cleaned_data)
    messages.success(request, _("Added."))
    return redirect("partners:detail", pk=pk)


def shown(
    request: HttpRequest, form: Form, *, title: str, organization: Organization | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "organization": organization}
    status = 422 if form.errors else 200
    return render(request, "partners/form.html", context, status=status)
