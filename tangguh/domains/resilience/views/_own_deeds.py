"""Deeds about the district's own index: asking participants again, handing a figure to a policy."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.services import require
from tangguh.domains.places import selectors as places
from tangguh.domains.places.selectors import home_area
from tangguh.domains.policies import selectors as policies
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.resilience import selectors, services
from tangguh.domains.resilience.forms import FollowUpForm, HandFindingForm
from tangguh.domains.resilience.views._own import period_asked
from tangguh.domains.resilience.views._requests import village
from tangguh.errors import Conflict, Refused
from tangguh.integrations.browser import done, page_of, sent


def follow_ups(request: HttpRequest) -> HttpResponse:
    """What participants said when asked again; for who may ask, where it is time to."""
    may = accounts.may_anywhere(request.user, "resilience.record_follow_up")
    context = {
        "page": page_of(request, selectors.follow_ups()),
        "waiting": selectors.to_ask_again(request.user, on=places.today())[:20] if may else None,
    }
    return render(request, "resilience/own/follow_ups.html", context)


def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """One follow-up: how people were chosen, and what they said."""
    told = selectors.follow_up_for(request.user, pk)
    context = {
        "told": told,
        "said": selectors.said_in(told),
        "may_strike": selectors.may_record(request.user, told.area),
    }
    return render(request, "resilience/own/follow_up.html", context)


@login_required
def record_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what participants of an activity said when asked again."""
    by, today = accounts.signed_in(request.user), places.today()
    activity = programmes.activity_for(by, pk)
    villages = selectors.villages_asked(activity)
    if not any(selectors.may_record(by, area) for area in villages):
        require(by, "resilience.record_follow_up", at=activity.area)
    form = FollowUpForm(
        sent(request),
        villages=villages,
        questions=selectors.question_words(today),
        initial={"happened_on": today},
    )

    def deed() -> object:
        act = form.cleaned_data["act_id"]
        return services.record_follow_up(
            by=by, activity=activity, draft=form.draft(), act_id=act, now=places.now()
        )

    if done(form, deed, shows=(Refused, Conflict)):
        messages.success(request, _("Kept. The index of the village counts it from now on."))
        return redirect("resilience:own_village", code=form.cleaned_data["area"].code)
    cancel = reverse("resilience:follow_ups")
    context = {"form": form, "title": _("Asked again: %(activity)s") % {"activity": activity}}
    return form_page(request, form, {**context, "cancel_url": cancel})


@require_POST
@login_required
def strike_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a follow-up out of every count."""
    by = accounts.signed_in(request.user)
    told = selectors.follow_up_for(by, pk)
    services.strike_follow_up(by=by, follow_up=told, now=places.now())
    messages.success(request, _("It counts no longer. The audit trail keeps that it was there."))
    return redirect("resilience:follow_ups")


@login_required
def hand_finding(request: HttpRequest, code: str) -> HttpResponse:
    """Hand a figure of a village, or of the district's villages, to a policy."""
    by, area, period = accounts.signed_in(request.user), village(code), period_asked(request)
    require(by, "resilience.hand_finding", at=area)
    standing = selectors.own_of(area, [period]).of(area.code)
    figures = {
        about: selectors.own_figure(standing, about)
        for about in [*standing.spans, *(f.indicator.code for f in standing.figures)]
    }
    form = HandFindingForm(
        sent(request),
        policies=policies.policies_for(by).filter(area=home_area()).order_by("title"),
        figures=figures,
        initial={"about": request.GET.get("about", "")},
    )

    def deed() -> object:
        return services.hand_own_finding(
            by=by, area=area, period=period, now=places.now(), **form.cleaned_data
        )

    if done(form, deed, shows=(Refused, Conflict)):
        messages.success(request, _("Handed to the policy; its next review answers to it."))
        return redirect("policies:findings", pk=form.cleaned_data["policy"].pk)
    title = _("Hand a figure of %(area)s to a policy") % {"area": area.name}
    cancel = reverse("resilience:own_village", args=[code])
    return form_page(request, form, {"form": form, "title": title, "cancel_url": cancel})


def form_page(request: HttpRequest, form: Form, context: dict[str, object]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "resilience/own/form.html", context, status=status)
