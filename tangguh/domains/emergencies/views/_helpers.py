"""Who offers to help, and the alert level of a place."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.emergencies import parameters, selectors, services
from tangguh.domains.emergencies.forms import HelperForm, LevelForm
from tangguh.domains.emergencies.services import Proposed
from tangguh.domains.emergencies.views._buddies import MATCH, words
from tangguh.domains.emergencies.views._requests import allowed, answer, inhabited
from tangguh.domains.places import selectors as places
from tangguh.domains.residents import selectors as residents
from tangguh.integrations.browser import sent


@never_cache
@login_required
def helpers(request: HttpRequest, code: str) -> HttpResponse:
    """Who offered to help in a village."""
    area = inhabited(code)
    by = allowed(request, "emergencies.read_buddies", at=area)
    context = {
        "area": area,
        "helpers": selectors.helpers_in(by, area, on=places.today()),
        "may_match": accounts.may(by, MATCH, at=area),
    }
    return render(request, "emergencies/buddies/helpers.html", context)


@never_cache
@login_required
def add_helper(request: HttpRequest, code: str) -> HttpResponse:
    """Write down who offers to help."""
    area, today = inhabited(code), places.today()
    by = allowed(request, MATCH, at=area)
    rows = residents.households(by, residents.Filters(), on=today).filter(area=area)
    form = HelperForm(sent(request), households=rows)

    def deed() -> object:
        act = form.cleaned_data["act_id"]
        return services.record_helper(by=by, draft=form.draft(area), act_id=act, on=today)

    return answer(
        request,
        form,
        deed,
        title=_("Write down a helper"),
        back=reverse("emergencies:helpers", args=[code]),
        quote=parameters.text("listed", today)[1],
    )


DEEDS: dict[str, Callable[..., Proposed]] = {
    "away": services.drop_out,
    "back": services.come_back,
    "forget": services.forget_helper,
}


@require_POST
@login_required
def change_helper(request: HttpRequest, pk: int) -> HttpResponse:
    """A helper cannot come now, can again, goes on, or takes the yes back."""
    by, today = accounts.signed_in(request.user), places.today()
    helper = selectors.helper_for(by, pk, on=today)
    code, deed = helper.area.code, DEEDS.get(request.POST.get("deed", ""))
    if deed:
        messages.success(request, words(deed(by=by, helper=helper, on=today)))
    else:
        services.renew_helper(by=by, helper=helper, on=today)
        messages.success(request, _("Saved."))
    return redirect("emergencies:helpers", code=code)


@never_cache
@login_required
def declare_level(request: HttpRequest, code: str) -> HttpResponse:
    """Declare the alert level of a village."""
    area, now = inhabited(code), places.now()
    by, form = allowed(request, "emergencies.declare_level", at=area), LevelForm(sent(request))

    def deed() -> object:
        return services.declare_level(by=by, area=area, now=now, **form.said(now))

    back = reverse("emergencies:buddies_coverage")
    title = _("Alert level of %(name)s") % {"name": area.name}
    return answer(request, form, deed, title=title, back=back)
