from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.places import selectors as places
from tangguh.domains.residents import parameters, selectors, services
from tangguh.domains.residents.forms import FilterForm
from tangguh.domains.residents.models import Need
from tangguh.integrations.browser import page_of


def counts(request: HttpRequest) -> HttpResponse:
    """How many need help, village by village, without a name and without small counts."""
    context = {
        "rows": selectors.village_counts(on=places.today()),
        "kinds": [kind.label for kind in Need.Kind],
        "reads": accounts.may_anywhere(request.user, "residents.read"),
    }
    return render(request, "residents/counts.html", context)


@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The households in one's reach; for everybody else the counts."""
    viewer, today = request.user, places.today()
    if not accounts.may_anywhere(viewer, "residents.read"):
        return redirect("residents:counts")
    form = FilterForm(request.GET, neighbourhoods=selectors.neighbourhoods(viewer, on=today))
    by = accounts.signed_in(viewer)
    rows = services.search_households(by=by, filters=form.filters(), on=today)
    context = {
        "form": form,
        "page": page_of(request, rows),
        "may_record": accounts.may_anywhere(viewer, "residents.record"),
    }
    return render(request, "residents/list.html", context)


@never_cache
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One household. That it was opened is kept."""
    today, by = places.today(), accounts.signed_in(request.user)
    household = services.open_household(by=by, pk=pk, on=today)
    consents = selectors.consents_of(household, on=today)
    context = {
        "household": household,
        "consents": [(each, parameters.text(each.purpose, each.text_of)[1]) for each in consents],
        "may_record": accounts.may(by, "residents.record", at=household.area),
        "corrections": [
            (each, *(selectors.value_told(each.field, value) for value in (each.was, each.became)))
            for each in selectors.corrections_of(household)
        ],
    }
    return render(request, "residents/detail.html", context)
