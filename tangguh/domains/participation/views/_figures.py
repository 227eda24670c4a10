from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.participation import selectors
from tangguh.domains.participation.selectors import Measure, Period
from tangguh.domains.participation.views._proposal_chain import chain_of
from tangguh.domains.participation.views._requests import Stop, stop
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies import selectors as policies
from tangguh.errors import NotFound
from tangguh.integrations.browser import day_asked, page_of


def answers(request: HttpRequest) -> HttpResponse:
    """How many authors were answered in time, area by area; for officials, who still waits."""
    district = places.home_district()
    if district is None:
        raise NotFound(_("There is no district yet. The operator adds one first."))
    today = places.today()
    area = get_object_or_404(Area, code=request.GET.get("area") or district.area.code)
    year = request.GET.get("year", "")
    figures = selectors.promptness(area, on=today, year=int(year) if year.isdigit() else None)
    is_official = accounts.may_anywhere(request.user, "participation.read_overdue")
    context = {
        "area": area,
        "rows": figures[:-1],
        "all": figures[-1],
        "days": selectors.answer_days(today),
        "year": year,
        "years": selectors.years_of_filing(),
        "waiting": selectors.waiting_for_answer(request.user, on=today) if is_official else None,
        "chain": chain_of(None, stop(_("Answers"), area.name)),
    }
    return render(request, "participation/answers.html", context)


def counted(request: HttpRequest, measure: str) -> HttpResponse:
    """The very proposals of which an indicator's figure is made."""
    if measure not in selectors.MEASURES:
        raise NotFound(_("There is no such figure. Open it from the page of its policy."))
    found, period = selectors.MEASURES[measure], period_of(request)
    (actual,) = policies.answers(period.policy, [selectors.question_of(found, period)])
    context = {
        "measure": found,
        "period": period,
        "actual": actual,
        "page": page_of(request, found.part(period)),
        "chain": counted_chain(found, period),
    }
    return render(request, "participation/counted.html", context)


def counted_chain(measure: Measure, period: Period) -> list[Stop]:
    url = reverse("policies:detail", args=[period.policy.pk])
    return [stop(_("Policy"), period.policy.called, url), stop(_("Figure"), str(measure.title))]


def period_of(request: HttpRequest) -> Period:
    """Policy, area and days that the address asks for."""
    asked = request.GET.get("policy", "")
    policy = policies.policy_for(request.user, int(asked) if asked.isdigit() else 0)
    area = get_object_or_404(Area, code=request.GET.get("area", policy.area.code))
    return Period(policy, area, day_asked(request, "from"), day_asked(request, "to"))
