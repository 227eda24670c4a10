from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.places import selectors as places
from tangguh.domains.policies import selectors, services
from tangguh.domains.policies.forms import FindingForm, SourceForm
from tangguh.domains.policies.views._requests import Asked, answer, policy_steps, step
from tangguh.integrations.browser import page_of, sent


def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """What the policy must answer to, from all sources or one."""
    policy = selectors.policy_for(request.user, pk)
    form = SourceForm(request.GET)
    rows = selectors.findings_of(policy, form.source_asked())
    context = {
        "policy": policy,
        "form": form,
        "page": page_of(request, rows),
        "steps": policy_steps(policy, step(_("Findings"), _("All"))),
        "may_report": accounts.may(request.user, "policies.report_finding", at=policy.area),
    }
    return render(request, "policies/findings.html", context)


@login_required
def report_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a lesson to the policy."""
    policy = selectors.policy_for(request.user, pk)
    page = reverse("policies:findings", args=[pk])
    known = {"happened_on": places.today(), "evidence": request.GET.get("evidence", "")}
    form = FindingForm(sent(request), policy=policy, viewer=request.user, initial=known)
    asked = Asked(
        title=_("Hand in a finding"),
        needs=("policies.report_finding", policy.area),
        steps=policy_steps(
            policy, step(_("Findings"), _("All"), page), step(_("New"), _("Finding"))
        ),
        done=_("Kept. The next review must answer to it."),
        note=_("What was learnt, and what the next review must answer to."),
    )
    deed = partial(services.report_finding, policy=policy, now=places.now())
    return answer(request, form, asked, deed, then=page)
