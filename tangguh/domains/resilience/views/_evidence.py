from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as people
from tangguh.domains.places import selectors as places
from tangguh.domains.resilience import selectors, services
from tangguh.domains.resilience.forms import EvidenceForm, about
from tangguh.domains.resilience.models import IndicatorEvidence
from tangguh.domains.resilience.parameters import known_definitions
from tangguh.domains.resilience.views import _sheet
from tangguh.domains.resilience.views._requests import village
from tangguh.integrations.browser import paper


def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """What shows each indicator of a village; the village says which file shows which."""
    area = village(code)
    found = selectors.proofs_of(request.user, area, request.GET.get("index", ""))
    posted = request.POST if request.method == "POST" else None
    form = None
    if selectors.may_link(request.user, area) or posted is not None:
        names = {proof.indicator.code: proof.name for _t, part in found.parts for proof in part}
        files = selectors.evidence_to_link(request.user, area)
        form = EvidenceForm(posted, definition=found.definition, files=files, names=names)
    if posted is not None and form is not None and form.is_valid():
        services.link_evidence(
            by=people.signed_in(request.user),
            area=area,
            index=found.definition.name,
            now=places.now(),
            **form.cleaned_data,
        )
        messages.success(request, _("Linked. It stands on the sheet of evidence from now on."))
        return redirect(
            f"{reverse('resilience:evidence', args=[code])}?index={found.definition.name}"
        )
    indices = {name: about(name) for name in known_definitions()}
    context = {"area": area, "proofs": found, "form": form, "indices": indices}
    status = 422 if form is not None and form.errors else 200
    return render(request, "resilience/evidence.html", context, status=status)


@require_POST
@login_required
def unlink(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take back that a file shows an indicator."""
    rows = IndicatorEvidence.objects.select_related("area", "evidence")
    link = get_object_or_404(rows, pk=pk, area__code=code)
    services.unlink_evidence(by=people.signed_in(request.user), link=link)
    messages.success(request, _("No longer linked. The file itself stays."))
    return redirect(f"{reverse('resilience:evidence', args=[code])}?index={link.index}")


def evidence_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a sheet: what shows each indicator, and a blank line where nothing does."""
    area = village(code)
    found = selectors.proofs_of(request.user, area, request.GET.get("index", ""))
    page = f"{reverse('resilience:evidence', args=[code])}?index={found.definition.name}"
    pdf = _sheet.evidence(found, request.build_absolute_uri(page), on=places.today())
    return paper(f"{_('evidence')}-{found.definition.name}-{area.code}", pdf)
