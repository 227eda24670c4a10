from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.forms import AnswerForm, EndForm, ResourceForm
from tangguh.domains.emergencies.views._requests import village
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.integrations.browser import sent

RESOURCES = "emergencies.edit_resources"
SHOWN = (
    *("kind", "name", "quantity", "working", "holder", "phone"),
    *("kept_at", "neighbourhood", "source", "as_of"),
)


@login_required
def add_resource(request: HttpRequest, code: str) -> HttpResponse:
    """Put something that can be used in an emergency on the village's list."""
    by, area = people.signed_in(request.user), village(code)
    accounts.require(by, RESOURCES, at=area)
    form = ResourceForm(sent(request), today=places.today())
    if not form.is_valid():
        return shown(request, area, form, _("Add a resource"))
    services.add_resource(by=by, area=area, draft=form.draft(), now=places.now())
    return done(request, area, _("Added to the list."), "resources")


@login_required
def correct_resource(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Correct how many there are, how many work, who keeps them."""
    by, area = people.signed_in(request.user), village(code)
    accounts.require(by, RESOURCES, at=area)
    resource = selectors.resource_for(area, pk)
    initial = {name: getattr(resource, name) for name in (*SHOWN, "version")}
    form = ResourceForm(sent(request), today=places.today(), initial=initial)
    if not form.is_valid():
        return shown(request, area, form, _("Correct"))
    version = form.cleaned_data["version"] or 0
    services.correct_resource(
        by=by, resource=resource, draft=form.draft(), version=version, now=places.now()
    )
    return done(request, area, _("Corrected."), "resources")


@login_required
def end_resource(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take something off the list, with the reason."""
    by, area = people.signed_in(request.user), village(code)
    accounts.require(by, RESOURCES, at=area)
    resource = selectors.resource_for(area, pk)
    form = EndForm(sent(request), initial={"version": resource.version})
    if not form.is_valid():
        title = _("Take %(name)s off the list") % {"name": resource.name}
        return shown(request, area, form, title)
    services.end_resource(by=by, resource=resource, now=places.now(), **form.cleaned_data)
    return done(request, area, _("Taken off the list."), "resources")


@login_required
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer one indicator of the form of a village's readiness."""
    by, area = people.signed_in(request.user), village(code)
    accounts.require(by, "emergencies.answer_readiness", at=area)
    form = AnswerForm(sent(request), today=places.today())
    if not form.is_valid():
        return shown(request, area, form, _("Answer the form of readiness (PKD)"))
    services.answer_indicator(by=by, area=area, now=places.now(), **form.cleaned_data)
    return done(request, area, _("Written down."), "readiness")


def shown(request: HttpRequest, area: Area, form: Form, title: str) -> HttpResponse:
    """A form on a page of its own: 422 where it must be filled in again."""
    context = {"form": form, "title": title, "area": area}
    status = 422 if form.errors else 200
    return render(request, "emergencies/form.html", context, status=status)


def done(request: HttpRequest, area: Area, said: str, part: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(f"{reverse('emergencies:profile', args=[area.code])}#{part}")
