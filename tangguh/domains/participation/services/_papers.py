import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import (
    FIRST_BALLOT,
    Ballot,
    Bundle,
    Keying,
    Round,
    RoundState,
)
from tangguh.domains.participation.services import _ballot_rules as rules
from tangguh.domains.participation.services._rounds import lock

KEYABLE = (RoundState.OPEN, RoundState.CLOSED)


@transaction.atomic
def open_bundle(*, by: User, round_: Round, label: str, size: int, now: datetime) -> Bundle:
    """Begin to key paper ballots that were mixed and then numbered from 1.

    Raises RoundNotOpenYet, RoundPublished, TooMany, RoundNotReady where the label is taken.
    """
    accounts.require(by, "participation.key_ballots", at=round_.area)
    locked = lock(round_)
    require_keyable(locked, now)
    label = label.strip().upper()
    require_label(locked, label)
    require_room(locked, size)
    bundle = Bundle.objects.create(
        round=locked, label=label, size=size, opened_by=by, opened_at=now
    )
    record("participation.bundle_opened", by, bundle, size=size)
    return bundle


@transaction.atomic
def key_ballot(
    *, by: User, bundle: Bundle, serial: int, choices: Sequence[int], now: datetime
) -> Keying:
    """Type one paper ballot. Two people type each, neither sees what the other one typed.

    An empty or spoilt ballot has no choices. Typed again, the newer one stands. Raises
    BundleCommitted, KeyedByTwo, NoSuchSerial, NotOnTheBallot, ChosenTwice.
    """
    accounts.require(by, "participation.key_ballots", at=bundle.round.area)
    locked = lock_bundle(bundle)
    require_keyable(locked.round, now)
    require_turn(by, locked)
    require_serial(locked, serial)
    if choices:
        rules.require_choices(locked.round, choices, rules.ballot_numbers(locked.round))
    keying, _created = Keying.objects.update_or_create(
        bundle=locked,
        serial=serial,
        keyed_by=by,
        defaults={"choices": rules.written(choices), "keyed_at": now},
    )
    return keying


@transaction.atomic
def commit_bundle(*, by: User, bundle: Bundle, now: datetime) -> Bundle:
    """Put the paper ballots into the box, once two people have typed all of them alike.

    Raises BundleCommitted, BundleNotReady with what is missing or differs.
    """
    accounts.require(by, "participation.key_ballots", at=bundle.round.area)
    locked = lock_bundle(bundle)
    require_keyable(locked.round, now)
    comparison = selectors.comparison_of(locked)
    require_agreed(locked, comparison)
    valid = {serial: said for serial, said in comparison.agreed.items() if said}
    Ballot.objects.bulk_create(
        Ballot(
            pk=FIRST_BALLOT | secrets.randbelow(FIRST_BALLOT),
            round=locked.round,
            choices=choices,
            paper=f"{locked.label}/{serial:03d}",
        )
        for serial, choices in valid.items()
    )
    locked.committed_at, locked.committed_by = now, by
    locked.save(update_fields=["committed_at", "committed_by"])
    people = sorted(person.get_username() for person in comparison.people)
    record("participation.bundle_committed", by, locked, keyed_by=people, valid=len(valid))
    return locked


@transaction.atomic
def withdraw_bundle(*, by: User, bundle: Bundle, reason: str) -> str:
    """Take back a bundle that was opened by mistake; its label. Raises BundleCommitted, BundleNotReady."""
    accounts.require(by, "participation.count_round", at=bundle.round.area)
    locked = lock_bundle(bundle)
    if not reason.strip():
        raise errors.BundleNotReady(
            _("Say why the bundle is taken back; the audit trail keeps it.")
        )
    record("participation.bundle_withdrawn", by, locked, reason=reason.strip())
    locked.delete()
    return locked.label


