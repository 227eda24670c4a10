from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Ballot, Round, Slip, VotingRight
from tangguh.domains.participation.services import _ballot_rules as rules
from tangguh.domains.participation.services._rounds import lock
from tangguh.domains.participation.services._together import Together
from tangguh.errors import Problem


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot on its way into the box."""

    round: Round
    code: str
    choices: tuple[int, ...]
    act_id: UUID
    now: datetime


def cast_ballot(
    *, round_: Round, code: str, choices: Sequence[int], act_id: UUID, now: datetime
) -> str:
    """Put a ballot into the box and return its receipt. The slip is all the permission it needs.

    The same act sent twice is one ballot, and the same receipt. Nothing is written down that joins
    the slip to the ballot: the slip's right to vote disappears, the ballot appears under a random
    number, and the audit trail hears of neither. Raises RoundNotOpenYet, RoundClosed, UnknownSlip,
    SlipUsed, NotOnTheBallot, ChosenTwice, WrongNumberOfChoices.
    """
    return BOX.put(Cast(round_, code, tuple(choices), act_id, now))


def require_slip(*, round_: Round, code: str, now: datetime) -> None:
    """Tell early whether a slip may vote, before its holder has chosen anything."""
    rules.require_open(round_, now)
    mark = selectors.mark_of(round_, code)
    is_able = VotingRight.objects.filter(mark=mark).exists()
    require_right(mark, able={mark} if is_able else (), printed=printed_among(round_, [mark]))


def require_choices(*, round_: Round, choices: Sequence[int], now: datetime) -> None:
    """Tell early whether a ballot may be cast as it is. Only `cast_ballot` takes it."""
    rules.require_open(round_, now)
    rules.require_choices(round_, choices, rules.ballot_numbers(round_))


@transaction.atomic
def cast_all(casts: Sequence[Cast]) -> list[str | Problem]:
    """Put ballots into the box in one transaction; each gets its receipt or its own refusal."""
    outcomes: dict[int, str | Problem] = {}
    for round_ in {cast.round.pk: cast.round for cast in casts}.values():
        mine = {place: cast for place, cast in enumerate(casts) if cast.round.pk == round_.pk}
        answers = cast_in(lock(round_), list(mine.values()))
        outcomes.update(zip(mine, answers, strict=True))
    return [outcomes[place] for place in range(len(casts))]


def cast_in(round_: Round, casts: Sequence[Cast]) -> list[str | Problem]:
    """The ballots of one round, whose row is held so that closing waits for them."""
    marks = [selectors.mark_of(round_, cast.code) for cast in casts]
    box = Box(round_, marks, [selectors.ballot_number(round_, c.code, c.act_id) for c in casts])
    outcomes = [box.put(cast, place) for place, cast in enumerate(casts)]
    box.save()
    return outcomes


class Box:
    """The ballot box of a round, for as long as one transaction lasts."""

    def __init__(self, round_: Round, marks: Sequence[str], numbers: Sequence[int]) -> None:
        self.round, self.marks, self.numbers = round_, marks, numbers
        rights = VotingRight.objects.select_for_update().filter(mark__in=marks)
        self.able = set(rights.order_by("mark").values_list("mark", flat=True))
        self.printed = printed_among(round_, marks)
        known = Ballot.objects.filter(round=round_, pk__in=numbers)
        self.known = set(known.values_list("pk", flat=True))
        self.on_the_ballot = rules.ballot_numbers(round_)
        self.used: list[str] = []
        self.new: dict[int, str] = {}

    def put(self, cast: Cast, place: int) -> str | Problem:
        number = self.numbers[place]
        if number in self.known or number in self.new:
            return selectors.receipt_of(number)
        try:
            self._take(cast, self.marks[place], number)
        except Problem as refusal:
            return refusal
        return selectors.receipt_of(number)

    def _take(self, cast: Cast, mark: str, number: int) -> None:
        rules.require_open(self.round, cast.now)
        require_right(mark, able=self.able, printed=self.printed)
        rules.require_choices(self.round, cast.choices, self.on_the_ballot)
        self.able.discard(mark)
        self.used.append(mark)
        self.new[number] = rules.written(cast.choices)

    def save(self) -> None:
        """Rights disappear and ballots appear in the order of random numbers, not of arrival."""
        VotingRight.objects.filter(mark__in=self.used).delete()
        Ballot.objects.bulk_create(
            Ballot(pk=number, round=self.round, choices=choices)
            for number, choices in sorted(self.new.items())
        )


def printed_among(round_: Round, marks: Sequence[str]) -> set[str]:
    slips = Slip.objects.filter(round=round_, mark__in=marks)
    return set(slips.values_list("mark", flat=True))


def require_right(mark: str, *, able: Collection[str], printed: Collection[str]) -> None:
    if mark not in printed:
        raise errors.UnknownSlip(
            _(
                "This code is on no slip of this round. Compare it letter by letter with your "
                "slip; if it is right, ask the committee for a new one."
            )
        )
    if mark not in able:
        raise errors.SlipUsed(
            _(
                "A ballot was already cast with this slip, and it lies in the box. If that was not "
                "you, tell the committee at once."
            )
        )


BOX: Together[Cast, str] = Together(cast_all)
