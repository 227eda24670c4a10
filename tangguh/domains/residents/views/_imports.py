"""A table of households: looked at row by row, then taken in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.places import selectors as places
from tangguh.domains.residents import selectors, services
from tangguh.domains.residents.forms import FileForm
from tangguh.errors import Refused
from tangguh.integrations.browser import on_disk, sent


@never_cache
@login_required
def import_file(request: HttpRequest) -> HttpResponse:
    """Choose a table; what was found in it is shown first."""
    by, today = accounts.signed_in(request.user), places.today()
    accounts.area_of(by, "residents.record")
    form = FileForm(sent(request), request.FILES or None, by=by)
    if form.is_valid():
        try:
            with on_disk(form.cleaned_data["file"]) as path:
                area = form.cleaned_data["area"]
                read = services.read_file(by=by, area=area, path=path, on=today)
            return redirect("residents:waiting", pk=read.pk)
        except Refused as refusal:
            form.add_error("file", refusal.message)
    context = {
        "form": form,
        "needed": services.NEEDED,
        "purposes": list(services.PURPOSES.items()),
        "needs": list(services.NEEDS.items()),
    }
    status = 422 if form.errors else 200
    return render(request, "residents/import.html", context, status=status)


@never_cache
@login_required
def waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found in a table, and what is wrong with which row."""
    found = selectors.import_for(request.user, pk)
    people = sum(len(draft["members"]) for draft in found.drafts)
    context = {"waiting": found, "people": people}
    return render(request, "residents/waiting.html", context)


@require_POST
@login_required
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in every household that can be."""
    by = accounts.signed_in(request.user)
    found = selectors.import_for(by, pk)
    count = services.accept_import(by=by, waiting=found)
    said = ngettext("%(n)d household was taken in.", "%(n)d households were taken in.", count)
    messages.success(request, said % {"n": count})
    return redirect("residents:list")


@require_POST
@login_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a table away."""
    by = accounts.signed_in(request.user)
    services.discard_import(by=by, waiting=selectors.import_for(by, pk))
    messages.success(request, _("The table is put away; nothing of it is kept."))
    return redirect("residents:import")
