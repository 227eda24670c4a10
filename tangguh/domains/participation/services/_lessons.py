from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation.models import Proposal
from tangguh.domains.policies import services as policies
from tangguh.domains.policies.models import Finding, Policy


@transaction.atomic
def hand_lesson(
    *, by: User, proposal: Proposal, policy: Policy, text: str, happened_on: date, now: datetime
) -> Finding:
    """Hand what a proposal teaches to a policy, which must answer to it at its next review."""
    accounts.require(by, "participation.hand_lesson", at=proposal.area)
    finding = policies.add_finding(
        by=by,
        policy=policy,
        area=proposal.area,
        source=Finding.Source.PARTICIPATION,
        text=text,
        happened_on=happened_on,
        now=now,
        link=reverse("participation:proposal", args=[proposal.number]),
        evidence=tuple(proposal.pictures.all()),
    )
    audit.record(
        "participation.lesson_handed",
        by=by,
        about=proposal,
        area_code=proposal.area.code,
        number=proposal.number,
        finding=finding.pk,
    )
    return finding
