"""Who fetches whom: counts for everybody, names for those to whom they are open."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.emergencies import parameters, selectors, services
from tangguh.domains.emergencies.forms import PlacesForm, RenewForm, SideForm
from tangguh.domains.emergencies.models import BuddyConsent, Pair
from tangguh.domains.emergencies.services import Proposed
from tangguh.domains.emergencies.views._requests import allowed, answer, inhabited
from tangguh.domains.places import selectors as places
from tangguh.integrations.browser import sent

MATCH = "emergencies.match_buddies"
Side = BuddyConsent.Side


def coverage(request: HttpRequest) -> HttpResponse:
    """How many have a neighbour on call, village by village, without a name."""
    today, viewer = places.today(), request.user
    opens = ("emergencies.read_buddies", "emergencies.open_buddies")
    context = {
        "rows": selectors.buddy_coverage(on=today),
        "rules": parameters.rules(today),
        "opens": any(accounts.may_anywhere(viewer, deed) for deed in opens),
    }
    return render(request, "emergencies/buddies/coverage.html", context)


@never_cache
@login_required
def buddies(request: HttpRequest, code: str) -> HttpResponse:
    """Who fetches whom in a village. That it was opened is kept."""
    by, area, now = accounts.signed_in(request.user), inhabited(code), places.now()
    found = services.open_buddies(by=by, area=area, now=now)
    context = {
        "area": area,
        "groups": selectors.by_neighbourhood(found),
        "people": len(found),
        "covered": sum(row.is_covered for row in found),
        "openings": selectors.openings(area),
        "levels": selectors.levels_at(area, now=now),
        "running_out": list(selectors.running_out(area, found, on=places.today())),
        "may_match": accounts.may(by, MATCH, at=area),
        "waters": selectors.waters(area, on=places.today()),
    }
    return render(request, "emergencies/buddies/list.html", context)


@never_cache
@login_required
def training(request: HttpRequest, code: str) -> HttpResponse:
    """Whom nobody can reach: where the next helpers are to be found and trained."""
    area, today = inhabited(code), places.today()
    by = allowed(request, "emergencies.read_buddies", at=area)
    missing = services.open_training(by=by, area=area, on=today)
    rows = selectors.training_list(missing, parameters.rules(today).each)
    context = {"area": area, "rows": rows, "missing": missing}
    return render(request, "emergencies/buddies/training.html", context)


@require_POST
@login_required
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Seek neighbours for everybody who wants one."""
    by, area = accounts.signed_in(request.user), inhabited(code)
    told = services.propose_pairs(by=by, area=area, on=places.today())
    messages.success(request, words(told))
    return redirect("emergencies:buddies", code=code)


def words(told: Proposed) -> str:
    """What a new plan changed, in a sentence or two."""
    said = ngettext("%(n)d new pair to ask.", "%(n)d new pairs to ask.", told.new) % {"n": told.new}
    said += " " + _("%(n)d stay as they are.") % {"n": told.kept}
    if told.moved:
        said += " " + _("%(n)d that were agreed hold until their successor is.") % {"n": told.moved}
    return said


@never_cache
@login_required
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask both sides of a pair, one after the other."""
    by, today = accounts.signed_in(request.user), places.today()
    found = selectors.pair_for(by, pk, on=today)
    given = {each.side for each in found.consents.all()}
    sides = [side for side in Side.values if side not in given]
    form = SideForm(sent(request), sides=sides)

    def deed() -> object:
        said = dict(form.cleaned_data)
        if said.pop("answer") == "no":
            return services.refuse_pair(by=by, pair=found, side=said["side"], on=today)
        return services.agree(by=by, pair=found, on=today, **said)

    return answer(
        request,
        form,
        deed,
        title=_("Ask both sides"),
        back=reverse("emergencies:buddies", args=[found.helper.area.code]),
        template="emergencies/buddies/pair.html",
        pair=found,
        texts=[(Side(side).label, parameters.text(side, today)[1]) for side in sides],
        is_open=bool(sides) and found.state != Pair.State.REFUSED,
        holds=found.holds(today),
    )


@never_cache
@login_required
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides were asked again."""
    by, today = accounts.signed_in(request.user), places.today()
    found = selectors.pair_for(by, pk, on=today)
    form = RenewForm(sent(request))
    back = reverse("emergencies:buddies", args=[found.helper.area.code])

    def deed() -> object:
        return services.renew_pair(by=by, pair=found, on=today, **form.cleaned_data)

    return answer(request, form, deed, title=_("Ask both sides again"), back=back)


@never_cache
@login_required
def flooded(request: HttpRequest, code: str) -> HttpResponse:
    """Say which RT the same water cuts off."""
    area = inhabited(code)
    by, form = allowed(request, MATCH, at=area), PlacesForm(sent(request))

    def deed() -> object:
        said = form.cleaned_data
        return services.set_flooded_place(by=by, area=area, on=places.today(), **said)

    back = reverse("emergencies:buddies", args=[code])
    return answer(
        request,
        form,
        deed,
        title=_("RT that the same water cuts off"),
        back=back,
        lead=_(
            "A helper from the same flooded place cannot come, so none is proposed from there. Where "
            "a map of flood zones reaches the village, it counts first."
        ),
        known=sorted(selectors.waters(area, on=places.today()).said.items()),
    )
