"""The library of outreach: the list, one of it, its sheet, putting something in and taking it off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.forms import MaterialForm, MaterialsForm
from tangguh.domains.emergencies.views._material_sheet import material_pdf
from tangguh.domains.emergencies.views._requests import allowed, asked
from tangguh.domains.places import selectors as places
from tangguh.integrations.browser import page_of, paper, sent, tried

KEEP = "emergencies.keep_material"


def materials(request: HttpRequest) -> HttpResponse:
    """What there is to show and give out."""
    form = MaterialsForm(request.GET)
    context = {
        "form": form,
        "page": page_of(request, selectors.materials(form.asked())),
        "may_keep": accounts.may_anywhere(request.user, KEEP),
    }
    return render(request, "emergencies/outreach/materials.html", context)


def material(request: HttpRequest, pk: int) -> HttpResponse:
    """One of it, and where it was used."""
    found = selectors.material_for(pk)
    may_keep = accounts.may(request.user, KEEP, at=found.area)
    context = {
        "material": found,
        "sessions": selectors.sessions_with(found)[:10],
        "may_withdraw": may_keep and not found.withdrawn_on,
    }
    return render(request, "emergencies/outreach/material.html", context)


def material_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Its sheet, to be printed."""
    found = selectors.material_for(pk)
    if not found.lines:
        raise Http404
    address = request.build_absolute_uri(reverse("emergencies:material", args=[pk]))
    return paper(f"{_('material')}-{pk}", material_pdf(found, address))


@never_cache
@login_required
def keep_material(request: HttpRequest) -> HttpResponse:
    """Put something into the library, for the widest area in which one may."""
    by, today = accounts.signed_in(request.user), places.today()
    area = accounts.area_of(by, KEEP)
    files = request.FILES if request.method == "POST" else None
    form = MaterialForm(sent(request), files, today=today)
    kept = tried(
        form,
        lambda: services.keep_material(
            by=by,
            draft=form.draft(area),
            file=form.cleaned_data["file"],
            act_id=form.cleaned_data["act_id"],
            now=places.now(),
        ),
    )
    if kept:
        messages.success(request, _("Saved."))
        return redirect("emergencies:material", pk=kept.pk)
    back, title = reverse("emergencies:materials"), _("Add material")
    return asked(request, form, title=title, back=back, lead=area.name)


@require_POST
@login_required
def withdraw_material(request: HttpRequest, pk: int) -> HttpResponse:
    """It is out of date or wrong: off the list."""
    found = selectors.material_for(pk)
    by = allowed(request, KEEP, at=found.area)
    services.withdraw_material(by=by, material=found, on=places.today())
    messages.success(request, _("Taken off the list."))
    return redirect("emergencies:materials")
