from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.places.selectors import home_area
from tangguh.domains.resilience import selectors, services
from tangguh.domains.resilience.forms import ReleaseForm
from tangguh.errors import Problem
from tangguh.integrations.browser import on_disk


def releases(request: HttpRequest) -> HttpResponse:
    """Every release there is, and what waits for a decision."""
    district = home_area()
    context = {
        "releases": selectors.releases(),
        "waiting": selectors.waiting_releases(request.user, district),
        "may_import": selectors.may_import(request.user, district),
        "today": places.today(),
    }
    return render(request, "resilience/releases.html", context)


@login_required
def check(request: HttpRequest) -> HttpResponse:
    """Check a file of scores. Nothing that is shown changes until somebody accepts it."""
    by, district = people.signed_in(request.user), home_area()
    accounts.require(by, "resilience.import_scores", at=district)
    posted = request.method == "POST"
    form = ReleaseForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        today=places.today(),
    )
    found = proposed(by, district, form) if form.is_valid() else None
    if found is None:
        status = 422 if form.errors else 200
        return render(request, "resilience/check.html", {"form": form}, status=status)
    if found.release is None:
        context = {"report": found.report, "source": form.cleaned_data["source"]}
        return render(request, "resilience/refused.html", context, status=422)
    return redirect("resilience:release", pk=found.release.pk)


def proposed(by: User, district: Area, form: ReleaseForm) -> services.Check | None:
    """What a valid form brings; a file that cannot be read is told in the form."""
    said = dict(form.cleaned_data)
    try:
        with on_disk(said.pop("file")) as file:
            return services.propose_release(
                by=by, district=district, file=file, now=places.now(), **said
            )
    except Problem as refusal:
        if refusal.http_status not in {409, 422}:
            raise
        form.add_error(None, refusal.message)
        return None


def release(request: HttpRequest, pk: int) -> HttpResponse:
    """One release: where it is from, and what was found in it; what waits is decided on here."""
    found = selectors.release_for(request.user, pk, home_area())
    differing = selectors.conflicts_with_shown(found) if found.waiting else []
    context = {"release": found, "report": found.report, "differing": differing}
    return render(request, "resilience/release.html", context)


@require_POST
@login_required
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a release beside those that are there."""
    by, district = people.signed_in(request.user), home_area()
    found = selectors.release_for(by, pk, district)
    services.accept_release(by=by, district=district, release=found)
    messages.success(request, _("The release is shown from now on, beside those that were there."))
    return redirect("resilience:release", pk=pk)


@require_POST
@login_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a release away."""
    by, district = people.signed_in(request.user), home_area()
    found = selectors.release_for(by, pk, district)
    services.discard_release(by=by, district=district, release=found)
    messages.success(request, _("Put away. The pages stay as they are."))
    return redirect("resilience:releases")
