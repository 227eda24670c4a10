"""What every ballot keeps, from a phone or from paper."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Round, RoundState


def hour(moment: datetime) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")


def ballot_numbers(round_: Round) -> frozenset[int]:
    return frozenset(selectors.on_the_ballot(round_).values_list("number", flat=True))


def require_open(round_: Round, now: datetime) -> None:
    """A ballot is taken from the opening to the closing, and at no other time."""
    state = selectors.state_of(round_, now=now)
    if state == RoundState.DRAFTED:
        raise errors.RuleIsNotFixed(
            _("The rule of this round is not fixed yet, so nobody can vote. Come back later.")
        )
    if state == RoundState.RULE_FIXED:
        raise errors.RoundNotOpenYet(
            _("Voting opens on %(hour)s. Keep your slip and come back then.")
            % {"hour": hour(round_.opens_at)}
        )
    if state != RoundState.OPEN:
        raise errors.RoundClosed(
            _(
                "Voting closed on %(hour)s, so this ballot was not taken. The result is on the "
                "page of the round as soon as it is counted."
            )
            % {"hour": hour(round_.ended_at)}
        )


def require_choices(round_: Round, choices: Sequence[int], known: Collection[int]) -> None:
    """Each choice stands on the ballot, none twice, and there are as many as the rule allows."""
    for number in choices:
        if number not in known:
            raise errors.NotOnTheBallot(
                _("Number %(number)d is not on the ballot, which has 1 to %(last)d. Correct it.")
                % {"number": number, "last": max(known, default=0)}
            )
        if choices.count(number) > 1:
            raise errors.ChosenTwice(
                _("Number %(number)d is chosen twice; it counts once. Remove one of the two.")
                % {"number": number}
            )
    require_enough(round_, len(choices))


def require_enough(round_: Round, chosen: int) -> None:
    most = round_.most_choices or chosen
    if round_.least_choices <= chosen <= most:
        return
    words = (
        _("You have chosen %(chosen)d. Choose at least %(least)d.")
        if chosen < round_.least_choices
        else _("You have chosen %(chosen)d. Choose at most %(most)d: take some away.")
    )
    raise errors.WrongNumberOfChoices(
        words % {"chosen": chosen, "least": round_.least_choices, "most": most}
    )


def written(choices: Sequence[int]) -> str:
    """Choices in the order of their numbers, not in the order in which they were made."""
    return ",".join(map(str, sorted(choices)))
