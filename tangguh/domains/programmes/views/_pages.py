from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tangguh.domains.places import selectors as places
from tangguh.domains.programmes import selectors
from tangguh.domains.programmes.models import Activity, Programme
from tangguh.domains.programmes.views._filters import ListForm
from tangguh.domains.programmes.views._requests import activity_chain, chain_of
from tangguh.integrations.browser import page_of


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A programme: what it is for, who runs it, its money, and how far its activities are."""
    programme, today = selectors.programme_for(request.user, pk), places.today()
    form = ListForm(request.GET, without=("status", "agency"))
    context = {
        "programme": programme,
        "chain": chain_of(programme),
        "form": form,
        "results": programme.results.annotate(measured=Count("indicators")).order_by("code"),
        "partners": programme.partners.all(),
        "contacts": programme.lead.contacts.all(),
        "may_plan": selectors.may_plan(request.user, programme),
        "today": today,
    }
    return render(
        request, "programmes/detail.html", context | progress_of(request, programme, form, today)
    )


def progress_of(
    request: HttpRequest, programme: Programme, form: ListForm, today: date
) -> dict[str, Any]:
    """The activities that match, and the totals of the programme and of each of its cycles."""
    told = selectors.standings(
        Activity.objects.filter(selectors.GOES_ON, cycle__programme=programme), on=today
    )
    totals = selectors.cycle_totals(told.values())
    nothing = selectors.total(())
    filters = form.filters(programme=programme.pk)
    page = page_of(request, list(selectors.activity_list(request.user, filters)))
    return {
        "totals": selectors.total(told.values()),
        "cycles": [
            (cycle, totals.get(cycle.pk, nothing))
            for cycle in programme.cycles.prefetch_related("funding").order_by("-starts")
        ],
        "page": page,
        "rows": [(activity, told[activity.pk]) for activity in page],
    }


def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity: plan versus real, its money, and the history of what was reported."""
    found, today = selectors.activity_for(request.user, pk), places.today()
    funding = list(found.funding.order_by("-amount"))
    updates = list(selectors.history(found, on=today))
    budget = sum(part.amount for part in funding)
    context = {
        "activity": found,
        "chain": activity_chain(found),
        "standing": selectors.standing_told(found, updates, budget=budget, on=today),
        "funding": funding,
        "partners": found.partners.all(),
        "contact": selectors.contact_of([found]),
        "updates": updates,
        "overlaps": selectors.overlaps(found, on=today),
        "asked_for": selectors.who_asked(found.pk),
        "duties": selectors.duties(request.user, found),
        "today": today,
    }
    return render(request, "programmes/activity.html", context)
