"""What both sides of a pair said when they were asked."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.errors import AlreadyAnswered
from tangguh.domains.emergencies.models import BuddyConsent, Pair
from tangguh.domains.emergencies.services._matching import Proposed, solve
from tangguh.domains.residents.services import months_later, refuse_numbers

DEED = "emergencies.match_buddies"
Side = BuddyConsent.Side


@transaction.atomic
def agree(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    pair: Pair,
    side: str,
    given_by: str,
    on: date,
    how: str = "",
    kept_at: str = "",
) -> Pair:
    """Keep one side's yes. With both, the pair holds, and pairs that it replaces end.

    Raises AlreadyAnswered where this side said yes or somebody said no, and NumberWritten.
    """
    accounts.require(by, DEED, at=pair.helper.area)
    refuse_answered(pair, side)
    refuse_numbers([given_by, how, kept_at])
    keep_yes(pair, side, given_by=given_by, by=by, on=on, kept_at=kept_at)
    pair.how = how or pair.how
    if BuddyConsent.objects.filter(pair=pair).count() == len(Side):
        make_hold(pair, on=on)
    pair.save()
    tell(by, "emergencies.buddy_agreed", pair, side=side, holds=pair.state == Pair.State.AGREED)
    return pair


@transaction.atomic
def renew_pair(
    *, by: User, pair: Pair, person_by: str, helper_by: str, on: date, kept_at: str = ""
) -> Pair:
    """Keep that both were asked again and said yes; it holds for as long again."""
    accounts.require(by, DEED, at=pair.helper.area)
    if not pair.holds(on):
        raise AlreadyAnswered(_("This pair has ended. Propose neighbours anew."))
    refuse_numbers([person_by, helper_by, kept_at])
    pair.consents.all().delete()
    keep_yes(pair, Side.PERSON, given_by=person_by, by=by, on=on, kept_at=kept_at)
    keep_yes(pair, Side.HELPER, given_by=helper_by, by=by, on=on, kept_at=kept_at)
    make_hold(pair, on=on)
    pair.save()
    tell(by, "emergencies.buddy_renewed", pair)
    return pair


@transaction.atomic
def refuse_pair(*, by: User, pair: Pair, side: str, on: date) -> Proposed:
    """Keep that somebody said no: these two are not proposed again, and somebody else is sought."""
    accounts.require(by, DEED, at=pair.helper.area)
    if pair.state == Pair.State.REFUSED:
        raise AlreadyAnswered(_("Somebody has said no to this pair already."))
    pair.consents.all().delete()
    Pair.objects.filter(pk=pair.pk).update(
        state=Pair.State.REFUSED, is_planned=False, how="", expires_on=None
    )
    tell(by, "emergencies.buddy_refused", pair, side=side)
    return solve(pair.helper.area, on=on)


def refuse_answered(pair: Pair, side: str) -> None:
    if pair.state == Pair.State.REFUSED or pair.consents.filter(side=side).exists():
        raise AlreadyAnswered(_("This side has answered already. Open the pair anew."))


def open_consent_form(*, by: User, pair: Pair) -> None:
    """Keep that the names of a pair were printed on its consent form."""
    accounts.require(by, DEED, at=pair.helper.area)
    tell(by, "emergencies.consent_form_printed", pair)


def keep_yes(pair: Pair, side: str, *, given_by: str, by: User, on: date, kept_at: str) -> None:
    since, _text = parameters.text(side, on)
    BuddyConsent.objects.create(
        pair=pair,
        side=side,
        text_of=since,
        given_by=given_by,
        given_on=on,
        kept_at=kept_at,
        recorded_by=by,
    )


def make_hold(pair: Pair, *, on: date) -> None:
    """From now on the pair holds, for some months from the older yes; it takes the place of others."""
    first = BuddyConsent.objects.filter(pair=pair).earliest("given_on").given_on
    pair.state = Pair.State.AGREED
    pair.expires_on = months_later(first, parameters.months(on))
    rules = parameters.rules(on)
    make_room(pair, "member", rules.each - 1)
    make_room(pair, "helper", rules.cap - 1)


def make_room(pair: Pair, side: str, most: int) -> None:
    """End what the newest plan no longer has, as far as one side would have too many."""
    others = Pair.objects.filter(state=Pair.State.AGREED, **{side: getattr(pair, f"{side}_id")})
    others = others.exclude(pk=pair.pk)
    surplus = max(0, others.count() - most)
    replaced = others.filter(is_planned=False).order_by("expires_on", "pk")[:surplus]
    Pair.objects.filter(pk__in=list(replaced.values_list("pk", flat=True))).delete()


def tell(by: User, deed: str, pair: Pair, **details: object) -> None:
    audit.record(deed, by=by, about=pair, area_code=pair.helper.area.code, **details)