def record(deed: str, by: User, bundle: Bundle, **details: object) -> None:
    code = bundle.round.area.code
    audit.record(deed, by=by, about=bundle, area_code=code, label=bundle.label, **details)


def lock_bundle(bundle: Bundle) -> Bundle:
    """Hold a bundle that is not committed."""
    rows = Bundle.objects.select_for_update(of=("self",)).select_related(
        "round__area", "round__tally"
    )
    locked = rows.get(pk=bundle.pk)
    if locked.committed_at:
        raise errors.BundleCommitted(
            _("Bundle %(label)s was put into the box on %(hour)s and does not change any more.")
            % {"label": locked.label, "hour": rules.hour(locked.committed_at)}
        )
    return locked


def require_keyable(round_: Round, now: datetime) -> None:
    """Paper is keyed from the opening until the count, also after the last ballot was handed in."""
    state = selectors.state_of(round_, now=now)
    if state == RoundState.PUBLISHED:
        raise errors.RoundPublished(
            _("“%(round)s” has been counted; no more ballots come into its box.")
            % {"round": round_}
        )
    if state not in KEYABLE:
        rules.require_open(round_, now)


def require_label(round_: Round, label: str) -> None:
    if not label or not label.isalnum():
        raise errors.RoundNotReady(
            _("Give the bundle a label of letters and digits, such as A or RT04.")
        )
    if round_.bundles.filter(label=label).exists():
        raise errors.RoundNotReady(
            _("There is a bundle %(label)s already. Key in that one, or choose another label.")
            % {"label": label}
        )


def require_room(round_: Round, size: int) -> None:
    """No more paper ballots come back than were given out."""
    known = int(round_.bundles.aggregate(all=Sum("size"))["all"] or 0)
    left = round_.papers - known
    if not 1 <= size <= min(left, 500):
        raise errors.TooMany(
            _(
                "%(papers)d paper ballots were given out, and %(known)d lie in bundles already. "
                "A bundle holds 1 to 500, and together no more than were given out."
            )
            % {"papers": round_.papers, "known": known},
            left=left,
        )


def require_turn(by: User, bundle: Bundle) -> None:
    people = set(bundle.keyings.values_list("keyed_by", flat=True))
    if by.pk not in people and len(people) >= 2:
        raise errors.KeyedByTwo(
            _("Two people are already keying bundle %(label)s; a third one is not needed.")
            % {"label": bundle.label}
        )


def require_serial(bundle: Bundle, serial: int) -> None:
    if not 1 <= serial <= bundle.size:
        raise errors.NoSuchSerial(
            _("Bundle %(label)s has the ballots 1 to %(size)d; there is no %(serial)d.")
            % {"label": bundle.label, "size": bundle.size, "serial": serial}
        )


def require_agreed(bundle: Bundle, comparison: selectors.Comparison) -> None:
    if len(comparison.people) < 2:
        raise errors.BundleNotReady(
            _("Bundle %(label)s was keyed by %(people)d of two people. The second one keys it now.")
            % {"label": bundle.label, "people": len(comparison.people)},
            link=page_of(bundle),
        )
    for person, serials in comparison.missing.items():
        if serials:
            raise errors.BundleNotReady(
                _("%(person)s has not keyed ballot %(serials)s yet.")
                % {"person": person, "serials": ", ".join(map(str, serials[:10]))},
                link=page_of(bundle),
            )
    if comparison.disagreements:
        told = "; ".join(
            _("ballot %(serial)d: number %(numbers)s")
            % {"serial": each.serial, "numbers": ", ".join(map(str, each.numbers))}
            for each in comparison.disagreements[:10]
        )
        raise errors.BundleNotReady(
            _("The two do not agree: %(told)s. Look at the paper again and key these anew.")
            % {"told": told},
            link=page_of(bundle),
        )


def page_of(bundle: Bundle) -> str:
    """Where the two who key see what is missing or differs."""
    return f"/participation/rounds/bundles/{bundle.pk}/"
