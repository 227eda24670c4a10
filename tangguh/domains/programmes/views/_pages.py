from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tangguh.domains.places import selectors as places
from tangguh.domains.programmes import selectors
from tangguh.domains.programmes.models import Activity, Programme
from tangguh.domains.programmes.views._filters import ListForm
from tangguh.domains.programmes.views._requests import activity_chain, chain_of, page_of


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A programme: what it is for, who runs it, its money, and how far its activities are."""
    programme = selectors.programme_for(request.user, pk)
    form = ListForm(request.GET, without=("status", "agency"))
    return render(
        request,
        "programmes/detail.html",
        {
            "programme": programme,
            "chain": chain_of(programme),
            "form": form,
            "results": programme.results.annotate(measured=Count("indicators")).order_by("code"),
            "partners": programme.partners.all(),
            "contacts": programme.lead.contacts.all(),
            "may_plan": selectors.may_plan(request.user, programme),
            "today": places.today(),
        }
        | progress_of(request, programme, form),
    )


def progress_of(request: HttpRequest, programme: Programme, form: ListForm) -> dict[str, Any]:
    """The activities that match, and the totals of the programme and of each of its cycles."""
    told = selectors.standings(
        Activity.objects.filter(cycle__programme=programme), on=places.today()
    )
    cycles = programme.cycles.prefetch_related("funding").order_by("-starts")
    members: dict[int, list[int]] = {}
    for activity, cycle in Activity.objects.filter(pk__in=told).values_list("pk", "cycle"):
        members.setdefault(cycle, []).append(activity)
    filters = form.filters(programme=programme.pk)
    page = page_of(request, selectors.activity_list(request.user, filters))
    return {
        "totals": selectors.total(told.values()),
        "cycles": [
            (cycle, selectors.total(told[pk] for pk in members.get(cycle.pk, ())))
            for cycle in cycles
        ],
        "page": page,
        "rows": [(activity, told[activity.pk]) for activity in page],
    }


def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity: plan versus real, its money, and the history of what was reported."""
    found = selectors.activity_for(request.user, pk)
    today = places.today()
    programme = found.cycle.programme
    context = {
        "activity": found,
        "programme": programme,
        "chain": activity_chain(found),
        "standing": selectors.standing(found, on=today),
        "funding": found.funding.order_by("-amount"),
        "partners": found.partners.all(),
        "contact": selectors.contact_of([found]),
        "updates": selectors.history(found, on=today),
        "overlaps": selectors.overlaps(found, on=today),
        "may_plan": selectors.may_plan(request.user, programme),
        "may_report": selectors.may_report(request.user, found),
        "today": today,
    }
    return render(request, "programmes/activity.html", context)
