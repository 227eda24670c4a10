from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form, model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.selectors import signed_in
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
from tangguh.integrations.browser import sent

CORRECTED = gettext_lazy("Corrected. The audit trail keeps that it was.")


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Take up an organization."""
    by = signed_in(request.user)
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
    form = OrganizationForm(sent(request), initial=known(organization))
    asked = Asked(_("Edit"), organization, done=_("Saved."))
    deed = partial(services.edit_organization, organization=organization, as_of=places.today())
    return answer(request, form, asked, deed)


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
    return added(request, pk, form, _("Add a document"), services.add_document)


@login_required
def add_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an office with its public line."""
    form = ContactForm(sent(request))
    return added(request, pk, form, _("Add a contact"), services.add_contact)


@login_required
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody act for the organization."""
    form = MemberForm(sent(request))
    return added(request, pk, form, _("Add a member"), services.add_member)


def added(
    request: HttpRequest, pk: int, form: Form, title: str, do: Callable[..., object]
) -> HttpResponse:
    """One addition to an organization."""
    organization = selectors.organization_at(pk, on=places.today())
    asked = Asked(title, organization, done=_("Added."))
    return answer(request, form, asked, partial(do, organization=organization))


@login_required
def correct_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a paper right that was typed wrongly."""
    document = selectors.document_at(pk)
    form = DocumentForm(sent(request), viewer=request.user, initial=model_to_dict(document))
    asked = Asked(_("Correct a document"), document.organization, done=CORRECTED)
    return answer(request, form, asked, partial(services.correct_document, document=document))


@login_required
def correct_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an office or its line right."""
    contact = selectors.contact_at(pk)
    form = ContactForm(sent(request), initial=model_to_dict(contact))
    asked = Asked(_("Correct a contact"), contact.organization, done=CORRECTED)
    return answer(request, form, asked, partial(services.correct_contact, contact=contact))


@login_required
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide how the organization stands."""
    organization = selectors.organization_at(pk, on=places.today())
    form = VerifyForm(sent(request), initial={"verification": organization.verification})
    done = _("The status is kept with your name.")
    asked = Asked(_("Verify"), organization, done, permission="partners.verify")
    deed = partial(services.verify_organization, organization=organization, on=places.today())
    return answer(request, form, asked, deed)


@dataclass(frozen=True)
class Asked:
    """A form that does one deed to an organization, and what is said when it is done."""

    title: str
    organization: Organization
    done: str | Promise
    permission: str = "partners.edit"


def answer(
    request: HttpRequest, form: Form, asked: Asked, deed: Callable[..., object]
) -> HttpResponse:
    """Do the deed of a valid form and go back to the organization; else the form again.

    Whoever may not do the deed does not even see its form.
    """
    accounts.require(request.user, asked.permission, at=asked.organization.area)
    if not form.is_valid():
        return shown(request, form, title=asked.title, organization=asked.organization)
    deed(by=signed_in(request.user), **form.cleaned_data)
    messages.success(request, str(asked.done))
    return redirect("partners:detail", pk=asked.organization.pk)


def shown(
    request: HttpRequest, form: Form, *, title: str, organization: Organization | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "organization": organization}
    status = 422 if form.errors else 200
    return render(request, "partners/form.html", context, status=status)
