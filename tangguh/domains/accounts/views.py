from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import LoginView
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors, services
from tangguh.domains.accounts.forms import (
    EndForm,
    LanguageForm,
    PeopleForm,
    PersonForm,
    RoleForm,
    SignInForm,
)
from tangguh.domains.accounts.models import Role, User
from tangguh.domains.places import selectors as places
from tangguh.integrations.browser import page_of

BACKEND = "tangguh.domains.accounts.selectors.PeopleWithRoles"
CHOOSING = "chooses_a_password"  # in the session: who may choose, and is not signed in yet


class SignIn(LoginView):
    """The sign-in page; axes counts what goes wrong."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """A password that was handed over on paper opens one page: the choice of an own one."""
        person = form.get_user()
        if not person.password_is_one_time:
            return in_language_of(person, super().form_valid(form))
        self.request.session.cycle_key()
        self.request.session[CHOOSING] = person.pk
        return redirect("accounts:first_password")


def in_language_of(person: User, answer: HttpResponse) -> HttpResponse:
    """Remember a person's language on this device."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        person.language,
        max_age=365 * 86400,
        secure=settings.HTTPS,
        samesite="Lax",
    )
    return answer


@sensitive_post_parameters()
@never_cache
def first_password(request: HttpRequest) -> HttpResponse:
    """Choose an own password, then be signed in. The one on paper is worth nothing afterwards."""
    chooser: int = request.session.get(CHOOSING, 0)
    waiting = User.objects.filter(password_is_one_time=True, is_active=True)
    person = waiting.filter(pk=chooser).first()
    if person is None:
        return redirect("accounts:sign_in")
    form = SetPasswordForm(person, request.POST or None)
    if not form.is_valid():
        return shown(request, form, title=_("Choose your own password"), submit=_("Save"))
    services.choose_password(by=person, password=form.cleaned_data["new_password1"])
    request.session.flush()
    login(request, person, backend=BACKEND)
    messages.success(request, _("From now on you sign in with your own password."))
    return in_language_of(person, redirect("accounts:profile"))


@login_required
@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """Choose another password, knowing the old one."""
    person = selectors.signed_in(request.user)
    form = PasswordChangeForm(person, request.POST or None)
    if not form.is_valid():
        return shown(request, form, title=_("Change your password"), submit=_("Save"))
    services.choose_password(by=person, password=form.cleaned_data["new_password1"])
    update_session_auth_hash(request, person)
    messages.success(request, _("Your password is changed."))
    return redirect("accounts:profile")


@login_required
def profile(
    request: HttpRequest, *, template: str = "accounts/profile.html", **also: object
) -> HttpResponse:
    """Who I am here, for which areas, and what that lets me do. `also`: what upper floors add."""
    person = selectors.signed_in(request.user)
    form = LanguageForm(request.POST or None, initial={"language": person.language})
    if form.is_valid():
        services.choose_language(by=person, language=form.cleaned_data["language"])
        with override(person.language):
            messages.success(request, _("Saved."))
        return in_language_of(person, redirect("accounts:profile"))
    context = {
        "person": person,
        "reach": selectors.reach(person),
        "form": form,
        "may_manage": selectors.may_anywhere(person, "accounts.manage"),
        "may_audit": selectors.may_anywhere(person, "audit.read"),
        "may_import": selectors.may_anywhere(person, "atlas.import_boundaries"),
        "may_list": selectors.may_anywhere(person, "atlas.edit_facilities"),
        **also,
    }
    return render(request, template, context)


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """People and their offices, as far as the reader's own reach."""
    selectors.area_of(selectors.signed_in(request.user), "accounts.manage")
    form = PeopleForm(request.GET)
    roles = selectors.roles_named(request.user, form.words())
    context = {
        "form": form,
        "page": page_of(request, roles),
        "strangers": selectors.people_without_role(request.user),
        "today": places.today(),
    }
    return render(request, "accounts/people.html", context)


@login_required
@never_cache
def add_person(request: HttpRequest) -> HttpResponse:
    """Let somebody sign in and hold a first office; the answer is a slip to hand over."""
    by = selectors.signed_in(request.user)
    areas = places.areas_within(selectors.area_of(by, "accounts.manage"))
    form = PersonForm(request.POST or None, areas=areas, initial={"since": places.today()})
    if not form.is_valid():
        return shown(request, form, title=_("Add a person"), submit=_("Add and show the slip"))
    said = form.cleaned_data
    person, password = services.take_on(
        by=by,
        username=said["username"],
        name=said["person"],
        office=said["name"],
        at=said["at"],
        since=said["since"],
    )
    return slip(request, person, password)


@login_required
@never_cache
@require_POST
def issue_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new slip for somebody who forgot the password."""
    by = selectors.signed_in(request.user)
    person = get_object_or_404(selectors.people_in_reach(by), pk=pk)
    return slip(request, person, services.issue_password(by=by, person=person))


def slip(request: HttpRequest, person: User, password: str) -> HttpResponse:
    """The paper with a password for one sign-in. It is shown once and kept nowhere."""
    return render(request, "accounts/slip.html", {"person": person, "password": password})


@login_required
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Another office for somebody."""
    by = selectors.signed_in(request.user)
    at = selectors.area_of(by, "accounts.manage")
    person = get_object_or_404(selectors.people_in_reach(by), pk=pk)
    form = RoleForm(
        request.POST or None, areas=places.areas_within(at), initial={"since": places.today()}
    )
    if not form.is_valid():
        title = _("Give an office")
        return shown(request, form, title=title, submit=title, person=person)
    services.give_role(by=by, person=person, **form.cleaned_data)
    messages.success(request, _("The office is given."))
    return redirect("accounts:people")


@login_required
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an office end on a day; that it was held stays on record."""
    by = selectors.signed_in(request.user)
    role = get_object_or_404(Role.objects.filter(pk__in=selectors.roles_open_to(by)), pk=pk)
    form = EndForm(request.POST or None, initial={"on": places.today()})
    if not form.is_valid():
        title = _("End an office")
        return shown(request, form, title=title, submit=title, person=role.user, role=role)
    services.end_role(by=by, role=role, on=form.cleaned_data["on"])
    messages.success(request, _("The end of the office is on record."))
    return redirect("accounts:people")


def shown(
    request: HttpRequest, form: Form, *, title: str, submit: str, **about: object
) -> HttpResponse:
    """A form on a page of its own: 422 where it must be filled in again."""
    context = {"form": form, "title": title, "submit": submit, **about}
    return render(request, "accounts/form.html", context, status=422 if form.is_bound else 200)
