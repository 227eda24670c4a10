from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.policies import services as policies
from tangguh.domains.policies.models import Finding
from tangguh.domains.programmes import services as programmes
from tangguh.domains.resilience.errors import DecisionRefused
from tangguh.domains.resilience.models import Decision, Withdrawal


@transaction.atomic
def withdraw_decision(*, by: User, decision: Decision, reason: str, now: datetime) -> Withdrawal:
    """Take a decision back: what it opened is cancelled, except what has begun; that stays.

    The decision and its reason are kept. Sent twice, it is taken back once. Raises DecisionRefused.
    """
    plan = decision.plan
    accounts.require(by, "resilience.plan", at=plan.area)
    held = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    known = Withdrawal.objects.filter(decision=held).first()
    if known is not None:
        return known
    if not reason.strip():
        raise DecisionRefused(
            _("Write why it is taken back: it is read by those who relied on it.")
        )
    found = Withdrawal.objects.create(
        decision=held, reason=reason.strip(), withdrawn_by=by, withdrawn_at=now
    )
    cancelled, stays = cancel_works(by, held, found.reason, now)
    tell_policy(by, found, (cancelled, stays), now)
    audit.record(
        "resilience.decision_withdrawn",
        by=by,
        about=plan,
        area_code=plan.area.code,
        cancelled=cancelled,
        stays=stays,
    )
    return found


def cancel_works(by: User, decision: Decision, reason: str, now: datetime) -> tuple[int, int]:
    """How many activities were cancelled, and how many had begun."""
    cancelled, stays = 0, 0
    parts = ("activity__area", "activity__lead", "activity__cycle__programme")
    for work in decision.works.select_related(*parts).order_by("pk"):
        if programmes.has_begun(work.activity, on=timezone.localdate(now)):
            stays += 1
            continue
        programmes.cancel_activity(by=by, activity=work.activity, reason=reason, now=now)
        cancelled += 1
    return cancelled, stays


def tell_policy(by: User, made: Withdrawal, counts: tuple[int, int], now: datetime) -> None:
    decision = made.decision
    text = _(
        "%(plan)s was taken back: %(cancelled)d activities cancelled, %(stays)d had begun and stay. "
        "Reason: %(reason)s"
    ) % {
        "plan": decision.plan,
        "cancelled": counts[0],
        "stays": counts[1],
        "reason": made.reason,
    }
    policies.add_finding(
        by=by,
        policy=decision.policy,
        area=decision.plan.area,
        source=Finding.Source.INDEX,
        text=text,
        happened_on=timezone.localdate(now),
        now=now,
        link=reverse("resilience:plan", args=[decision.plan_id]),
    )
