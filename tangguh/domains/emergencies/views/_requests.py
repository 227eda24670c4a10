"""The place that a page is about, and how a form's deed is done."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.emergencies import selectors
from tangguh.domains.places.models import Area
from tangguh.errors import NotFound
from tangguh.integrations.browser import done

INHABITED = (Area.Level.VILLAGE, Area.Level.HAMLET, Area.Level.NEIGHBOURHOOD)


def village(code: str) -> Area:
    """A village by its code, with its subdistrict."""
    rows = Area.objects.select_related("parent").filter(level=Area.Level.VILLAGE)
    return get_object_or_404(rows, code=code)


def village_with_readiness(code: str) -> Area:
    """The same, asked for with its plan and its last drill."""
    rows = Area.objects.select_related("parent").filter(level=Area.Level.VILLAGE)
    return get_object_or_404(selectors.with_readiness(rows), code=code)


def inhabited(code: str) -> Area:
    """A village, or a part of one."""
    rows = Area.objects.select_related("parent").filter(level__in=INHABITED)
    return get_object_or_404(rows, code=code)


def allowed(request: HttpRequest, deed: str, *, at: Area) -> User:
    """Who is signed in and may do a deed in an area; for anyone else there is no such page."""
    by = accounts.signed_in(request.user)
    if not accounts.may(by, deed, at=at):
        raise NotFound(_("There is no such page, or it is not open to you."))
    return by


def answer(
    request: HttpRequest,
    form: Form,
    deed: Callable[[], object],
    *,
    title: str,
    back: str,
    template: str = "emergencies/deed.html",
    **more: object,
) -> HttpResponse:
    """Do the deed of a form and go back, or show it with what is wrong."""
    if done(form, deed):
        messages.success(request, _("Saved."))
        return redirect(back)
    return asked(request, form, title=title, back=back, template=template, **more)


def asked(
    request: HttpRequest,
    form: Form,
    *,
    title: str,
    back: str,
    template: str = "emergencies/deed.html",
    **more: object,
) -> HttpResponse:
    """A form to be filled in, or with what is wrong: 422."""
    context = {"form": form, "title": title, "cancel_url": back, **more}
    status = 422 if form.errors else 200
    return TemplateResponse(request, template, context, status=status)
