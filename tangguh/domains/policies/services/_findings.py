from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area
from tangguh.domains.policies.errors import EvidenceUnfit, FindingRefused, PolicyEnded
from tangguh.domains.policies.models import Finding, Policy
from tangguh.domains.policies.services._indicators import refuse_outside


class Told(TypedDict):
    """What a lesson says."""

    source: str
    text: str
    happened_on: date
    now: datetime
    evidence: Sequence[Evidence]


@transaction.atomic
def add_finding(  # noqa: PLR0913 what a lesson consists of
    *,
    by: User,
    policy: Policy,
    area: Area,
    source: str,
    text: str,
    happened_on: date,
    now: datetime,
    link: str = "",
    evidence: Sequence[Evidence] = (),
) -> Finding:
    """Hand a lesson to the policy: the one door by which it learns.

    It asks for no permission of its own: deeds of other rooms call it, which asked for theirs.
    `link` is the path of the page that the lesson comes from.
    """
    refuse_unfit(text, source, happened_on, timezone.localdate(now))
    finding = Finding.objects.create(
        policy=policy,
        area=area,
        source=source,
        text=text.strip(),
        link=link,
        happened_on=happened_on,
        received_at=now,
        added_by=by,
    )
    finding.evidence.set(evidence)
    audit.record(
        "policies.finding_added",
        by=by,
        about=finding,
        area_code=area.code,
        policy=policy.pk,
        source=source,
    )
    return finding


@transaction.atomic
def report_finding(*, by: User, policy: Policy, area: Area, **told: Unpack[Told]) -> Finding:
    """Hand in a lesson oneself: what an audit, an evaluation or a day in the field has shown.

    Raises PolicyEnded and FindingRefused, and EvidenceUnfit for what the person may not open.
    """
    accounts.require(by, "policies.report_finding", at=policy.area)
    refuse_ended(policy)
    refuse_outside(policy, area)
    refuse_hidden(by, told["evidence"])
    return add_finding(by=by, policy=policy, area=area, **told)


def refuse_ended(policy: Policy) -> None:
    if policy.status == Policy.Status.ENDED:
        raise PolicyEnded(
            _("“%(policy)s” has ended; it learns nothing more. Hand the lesson to its successor.")
            % {"policy": policy.called}
        )


def refuse_hidden(by: User, evidence: Sequence[Evidence]) -> None:
    wanted = {each.pk for each in evidence}
    rows = evidences.evidence_open_to(by).filter(pk__in=wanted)
    if hidden := wanted - set(rows.values_list("pk", flat=True)):
        raise EvidenceUnfit(
            _("Evidence number %(number)d is not open to you.") % {"number": min(hidden)}
        )


def refuse_unfit(text: str, source: str, happened_on: date, today: date) -> None:
    if not text.strip() or source not in Finding.Source.values:
        raise FindingRefused(_("A finding says in words what was learnt, and where it comes from."))
    if happened_on > today:
        raise FindingRefused(
            _("The finding would be of %(day)s, but today is %(today)s. Correct the day.")
            % {"day": date_format(happened_on), "today": date_format(today)}
        )
