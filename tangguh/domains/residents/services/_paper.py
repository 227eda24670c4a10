"""The paper roster: printed for an RT, and its rows as they are keyed in afterwards."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area
from tangguh.domains.residents import parameters, selectors
from tangguh.domains.residents.errors import HouseholdUnclear
from tangguh.domains.residents.models import Household
from tangguh.domains.residents.services._consents import months_later
from tangguh.domains.residents.services._households import HouseholdDraft


@transaction.atomic
def open_roster(*, by: User, area: Area, neighbourhood: str, on: date) -> QuerySet[Household]:
    """The households of an RT for its sheet, and keep that their names were printed."""
    accounts.require(by, "residents.record", at=area)
    audit.record(
        "residents.roster_printed",
        by=by,
        about=area,
        area_code=area.code,
        neighbourhood=neighbourhood,
    )
    return selectors.roster(by, area, neighbourhood, on=on)


def from_paper(draft: HouseholdDraft, *, paper_on: date, on: date) -> HouseholdDraft:
    """The same household, told to come from the roster of a day. Raises HouseholdUnclear."""
    if paper_on > on:
        raise HouseholdUnclear(
            _("The roster cannot be of %(day)s, which is still to come. Correct its day.")
            % {"day": date_format(paper_on)}
        )
    until = months_later(paper_on, parameters.months(paper_on))
    if until < on:
        raise HouseholdUnclear(
            _("What was agreed to on %(day)s ended on %(until)s. Ask the household again.")
            % {"day": date_format(paper_on), "until": date_format(until)}
        )
    return replace(
        draft, source=_("From the paper roster of %(day)s") % {"day": date_format(paper_on)}
    )
