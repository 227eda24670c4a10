from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.evidence import selectors, services
from tangguh.domains.evidence.forms import ClaimForm, VerifyForm
from tangguh.domains.evidence.views._requests import tried
from tangguh.domains.places import selectors as places
from tangguh.integrations.browser import sent


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Claim with a file that something happened."""
    by, today = signed_in(request.user), places.today()
    initial: dict[str, object] = {"happened_on": today}
    if area := request.GET.get("area"):
        initial["area"] = area
    files = request.FILES if request.method == "POST" else None
    form = ClaimForm(sent(request), files, by=by, today=today, initial=initial)
    claimed = tried(form, lambda: services.claim(by=by, now=places.now(), **form.deed()))
    if claimed is None:
        status = 422 if form.errors else 200
        context = {"form": form, "may_upload": accounts.may_anywhere(by, "evidence.upload")}
        return render(request, "evidence/upload.html", context, status=status)
    messages.success(request, _("Kept. It counts as claimed until a second person verifies it."))
    return redirect("evidence:detail", pk=claimed.pk)


@require_POST
@login_required
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Say as a second person whether a claim holds."""
    evidence = selectors.evidence_for(request.user, pk)
    form = VerifyForm(request.POST)
    if not form.is_valid():
        context = {"card": selectors.card(request.user, evidence), "form": form}
        return render(request, "evidence/verify.html", context, status=422)
    services.verify(
        by=signed_in(request.user), evidence=evidence, now=places.now(), **form.cleaned_data
    )
    messages.success(request, _("Your verdict is kept with your name and office."))
    return redirect("evidence:detail", pk=pk)
