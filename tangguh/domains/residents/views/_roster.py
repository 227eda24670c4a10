"""The paper roster of an RT: printed, filled in from door to door, keyed in row by row."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.places import selectors as places
from tangguh.domains.residents import parameters, selectors, services
from tangguh.domains.residents.forms import RosterForm
from tangguh.domains.residents.models import Consent, Household, Member, Need
from tangguh.integrations.browser import paper
from tangguh.integrations.paper import TANGGUH, print_pdf, qr

TEMPLATE = TANGGUH / "domains" / "residents" / "templates" / "residents" / "roster.typ"
BLANK_ROWS = 23  # three pages where few are known
SIGNS = {Consent.Purpose.REGISTER: "D", Consent.Purpose.HELP: "B", Consent.Purpose.POINT: "L"}
NUMBERS = {kind: str(number) for number, kind in enumerate(Need.Kind.values, 1)}


@never_cache
@login_required
def roster(request: HttpRequest) -> HttpResponse:
    """Choose an RT and print its roster. That names were printed is kept."""
    by, today = accounts.signed_in(request.user), places.today()
    accounts.area_of(by, "residents.record")
    form = RosterForm(request.GET or None, by=by)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "residents/roster.html", {"form": form}, status=status)
    area, rt = form.cleaned_data["area"], form.cleaned_data["rt"]
    known = services.open_roster(by=by, area=area, neighbourhood=rt, on=today)
    words = words_of(list(known), request.build_absolute_uri(form.keying_address()))
    words |= {"office": f"{area.name} ({area.code})", "subtitle": f"RT {rt}"}
    return paper(f"rt-{area.code}-{rt}", print_pdf(TEMPLATE, words))


def words_of(known: list[Household], address: str) -> dict[str, Any]:
    """All that stands on the sheet but the place."""
    today, district = places.today(), places.home_district()
    is_demo = district is not None and district.is_demo
    return {
        "title": _("Roster of households"),
        "qr": qr(address),
        "address": _("key it in here"),
        "foot": _("Printed on %(day)s") % {"day": date_format(today)},
        "language": get_language() or "id",
        "ribbon": _("SAMPLE DATA, not real events") if is_demo else None,
        "warning": _("Holds names and needs: keep it closed, do not copy it. No ID numbers."),
        "head": heads(),
        "known": [row for n, house in enumerate(known, 1) for row in rows_of(n, house)],
        "blank": BLANK_ROWS,
        "signs": " ".join(SIGNS.values()),
        "needs_title": _("Help needed to leave: write the numbers"),
        "needs": " · ".join(f"{NUMBERS[kind]} {label}" for kind, label in Need.Kind.choices),
        "texts": texts(),
        "signed": _("Asked by: ____________________   on: ____ / ____ / ________"),
    }


def heads() -> list[str]:
    signs = " ".join(SIGNS.values())
    agreed = _("Agreed (circle %(signs)s), until") % {"signs": signs}
    born, needs = _("Year of birth"), _("Help needed to leave")
    where, who = _("Where the house is"), _("Who agreed, signature")
    return [_("No."), _("Name"), where, _("Sex"), born, needs, agreed, who]


def texts() -> list[dict[str, str]]:
    """What is read for each purpose, and since when it is the text: the version agreed to."""
    found = []
    for purpose, sign in SIGNS.items():
        since, said = parameters.text(purpose, places.today())
        told = _("text of %(day)s") % {"day": date_format(since)}
        found.append({"title": f"{sign}: {purpose.label}", "since": told, "said": said})
    return found


def rows_of(number: int, household: Household) -> list[list[str]]:
    """A row for each who lives there; house and consents stand beside the first."""
    consents = selectors.consents_of(household, on=places.today())
    agreed = " ".join(SIGNS[Consent.Purpose(each.purpose)] for each in consents)
    until = min(each.expires_on for each in consents)
    ends = f"{agreed}, {date_format(until, 'SHORT_DATE_FORMAT')}"
    members = sorted(household.members.all(), key=lambda each: (not each.is_head, each.pk))
    first, *others = [member_row(member) for member in members]
    given_by = consents[0].given_by
    house = [[str(number), first[0], household.address, *first[1:], ends, given_by]]
    return house + [["", row[0], "", *row[1:], "", ""] for row in others]


def member_row(member: Member) -> list[str]:
    needs = ", ".join(sorted(NUMBERS[need.kind] for need in member.needs.all()))
    return [member.name, member.get_sex_display(), str(member.birth_year or ""), needs]
