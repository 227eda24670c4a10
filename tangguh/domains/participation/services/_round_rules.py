import secrets
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Round
from tangguh.domains.participation.services._rounds import lock, require_drafted
from tangguh.engines import lot
from tangguh.engines.allocation import Rule


@transaction.atomic
def fix_rule(*, by: User, round_: Round, rule: Rule, now: datetime, seed: str = "") -> Round:
    """Fix every parameter of the count and draw the tie order, before there is any ballot.

    From here on the round is public and nothing about it changes. The seed may be one that people
    drew in public, such as thrown dice; without one it is drawn here. Raises RoundNotReady.
    """
    accounts.require(by, "participation.plan_round", at=round_.area)
    locked = lock(round_)
    require_drafted(locked)
    require_ready(locked, now)
    locked.lot_seed = seed.strip() or secrets.token_hex(16)
    names = [str(number) for number in numbers_of(locked)]
    locked.lot = list(lot.drawn(names, locked.lot_seed))
    locked.rule = selectors.written_rule(rule)
    locked.rule_fixed_at, locked.rule_fixed_by = now, by
    locked.save()
    audit.record(
        "participation.rule_fixed",
        by=by,
        about=locked,
        area_code=locked.area.code,
        rule=locked.rule,
        seed=locked.lot_seed,
        lot=locked.lot,
    )
    return locked


def numbers_of(round_: Round) -> list[int]:
    return list(selectors.on_the_ballot(round_).values_list("number", flat=True))


def require_ready(round_: Round, now: datetime) -> None:
    """There is something to choose from, somebody may vote, and voting has not begun."""
    numbers = numbers_of(round_)
    if not numbers:
        raise errors.RoundNotReady(_("No proposal stands on the ballot. Choose at least one."))
    if round_.least_choices > len(numbers):
        raise errors.RoundNotReady(
            _(
                "Voters must choose %(least)d, but only %(all)d stand on the ballot. Lower the least."
            )
            % {"least": round_.least_choices, "all": len(numbers)}
        )
    if not round_.slips and not round_.papers:
        raise errors.RoundNotReady(
            _("Nobody could vote: say how many code slips or paper ballots are given out.")
        )
    if now > round_.opens_at:
        raise errors.RoundNotReady(
            _(
                "Voting would have opened on %(hour)s already. The rule is fixed before: set a "
                "later opening."
            )
            % {"hour": date_format(localtime(round_.opens_at), "DATETIME_FORMAT")}
        )


def require_fixed(round_: Round) -> None:
    """What stands on a ballot is printed once it cannot change."""
    if round_.rule_fixed_at is None:
        raise errors.RuleIsNotFixed(
            _("The rule of “%(round)s” is not fixed yet. Fix it, then print.") % {"round": round_}
        )
