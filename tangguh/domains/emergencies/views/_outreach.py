"""Outreach: the list, one session, writing one down, and the minimum services."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.emergencies import parameters, selectors, services
from tangguh.domains.emergencies.forms import SessionForm
from tangguh.domains.emergencies.views._requests import answer
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import Activity
from tangguh.integrations.browser import page_of, sent

RECORD = "emergencies.record_outreach"


def outreach(request: HttpRequest) -> HttpResponse:
    """Every session, and the minimum services of the year."""
    today = places.today()
    context = {
        "page": page_of(request, selectors.sessions()),
        "services": selectors.minimum_services(today.year, on=today),
        "year": today.year,
        "may_record": accounts.may_anywhere(request.user, RECORD),
    }
    return render(request, "emergencies/outreach/list.html", context)


def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: who came, and what they knew before and after."""
    found = selectors.session_for(pk)
    context = {
        "session": found,
        "changes": selectors.changes_of(found),
        "split": selectors.split_of(found),
        "shares": selectors.shares_of(found),
        "materials": found.materials.order_by("title"),
    }
    return render(request, "emergencies/outreach/detail.html", context)


@never_cache
@login_required
def record_session(request: HttpRequest) -> HttpResponse:
    """Write a session down; works without a signal."""
    by, today = accounts.signed_in(request.user), places.today()
    accounts.area_of(by, RECORD)
    villages = Area.objects.filter(level=Area.Level.VILLAGE, valid_to=None).order_by("code")
    talks = Activity.objects.filter(cancellation=None, kind=Activity.Kind.OUTREACH).order_by(
        "-planned_start"
    )
    form = SessionForm(
        sent(request),
        areas=accounts.open_to(by, villages, deed=RECORD, area=""),
        activities=accounts.open_to(by, talks, deed=RECORD),
        questions=parameters.questions(today),
    )

    def deed() -> object:
        act = form.cleaned_data["act_id"]
        return services.record_session(by=by, draft=form.draft(), act_id=act, on=today)

    back = reverse("emergencies:outreach")
    return answer(request, form, deed, title=_("Write down a session"), back=back, outbox=True)
