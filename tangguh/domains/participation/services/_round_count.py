from datetime import datetime
from hashlib import sha256

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Ballot, Round, RoundState, Tally
from tangguh.domains.participation.services._ballot_rules import hour, require_open
from tangguh.domains.participation.services._rounds import lock


@transaction.atomic
def close_round(*, by: User, round_: Round, reason: str, now: datetime) -> Round:
    """Close the voting before its hour; at its hour it closes by itself.

    Raises RoundClosed, RoundNotOpenYet, RoundNotReady without a reason.
    """
    accounts.require(by, "participation.count_round", at=round_.area)
    locked = lock(round_)
    require_open(locked, now)
    if not reason.strip():
        raise errors.RoundNotReady(
            _("Say why voting closes before its hour; everybody can read it in the audit trail.")
        )
    locked.closed_at, locked.closed_by = now, by
    locked.save(update_fields=["closed_at", "closed_by"])
    audit.record(
        "participation.round_closed",
        by=by,
        about=locked,
        area_code=locked.area.code,
        reason=reason.strip(),
    )
    return locked


def publish_result(*, by: User, round_: Round, now: datetime) -> Tally:
    """Count the ballots by the rule that was fixed, and publish all that is needed to repeat it.

    The count is made before anything is held, since it may take long and others write meanwhile.
    Raises RoundStillOpen, RoundPublished, BundleNotReady while paper is not keyed to the end.
    """
    accounts.require(by, "participation.count_round", at=round_.area)
    closed = Round.objects.select_related("area", "tally").get(pk=round_.pk)
    require_countable(closed, now)
    require_bundles(closed)
    election = selectors.election_of(closed)
    counted = selectors.counted(closed, election)
    return publish(by, closed, election.voters, counted, now)


@transaction.atomic
def publish(
    by: User, round_: Round, voters: int, counted: selectors.Counted, now: datetime
) -> Tally:
    """Write down a count, if the box is still the one that was counted."""
    locked = lock(round_)
    require_countable(locked, now)
    require_bundles(locked)
    require_same_box(locked, voters)
    shake_box(locked)
    file = selectors.ballots_file(locked, counted.allocation.winners)
    tally = Tally.objects.create(
        round=locked,
        voters=voters,
        ballots_sha256=sha256(file.encode()).hexdigest(),
        certificate=counted.certificate,
        told=counted.told,
        published_at=now,
        published_by=by,
    )
    audit.record(
        "participation.result_published",
        by=by,
        about=locked,
        area_code=locked.area.code,
        voters=tally.voters,
        winners=list(counted.allocation.winners),
        ballots_sha256=tally.ballots_sha256,
    )
    return tally


def require_same_box(round_: Round, voters: int) -> None:
    """Ballots are never changed nor removed, so that as many are the same ones."""
    if round_.ballots.count() != voters:
        raise errors.BundleNotReady(
            _("Paper ballots came into the box during the count. Count once more.")
        )


def require_countable(round_: Round, now: datetime) -> None:
    state = selectors.state_of(round_, now=now)
    if state == RoundState.PUBLISHED:
        raise errors.RoundPublished(
            _("“%(round)s” was counted and published already. A count is not repeated.")
            % {"round": round_}
        )
    if state != RoundState.CLOSED:
        raise errors.RoundStillOpen(
            _(
                "Voting closes on %(hour)s, and nobody learns anything of the ballots before. "
                "Count then, or close the voting first."
            )
            % {"hour": hour(round_.closes_at)}
        )


def require_bundles(round_: Round) -> None:
    waiting = list(round_.bundles.filter(committed_at=None).values_list("label", flat=True))
    if waiting:
        raise errors.BundleNotReady(
            _("Paper ballots are not in the box yet: bundle %(labels)s. Key them to the end first.")
            % {"labels": ", ".join(sorted(waiting))}
        )


def shake_box(round_: Round) -> None:
    """Write all ballots anew in the order of their random numbers.

    A database may remember in which transaction a row was written; from here on that is one and
    the same for all, so that not even the order of arrival is left.
    """
    table = connection.ops.quote_name(Ballot._meta.db_table)
    kept = f"CREATE TEMPORARY TABLE shaken AS SELECT * FROM {table} WHERE round_id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(kept, [round_.pk])
        cursor.execute(f"DELETE FROM {table} WHERE round_id = %s", [round_.pk])  # noqa: S608
        cursor.execute(f"INSERT INTO {table} SELECT * FROM shaken ORDER BY id")  # noqa: S608
        cursor.execute("DROP TABLE shaken")
