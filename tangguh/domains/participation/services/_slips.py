import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Round, Slip, VotingRight
from tangguh.domains.participation.services._ballot_rules import hour
from tangguh.domains.participation.services._rounds import lock

AT_ONCE = 1000


@transaction.atomic
def print_slips(*, by: User, round_: Round, count: int, now: datetime) -> list[str]:
    """Draw the codes of new slips. They are told once, for the printer; only their hashes stay.

    Raises RuleIsNotFixed, RoundClosed, TooMany.
    """
    accounts.require(by, "participation.plan_round", at=round_.area)
    locked = lock(round_)
    require_printable(locked, now)
    require_room(locked, count)
    codes = [drawn_code() for _each in range(count)]
    marks = sorted(selectors.mark_of(locked, code) for code in codes)
    Slip.objects.bulk_create((Slip(mark=mark, round=locked) for mark in marks), batch_size=AT_ONCE)
    VotingRight.objects.bulk_create((VotingRight(mark=m) for m in marks), batch_size=AT_ONCE)
    audit.record(
        "participation.slips_printed",
        by=by,
        about=locked,
        area_code=locked.area.code,
        count=count,
    )
    return codes


def drawn_code() -> str:
    letters = [secrets.choice(selectors.LETTERS) for _each in range(selectors.CODE_LENGTH)]
    return selectors.grouped("".join(letters), 5)


def require_printable(round_: Round, now: datetime) -> None:
    if round_.rule_fixed_at is None:
        raise errors.RuleIsNotFixed(_("Fix the rule first: slips are printed for a fixed ballot."))
    if now >= round_.ended_at:
        raise errors.RoundClosed(
            _("Voting closed on %(hour)s; a new slip could not vote any more.")
            % {"hour": hour(round_.ended_at)}
        )


def require_room(round_: Round, count: int) -> None:
    left = round_.slips - round_.printed_slips.count()
    if not 1 <= count <= left:
        raise errors.TooMany(
            _(
                "This round has %(all)d slips, of which %(left)d are not printed yet. Print from 1 "
                "to so many."
            )
            % {"all": round_.slips, "left": left},
            left=left,
        )
