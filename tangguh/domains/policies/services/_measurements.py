from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
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
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.policies import errors
from tangguh.domains.policies.models import Indicator, Measurement, Policy
from tangguh.domains.policies.services._indicators import (
    refuse_backwards,
    refuse_finer,
    refuse_outside,
)


@transaction.atomic
def report_measurement(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    indicator: Indicator,
    area: Area,
    starts: date,
    ends: date,
    value: Decimal,
    source: str,
    evidence: Sequence[Evidence],
    act_id: UUID,
    now: datetime,
    numerator: int | None = None,
    denominator: int | None = None,
    note: str = "",
    replaces: Measurement | None = None,
    provenance: str = Provenance.REAL,
) -> Measurement:
    """Report the value of an indicator for an area and a period, with what shows it.

    `value` is in the indicator's unit; a percentage may carry its part and its whole and must then
    be their share, rounded half up. A correction names the number that it replaces, which stays
    on record. The same act sent twice is one number.
    """
    accounts.require(by, "policies.report", at=area)
    if known := known_act(by, indicator, act_id):
        return known
    policy = (
        Policy.objects.select_for_update(of=("self",))
        .select_related("area")
        .get(pk=indicator.result.policy_id)
    )
    refuse_state(policy, indicator)
    refuse_outside(policy, area)
    refuse_period(starts, ends, timezone.localdate(now))
    refuse_number(indicator, value, numerator, denominator)
    refuse_unshown(by, policy, starts, source, evidence)
    refuse_second(indicator, area, starts, ends, replaces)
    measurement = Measurement.objects.create(
        act_id=act_id,
        indicator=indicator,
        area=area,
        starts=starts,
        ends=ends,
        value=value,
        numerator=numerator,
        denominator=denominator,
        source=source.strip(),
        as_of=ends,
        provenance=provenance,
        note=note,
        replaces=replaces,
        reported_by=by,
        reported_at=now,
    )
    measurement.evidence.set(evidence)
    audit.record(
        "policies.measurement_corrected" if replaces else "policies.measurement_reported",
        by=by,
        about=measurement,
        area_code=area.code,
        indicator=indicator.pk,
        value=str(value),
        replaces=replaces.pk if replaces else None,
    )
    return measurement


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


def refuse_period(starts: date, ends: date, today: date) -> None:
    refuse_backwards(starts, ends)
    if ends > today:
        raise errors.PeriodRefused(
            _("The period ends on %(ends)s, but today is %(today)s. Report it when it is over.")
            % {"ends": date_format(ends), "today": date_format(today)}
        )


def refuse_number(
    indicator: Indicator, value: Decimal, numerator: int | None, denominator: int | None
) -> None:
    refuse_finer(indicator, value)
    if (numerator is None) != (denominator is None):
        raise errors.ShareDoesNotMatch(_("Give the part and the whole, or neither of them."))
    if numerator is None or denominator is None:
        return
    if denominator == 0 or numerator > denominator:
        raise errors.ShareDoesNotMatch(
            _("%(part)d cannot be a part of %(whole)d. Correct one of them.")
            % {"part": numerator, "whole": denominator}
        )
    share = share_in_percent(numerator, denominator, indicator.decimals)
    if indicator.unit == "%" and value != share:
        raise errors.ShareDoesNotMatch(
            _("%(part)d of %(whole)d is %(share)s%%, not %(value)s%%. Correct one of the three.")
            % {"part": numerator, "whole": denominator, "share": share, "value": value}
        )


def share_in_percent(part: int, whole: int, decimals: int) -> Decimal:
    """A part of a whole in percent, a half rounded up, without leaving the exact numbers."""
    scale = 10**decimals
    return Decimal((200 * scale * part + whole) // (2 * whole)) / scale


def refuse_unshown(
    by: User, policy: Policy, starts: date, source: str, evidence: Sequence[Evidence]
) -> None:
    if not source.strip():
        raise errors.SourceMissing(_("Say where the number comes from: a survey, a list, a log."))
    if not evidence:
        raise errors.EvidenceMissing(
            _("A number needs at least one piece of evidence. Upload it first, then name it here.")
        )
    ids = [each.pk for each in evidence]
    seen = set(evidences.evidence_open_to(by).filter(pk__in=ids).values_list("pk", flat=True))
    for each in evidence:
        if each.pk not in seen or not places.contains(policy.area.code, each.area.code):
            raise errors.EvidenceUnfit(
                _("Evidence number %(number)d is not open to you, or not from %(area)s.")
                % {"number": each.pk, "area": policy.area.name}
            )
        if each.happened_on < starts:
            raise errors.EvidenceUnfit(
                _(
                    "Evidence number %(number)d is of %(day)s, before the period that begins on "
                    "%(starts)s. Choose other evidence, or correct the period."
                )
                % {
                    "number": each.pk,
                    "day": date_format(each.happened_on),
                    "starts": date_format(starts),
                }
            )


def refuse_second(
    indicator: Indicator, area: Area, starts: date, ends: date, replaces: Measurement | None
) -> None:
    """One number stands for an indicator, an area and a period; another one is a correction."""
    standing = Measurement.objects.filter(
        indicator=indicator, area=area, starts=starts, ends=ends, replaced_by=None
    )
    if replaces is None:
        if standing.exists():
            raise errors.AlreadyMeasured(
                _("%(code)s has a number for this area and period. Correct that one on its page.")
                % {"code": indicator.code}
            )
        return
    if (replaces.indicator_id, replaces.area_id) != (indicator.pk, area.pk):
        raise errors.AlreadyMeasured(
            _("A correction is for the same indicator and the same area as what it replaces.")
        )
    if Measurement.objects.filter(replaces=replaces).exists():
        raise errors.AlreadyCorrected(
            _("This number was already corrected. Correct the newest one on the indicator's page.")
        )
    if standing.exclude(pk=replaces.pk).exists():
        raise errors.AlreadyMeasured(
            _("%(code)s has another number for this area and period. Correct that one.")
            % {"code": indicator.code}
        )
