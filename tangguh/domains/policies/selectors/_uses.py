from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.policies.models import Finding, Measurement, Policy
from tangguh.domains.policies.selectors._indicators import is_open
from tangguh.domains.policies.selectors._reading import policies_for
from tangguh.domains.policies.selectors._words import figure


@dataclass(frozen=True, slots=True)
class Use:
    """A number or finding that evidence supports: what it says, the path to it, and its policy."""

    kind: str
    label: str
    url: str
    policy: Policy


def uses_of(evidence: Evidence, *, viewer: Viewer | None = None) -> tuple[Use, ...]:
    """What a piece of evidence supports in the policies that a person (or anybody) may read."""
    reader = viewer or AnonymousUser()
    policies = policies_for(reader).order_by()
    measurements = (
        Measurement.objects.filter(evidence=evidence, indicator__result__policy__in=policies)
        .select_related("indicator__result__policy__area")
        .order_by("-ends", "-pk")
    )
    findings = (
        Finding.objects.filter(evidence=evidence, policy__in=policies)
        .select_related("policy")
        .order_by("-happened_on", "-pk")
    )
    return (
        *(_of_number(each) for each in measurements if is_open(reader, each.indicator)),
        *(_of_finding(each) for each in findings),
    )


def _of_number(measurement: Measurement) -> Use:
    indicator = measurement.indicator
    value = figure(measurement.value, indicator.unit, indicator.decimals)
    return Use(
        kind=_("Indicator"),
        label=f"{indicator.code} {indicator.name}: {value}",
        url=reverse("policies:indicator", args=[indicator.pk]),
        policy=indicator.result.policy,
    )


def _of_finding(finding: Finding) -> Use:
    url = reverse("policies:findings", args=[finding.policy_id])
    return Use(_("Finding"), finding.text, f"{url}#finding-{finding.pk}", finding.policy)
