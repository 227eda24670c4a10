from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NotRequired, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies import errors
from tangguh.domains.policies.models import Indicator, Measurement, Policy
from tangguh.domains.policies.services._indicators import (
    refuse_backwards,
    refuse_finer,
    refuse_outside,
)


class Said(TypedDict):
    """A number as it is reported, in the unit of its indicator."""

    starts: date
    ends: date
    value: Decimal
    source: str
    numerator: NotRequired[int | None]
    denominator: NotRequired[int | None]
    note: NotRequired[str]
    provenance: NotRequired[str]


@transaction.atomic
def report_measurement(  # noqa: PLR0913 who, what for, and what shows it
    *,
    by: User,
    indicator: Indicator,
    area: Area,
    evidence: Sequence[Evidence],
    act_id: UUID,
    now: datetime,
    replaces: Measurement | None = None,
    **said: Unpack[Said],
) -> Measurement:
    """Report the value of an indicator for an area and a period, with what shows it.

    A percentage may carry its part and its whole and must then be their share, rounded half up.
    A correction names the number that it replaces, which stays on record. The same act sent
    twice is one number.
    """
    accounts.require(by, "policies.report", at=area)
    if known := known_act(by, indicator, act_id):
        return known
    refuse_state(locked_policy(indicator), indicator)
    number = Measurement(indicator=indicator, area=area, replaces=replaces, act_id=act_id, **said)
    refuse_unfit(number, timezone.localdate(now))
    refuse_unshown(by, number, evidence)
    refuse_second(number)
    number.as_of = number.ends
    number.reported_by, number.reported_at = by, now
    number.save(force_insert=True)
    number.evidence.set(evidence)
    deed = "policies.measurement_corrected" if replaces else "policies.measurement_reported"
    audit.record(deed, by=by, about=number, area_code=area.code, value=str(number.value))
    return number


def locked_policy(indicator: Indicator) -> Policy:
    """The indicator's policy, locked: numbers for one period are reported one after the other."""
    rows = Policy.objects.select_for_update(of=("self",)).select_related("area")
    return rows.get(pk=indicator.result.policy_id)


def known_act(by: User, indicator: Indicator, act_id: UUID) -> Measurement | None:
    """The number that this act already reported."""
    known = Measurement.objects.filter(act_id=act_id).first()
    if known and (known.reported_by_id, known.indicator_id) != (by.pk, indicator.pk):
        raise errors.ActTaken(
            _("This form was already used for another number. Open a new one and send it again.")
        )
    return known


def refuse_state(policy: Policy, indicator: Indicator) -> None:
    if policy.status == Policy.Status.ENDED:
        raise errors.PolicyEnded(
            _("“%(policy)s” has ended; no numbers are reported for it any more.")
            % {"policy": policy.title}
        )
    if indicator.method == Indicator.Method.COMPUTED:
        raise errors.ComputedNotReported(
            _("%(code)s is computed from the rows of this system. Correct those rows instead.")
            % {"code": indicator.code}
        )


def refuse_unfit(number: Measurement, today: date) -> None:
    """The place, the period and the figures must hold together."""
    refuse_outside(number.indicator.result.policy, number.area)
    refuse_backwards(number.starts, number.ends)
    if number.ends > today:
        raise errors.PeriodRefused(
            _("The period ends on %(ends)s, but today is %(today)s. Report it when it is over.")
            % {"ends": date_format(number.ends), "today": date_format(today)}
        )
    refuse_finer(number.indicator, number.value)
    refuse_share(number)


def refuse_share(number: Measurement) -> None:
    part, whole = number.numerator, number.denominator
    if (part is None) != (whole is None):
        raise errors.ShareDoesNotMatch(_("Give the part and the whole, or neither of them."))
    if part is None or whole is None:
        return
    if whole == 0 or part > whole:
        raise errors.ShareDoesNotMatch(
            _("%(part)d cannot be a part of %(whole)d. Correct one of them.")
            % {"part": part, "whole": whole}
        )
    share = share_in_percent(part, whole, number.indicator.decimals)
    if number.indicator.unit == "%" and number.value != share:
        raise errors.ShareDoesNotMatch(
            _("%(part)d of %(whole)d is %(share)s%%, not %(value)s%%. Correct one of the three.")
            % {"part": part, "whole": whole, "share": share, "value": number.value}
        )


def share_in_percent(part: int, whole: int, decimals: int) -> Decimal:
    """A part of a whole in percent, a half rounded up, without leaving the exact numbers."""
    scale: int = 10**decimals
    return Decimal((200 * scale * part + whole) // (2 * whole)) / scale


def refuse_unshown(by: User, number: Measurement, evidence: Sequence[Evidence]) -> None:
    """A number says where it comes from and is shown by evidence that the reporter may open."""
    if not number.source.strip():
        raise errors.SourceMissing(_("Say where the number comes from: a survey, a list, a log."))
    if not evidence:
        raise errors.EvidenceMissing(
            _("A number needs at least one piece of evidence. Upload it first, then name it here.")
        )
    open_to_them = evidences.evidence_open_to(by).filter(pk__in=[each.pk for each in evidence])
    seen = set(open_to_them.values_list("pk", flat=True))
    area = number.indicator.result.policy.area
    for each in evidence:
        if each.pk not in seen or not places.contains(area.code, each.area.code):
            raise errors.EvidenceUnfit(
                _("Evidence number %(number)d is not open to you, or not from %(area)s.")
                % {"number": each.pk, "area": area.name}
            )
        refuse_too_old(each, number.starts)


def refuse_too_old(evidence: Evidence, starts: date) -> None:
    if evidence.happened_on < starts:
        raise errors.EvidenceUnfit(
            _(
                "Evidence number %(number)d is of %(day)s, before the period that begins on "
                "%(starts)s. Choose other evidence, or correct the period."
            )
            % {
                "number": evidence.pk,
                "day": date_format(evidence.happened_on),
                "starts": date_format(starts),
            }
        )


def refuse_second(number: Measurement) -> None:
    """One number stands for an indicator, an area and a period; another one is a correction."""
    replaces = number.replaces
    if replaces and (replaces.indicator_id, replaces.area_id) != (
        number.indicator_id,
        number.area_id,
    ):
        raise errors.AlreadyMeasured(
            _("A correction is for the same indicator and the same area as what it replaces.")
        )
    if replaces and Measurement.objects.filter(replaces=replaces).exists():
        raise errors.AlreadyCorrected(
            _("This number was already corrected. Correct the newest one on the indicator's page.")
        )
    standing = Measurement.objects.filter(
        indicator=number.indicator,
        area=number.area,
        starts=number.starts,
        ends=number.ends,
        replaced_by=None,
    )
    if replaces:
        standing = standing.exclude(pk=replaces.pk)
    if standing.exists():
        raise errors.AlreadyMeasured(
            _("%(code)s has a number for this area and period. Correct that one on its page.")
            % {"code": number.indicator.code}
        )
