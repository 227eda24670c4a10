import re

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from tangguh.domains.participation import errors
from tangguh.domains.participation.models import Numbering, Proposal
from tangguh.domains.participation.services._drafts import ProposalDraft

NUMBER = re.compile(r"U-(\d{4})-(\d{4,9})")


def number_for(draft: ProposalDraft) -> str:
    """The number of the paper register, or else the next one of the year of filing."""
    year = draft.filed_on.year
    return given_number(draft.number, year) if draft.number else next_number(year)


def next_number(year: int) -> str:
    """A number that nobody else gets: the row of the year is held until the transaction ends."""
    Numbering.objects.get_or_create(year=year)
    Numbering.objects.filter(year=year).update(last=F("last") + 1)
    last = Numbering.objects.values_list("last", flat=True).get(year=year)
    return f"U-{year}-{last:04}"


def given_number(number: str, year: int) -> str:
    """The number that stands on paper already. Later ones go on from there."""
    said = NUMBER.fullmatch(number)
    if said is None or int(said[1]) != year:
        raise errors.NumberTaken(
            _("“%(number)s” is not a number of %(year)d. Write it as U-%(year)d-0056.")
            % {"number": number, "year": year}
        )
    Numbering.objects.get_or_create(year=year)
    Numbering.objects.filter(year=year).update(last=Greatest(F("last"), int(said[2])))
    if Proposal.objects.filter(number=number).exists():
        raise errors.NumberTaken(
            _("%(number)s is the number of another proposal. Look it up, or leave the number out.")
            % {"number": number}
        )
    return number
