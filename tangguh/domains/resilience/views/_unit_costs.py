from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import FundingSource
from tangguh.domains.resilience import parameters, selectors, services
from tangguh.domains.resilience.forms import CostFileForm, UnitCostForm
from tangguh.domains.resilience.parameters import Intervention
from tangguh.engines.tables import csv_lines
from tangguh.errors import Conflict, NotFound, Refused
from tangguh.integrations.browser import attempted, done, on_disk, sent, table


@login_required
def costs(request: HttpRequest) -> HttpResponse:
    """What can be done, what it costs today, and where that is from."""
    by, district = people.signed_in(request.user), places.home_area()
    accounts.require(by, "resilience.read_plan", at=district)
    index = index_of()
    context = {
        "index": index,
        "rows": selectors.priced_interventions(district, index, places.today()),
        "may_plan": selectors.may_plan(by, district),
    }
    return render(request, "resilience/costs.html", context)


@login_required
def cost(request: HttpRequest, intervention: str) -> HttpResponse:
    """Every entry for one intervention; the planner adds one, and none is overwritten."""
    by, district = people.signed_in(request.user), places.home_area()
    accounts.require(by, "resilience.read_plan", at=district)
    index = index_of()
    known = intervention_of(index, intervention)
    form = None
    if selectors.may_plan(by, district) or request.method == "POST":
        initial = {"holds_from": places.today(), "units": 1, "per": "village"}
        form = UnitCostForm(sent(request), initial=initial)
        if entered(by, district, form, index, known):
            messages.success(request, _("Entered. Plans drawn up before are out of date now."))
            return redirect("resilience:cost", intervention=known.code)
    entries = selectors.cost_entries(district, index).filter(intervention=known.code)
    context = {
        "known": known,
        "entries": entries,
        "holds": selectors.unit_costs_on(district, index, places.today()).get(known.code),
        "form": form,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "resilience/cost.html", context, status=status)


@login_required
def import_costs(request: HttpRequest) -> HttpResponse:
    """Many costs at once, from a table; what is wrong is told row by row, and nothing is stored then."""
    by, district = people.signed_in(request.user), places.home_area()
    accounts.require(by, "resilience.plan", at=district)
    form = CostFileForm(sent(request), request.FILES or None)
    counts = attempted(form, lambda: imported(by, district, form), shows=(Refused, Conflict))
    if counts is not None:
        told = _("%(new)d costs were entered, %(known)d were known already.")
        messages.success(request, told % {"new": counts[0], "known": counts[1]})
        return redirect("resilience:costs")
    context = {"form": form, "funds": FundingSource.choices}
    status = 422 if form.errors else 200
    return render(request, "resilience/import_costs.html", context, status=status)


def imported(by: User, district: Area, form: CostFileForm) -> tuple[int, int]:
    with on_disk(form.cleaned_data["file"]) as file:
        return services.enter_unit_costs(
            by=by, district=district, index=index_of(), file=file, now=places.now()
        )


@login_required
def cost_template(request: HttpRequest) -> HttpResponse:
    """A table to fill in: all that can be done, with what it costs today."""
    by, district = people.signed_in(request.user), places.home_area()
    accounts.require(by, "resilience.read_plan", at=district)
    index, today = index_of(), places.today()
    lines = services.template(index, selectors.unit_costs_on(district, index, today))
    return table(_("unit-costs"), csv_lines(lines), on=today)


def entered(by: User, district: Area, form: UnitCostForm, index: str, known: Intervention) -> bool:
    def deed() -> object:
        draft = form.draft(index, known.code)
        return services.enter_unit_cost(by=by, district=district, draft=draft, now=places.now())

    return done(form, deed, shows=(Refused, Conflict))


def index_of() -> str:
    """The index for which it is known what raises its indicators."""
    release = selectors.release_to_plan_with(places.home_area())
    return release.index if release else parameters.plannable()[0]


def intervention_of(index: str, code: str) -> Intervention:
    known = parameters.interventions(index).get(code)
    if known is None:
        raise NotFound(_("There is no such intervention. Choose one from the list of unit costs."))
    return known
