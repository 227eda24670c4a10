from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors
from tangguh.domains.participation.models import Entry, Round
from tangguh.domains.participation.services._round_drafts import EntryDraft, RoundDraft
from tangguh.domains.places import selectors as places

FIELDS = (
    "area",
    "cycle",
    "title",
    "year",
    "ceiling",
    "who_may_vote",
    "slips",
    "papers",
    "least_choices",
    "most_choices",
    "opens_at",
    "closes_at",
    "source",
    "provenance",
)


@transaction.atomic
def draft_round(*, by: User, draft: RoundDraft, now: datetime) -> Round:
    """Prepare the division of one year's money. Only officials see it until its rule is fixed.

    Raises RoundNotReady where the draft contradicts itself.
    """
    accounts.require(by, "participation.plan_round", at=draft.area)
    require_whole(draft)
    round_ = Round(drafted_by=by, drafted_at=now)
    fill(round_, draft, now)
    audit.record(
        "participation.round_drafted",
        by=by,
        about=round_,
        area_code=draft.area.code,
        ceiling=draft.ceiling,
    )
    return round_


@transaction.atomic
def edit_round(*, by: User, round_: Round, draft: RoundDraft, now: datetime) -> Round:
    """Change a round that is still being prepared. Raises RuleIsFixed afterwards."""
    accounts.require(by, "participation.plan_round", at=round_.area)
    accounts.require(by, "participation.plan_round", at=draft.area)
    locked = lock(round_)
    require_drafted(locked)
    require_whole(draft)
    fill(locked, draft, now)
    audit.record(
        "participation.round_edited",
        by=by,
        about=locked,
        area_code=draft.area.code,
        ceiling=draft.ceiling,
    )
    return locked


@transaction.atomic
def set_entries(*, by: User, round_: Round, entries: Sequence[EntryDraft]) -> list[Entry]:
    """Say which proposals stand on the ballot, at what cost, and why others do not.

    They are numbered in the order in which they are given. Raises RuleIsFixed, RoundNotReady.
    """
    accounts.require(by, "participation.plan_round", at=round_.area)
    locked = lock(round_)
    require_drafted(locked)
    for entry in entries:
        require_entry(locked, entry)
    locked.entries.all().delete()
    numbered = Entry.objects.bulk_create(
        Entry(
            round=locked,
            proposal=entry.proposal,
            number=number,
            title=entry.proposal.title,
            cost=entry.cost,
            excluded_because=entry.excluded_because.strip(),
        )
        for number, entry in enumerate(by_eligibility(entries), start=1)
    )
    audit.record(
        "participation.entries_set",
        by=by,
        about=locked,
        area_code=locked.area.code,
        entries={entry.proposal.number: entry.cost for entry in entries},
    )
    return numbered


def by_eligibility(entries: Sequence[EntryDraft]) -> list[EntryDraft]:
    """Those on the ballot first, so that its numbers have no gaps."""
    return sorted(entries, key=lambda entry: bool(entry.excluded_because.strip()))


def fill(round_: Round, draft: RoundDraft, now: datetime) -> None:
    for name in FIELDS:
        setattr(round_, name, getattr(draft, name))
    round_.as_of = now.date()
    round_.save()


def lock(round_: Round) -> Round:
    """Hold a round as it stands now, so that no two deeds on it cross."""
    rows = Round.objects.select_for_update(of=("self",)).select_related("area", "tally")
    return rows.get(pk=round_.pk)


def require_drafted(round_: Round) -> None:
    if round_.rule_fixed_at is not None:
        raise errors.RuleIsFixed(
            _(
                "The rule of “%(round)s” is fixed, so neither it nor the ballot changes any more. "
                "Prepare another round if something is wrong."
            )
            % {"round": round_}
        )


def require_whole(draft: RoundDraft) -> None:
    """The money, the words about voters, the hours and the numbers fit together."""
    if draft.ceiling <= 0:
        raise errors.RoundNotReady(_("The ceiling is 0. Say how much rupiah is divided."))
    if not draft.who_may_vote.strip():
        raise errors.RoundNotReady(_("Say in words who may vote, such as “everybody aged 17”."))
    if draft.closes_at <= draft.opens_at:
        raise errors.RoundNotReady(
            _("Voting would close before it opens. Correct one of the two times.")
        )
    if draft.most_choices and draft.most_choices < draft.least_choices:
        raise errors.RoundNotReady(
            _("At least %(least)d choices, but at most %(most)d? Correct one of the two.")
            % {"least": draft.least_choices, "most": draft.most_choices}
        )
    if draft.cycle and not places.contains(draft.cycle.programme.area.code, draft.area.code):
        raise errors.RoundNotReady(
            _("The cycle belongs to %(area)s, which does not hold %(here)s. Choose another cycle.")
            % {"area": draft.cycle.programme.area.name, "here": draft.area.name}
        )


def require_entry(round_: Round, entry: EntryDraft) -> None:
    proposal = entry.proposal
    if not places.contains(round_.area.code, proposal.area.code):
        raise errors.RoundNotReady(
            _("%(number)s asks for something outside %(area)s. Take it off the ballot.")
            % {"number": proposal.number, "area": round_.area.name}
        )
    if entry.cost <= 0:
        raise errors.RoundNotReady(
            _("%(number)s has no cost. Estimate one, since the rule divides money.")
            % {"number": proposal.number}
        )
