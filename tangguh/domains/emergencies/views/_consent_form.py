"""The paper that both sides of a pair sign. Who fetches whom stands on it, so that it was printed is kept."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.emergencies import parameters, selectors, services
from tangguh.domains.emergencies.models import BuddyConsent, Pair
from tangguh.domains.places import selectors as places
from tangguh.integrations.browser import paper
from tangguh.integrations.paper import TANGGUH, print_pdf, qr

TEMPLATE = (
    TANGGUH / "domains" / "emergencies" / "templates" / "emergencies" / "buddies" / "consent.typ"
)
Side = BuddyConsent.Side


@never_cache
@login_required
def consent_form(request: HttpRequest, pk: int) -> HttpResponse:
    """One page of A4 with both texts, to be read aloud and signed."""
    by = accounts.signed_in(request.user)
    pair = selectors.pair_for(by, pk, on=places.today())
    services.open_consent_form(by=by, pair=pair)
    address = request.build_absolute_uri(reverse("emergencies:pair", args=[pk]))
    return paper(f"{_('consent')}-{pair.pk}", print_pdf(TEMPLATE, words_of(pair, address)))


def words_of(pair: Pair, address: str) -> dict[str, Any]:
    """All that stands on the form. What help is needed is not on it: the signed sheet lies in a folder."""
    area, district = pair.helper.area, places.home_district()
    names = {"helper": pair.helper.name, "person": pair.member.name}
    names |= {"rt": pair.member.household.neighbourhood}
    return {
        "title": _("Neighbours on call: consent"),
        "office": f"{area.name} ({area.code})",
        "subtitle": _("Form %(number)s") % {"number": pair.pk},
        "qr": qr(address),
        "address": _("key it in here"),
        "foot": _("Printed on %(day)s") % {"day": date_format(places.today())},
        "language": get_language() or "id",
        "ribbon": _("SAMPLE DATA, not real events") if district and district.is_demo else None,
        "warning": _("Holds names: keep it closed, do not copy it. No ID numbers."),
        "lead": _("%(helper)s would fetch %(person)s, RT %(rt)s.") % names,
        "sides": [side_words(pair, side) for side in Side.values],
        "after": _(
            "A no has no consequence, and a yes can be taken back at any time. It holds for "
            "%(months)s months; then both are asked again."
        )
        % {"months": parameters.months(places.today())},
    }


def side_words(pair: Pair, side: str) -> dict[str, Any]:
    since, said = parameters.text(side, places.today())
    name = pair.member.name if side == Side.PERSON else pair.helper.name
    signs = _("Who answers, or the guardian"), _("Who asked and read the text aloud")
    return {
        "title": f"{Side(side).label}: {name}",
        "said": said,
        "since": _("text of %(day)s") % {"day": date_format(since)},
        "answer": _("Answer: ☐ yes   ☐ no      on: ____ / ____ / ________"),
        "people": [{"office": each, "name": ""} for each in signs],
    }
