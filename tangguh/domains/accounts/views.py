from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors, services
from tangguh.domains.accounts.forms import PersonForm, RoleForm, SignInForm
from tangguh.domains.accounts.models import Role
from tangguh.domains.places import selectors as places


class SignIn(LoginView):
    """The sign-in page; axes counts what goes wrong."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am here, for which areas, and what that lets me do."""
    person = selectors.signed_in(request.user)
    context = {
        "person": person,
        "roles": selectors.roles_of(person),
        "may_manage": selectors.may_anywhere(person, "accounts.manage"),
    }
    return render(request, "accounts/profile.html", context)


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """People and their offices, as far as the reader's own reach."""
    roles = selectors.roles_open_to(request.user)
    context = {"roles": roles, "strangers": selectors.people_without_role(request.user)}
    return render(request, "accounts/people.html", context)


@login_required
def add_person(request: HttpRequest) -> HttpResponse:
    by = selectors.signed_in(request.user)
    at = selectors.area_of(by, "accounts.manage")
    form = PersonForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "accounts/person_form.html", {"form": form}, status=status)
    person = services.create_person(by=by, at=at, **form.cleaned_data)
    messages.success(
        request, _("%(name)s can sign in now. Give an office next.") % {"name": person}
    )
    return redirect("accounts:give_role", pk=person.pk)


@login_required
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    by = selectors.signed_in(request.user)
    at = selectors.area_of(by, "accounts.manage")
    person = get_object_or_404(selectors.people_in_reach(by), pk=pk)
    form = RoleForm(request.POST or None, areas=places.areas_within(at))
    if not form.is_valid():
        context = {"form": form, "person": person}
        status = 422 if form.is_bound else 200
        return render(request, "accounts/role_form.html", context, status=status)
    services.give_role(by=by, person=person, **form.cleaned_data)
    messages.success(request, _("The office is given."))
    return redirect("accounts:people")


@login_required
@require_POST
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    by = selectors.signed_in(request.user)
    role = get_object_or_404(Role.objects.filter(pk__in=selectors.roles_open_to(by)), pk=pk)
    services.end_role(by=by, role=role, on=places.today())
    messages.success(request, _("The office has ended."))
    return redirect("accounts:people")
