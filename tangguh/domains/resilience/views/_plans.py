from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies.selectors import policies_for
from tangguh.domains.resilience import selectors, services
from tangguh.domains.resilience.forms import DecisionForm, PlanForm, WithdrawalForm, told_of_plan
from tangguh.domains.resilience.models import Plan
from tangguh.domains.resilience.views import _decision_sheet
from tangguh.domains.resilience.views._unit_costs import index_of
from tangguh.errors import Conflict, NotFound, Refused
from tangguh.integrations.browser import attempted, done, page_of, paper, sent


def plans(request: HttpRequest) -> HttpResponse:
    """The plans that were drawn up, and what was decided."""
    district = places.home_area()
    context = {
        "page": page_of(request, selectors.plans_for(request.user).defer("result", "certificates")),
        "may_plan": selectors.may_plan(request.user, district),
        "may_read": selectors.may_read_plans(request.user, district),
    }
    return render(request, "resilience/plans.html", context)


@login_required
def draw_plan(request: HttpRequest) -> HttpResponse:
    """The planner sets the limits; both plans are drawn up and kept."""
    by, district = people.signed_in(request.user), places.home_area()
    accounts.require(by, "resilience.plan", at=district)
    year = places.today().year + 1
    costs = selectors.unit_costs_on(district, index_of(), date(year, 1, 1))
    form = PlanForm(
        sent(request),
        costs=costs.values(),
        subdistricts=Area.objects.filter(parent=district).order_by("name"),
        initial=begun(request, year),
    )
    plan = drawn(by, district, form)
    if plan is not None:
        return redirect("resilience:plan", pk=plan.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "costs": costs}
    return render(request, "resilience/draw_plan.html", context, status=status)


def begun(request: HttpRequest, year: int) -> dict[str, Any]:
    """What the form begins with: the limits of another plan, or the usual ones."""
    usual = {"year": year, "objective": "most-gain", "works": 6, "share": 30}
    asked = request.GET.get("as", "")
    if not asked.isdecimal():
        last = selectors.last_plan(places.home_area())
        return usual if last is None else usual | told_of_plan(last) | {"year": year}
    return usual | told_of_plan(selectors.plan_for(request.user, int(asked)))


def drawn(by: User, district: Area, form: PlanForm) -> Plan | None:
    """What a valid form brings; limits that cannot be kept are told in the form."""

    def deed() -> Plan:
        return services.draw_plan(
            by=by,
            district=district,
            year=form.cleaned_data["year"],
            objective=form.cleaned_data["objective"],
            limits=form.limits(),
            now=places.now(),
        )

    return attempted(form, deed, shows=(Conflict, NotFound, Refused))


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Both plans side by side, what each limit costs, the alarm, and the decision."""
    found = selectors.plan_for(request.user, pk)
    return shown(request, found, None)


@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record which one is carried out; its works become planned activities."""
    by = people.signed_in(request.user)
    found = selectors.plan_for(by, pk)
    form = DecisionForm(sent(request), policies=policies_for(by))
    if decided(by, found, form):
        count = found.decision.works.count()
        told = ngettext(
            "Decided. %(count)d activity is planned now.",
            "Decided. %(count)d activities are planned now.",
            count,
        )
        messages.success(request, told % {"count": count})
        return redirect("resilience:plan", pk=pk)
    return shown(request, found, form)


def decided(by: User, plan: Plan, form: DecisionForm) -> bool:
    def deed() -> None:
        services.decide(by=by, plan=plan, now=places.now(), **form.cleaned_data)
        plan.refresh_from_db()

    return done(form, deed, shows=(Refused, Conflict))


@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back, with the reason."""
    by = people.signed_in(request.user)
    found = selectors.plan_for(by, pk)
    if not hasattr(found, "decision"):
        raise NotFound(_("Nothing is decided on this plan yet."))
    form = WithdrawalForm(sent(request))

    def deed() -> None:
        services.withdraw_decision(
            by=by, decision=found.decision, now=places.now(), **form.cleaned_data
        )

    if done(form, deed, shows=(Refused, Conflict)):
        messages.success(request, _("Taken back. What had not begun is cancelled."))
        return redirect("resilience:plan", pk=pk)
    accounts.require(by, "resilience.plan", at=found.area)
    opened = selectors.opened_by(found.decision, places.today())
    context = {"plan": found, "form": form, "opened": opened}
    status = 422 if form.errors else 200
    return render(request, "resilience/withdraw.html", context, status=status)


@login_required
def limit_prices(request: HttpRequest, pk: int) -> HttpResponse:
    """What each limit costs, planned again one limit after the other; who leaves stops it."""
    by = people.signed_in(request.user)
    found = selectors.plan_for(by, pk)
    accounts.require(by, "resilience.plan", at=found.area)
    if request.method == "POST":
        services.price_next_limit(by=by, plan=found, now=places.now())
        if not request.headers.get("HX-Request"):
            return redirect("resilience:limit_prices", pk=pk)
    all_ = selectors.limits_to_price(found)
    known = len(selectors.limit_prices(found))
    context = {
        "told": selectors.page_for(found),
        "plan": found,
        "known": known,
        "all": len(all_),
        "goes_on": known < len(all_) and (request.method == "POST" or "go" in request.GET),
        "out_of_date": selectors.is_out_of_date(found),
    }
    return render(request, "resilience/limit_prices.html", context)


def shown(request: HttpRequest, found: Plan, form: DecisionForm | None) -> HttpResponse:
    may_decide = selectors.may_plan(request.user, found.area) and not hasattr(found, "decision")
    if form is None and may_decide:
        form = DecisionForm(None, policies=policies_for(request.user))
    context = {
        "told": selectors.page_for(found),
        "plan": found,
        "decision": getattr(found, "decision", None),
        "opened": selectors.opened_by(found.decision, places.today())
        if hasattr(found, "decision")
        else None,
        "out_of_date": selectors.is_out_of_date(found),
        "form": form if may_decide else None,
        "may_plan": selectors.may_plan(request.user, found.area),
        "may_read": selectors.may_read_plans(request.user, found.area),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "resilience/plan.html", context, status=status)


def decision_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision as a sheet to be signed."""
    found = selectors.plan_for(request.user, pk)
    if not hasattr(found, "decision"):
        raise NotFound(_("Nothing is decided on this plan yet."))
    address = request.build_absolute_uri(reverse("resilience:plan", args=[pk]))
    pdf = _decision_sheet.decision(selectors.page_for(found), address)
    return paper(f"{_('decision')}-{found.year}-{found.pk}", pdf)
