"""Broken links (mata rantai putus): where the way from the policy to its evidence stops."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.policies.models import Policy
from tangguh.domains.policies.parameters import stale_after_periods
from tangguh.domains.policies.selectors._actuals import Reading, readings_of
from tangguh.domains.policies.selectors._documents import document_of, document_on
from tangguh.domains.policies.selectors._periods import months_after
from tangguh.domains.policies.selectors._schedule import next_review
from tangguh.domains.policies.selectors._upper_rooms import BrokenLink, Link, links_from_above
from tangguh.engines.revision import PolicyDocument


def broken_links(
    policy: Policy,
    *,
    on: date,
    document: PolicyDocument | None = None,
    readings: tuple[Reading, ...] | None = None,
) -> tuple[Link, ...]:
    """Every broken link of a policy on a day, this room's first, each with the path to mend it.

    `document` and `readings` are taken as they are where the caller has them already.
    """
    text = document or document_on(policy, on) or document_of(policy)
    found = readings if readings is not None else readings_of(policy, on=on, document=text)
    return (
        *results_without_indicator(policy, text),
        *(link for each in found for link in indicator_links(policy, each, on)),
        *review_links(policy, on),
        *links_from_above(policy, text, on=on),
    )


def results_without_indicator(policy: Policy, text: PolicyDocument) -> Iterator[BrokenLink]:
    page = reverse("policies:detail", args=[policy.pk])
    for result in text.results:
        if not result.indicators:
            yield BrokenLink(
                "result_without_indicator",
                _("Nothing measures %(code)s: %(statement)s")
                % {"code": result.code, "statement": result.statement},
                f"{page}#result-{result.code}",
            )


def indicator_links(policy: Policy, reading: Reading, on: date) -> Iterator[BrokenLink]:
    """What is missing at one indicator: baseline, a target still to come, a recent number."""
    name = {"code": reading.text.code, "name": reading.text.name}
    url = reading.url or reverse("policies:detail", args=[policy.pk])
    if reading.text.baseline is None:
        yield BrokenLink("no_baseline", _("%(code)s %(name)s has no baseline") % name, url)
    targets = [each for each in reading.text.targets if each.area_code == reading.area_code]
    if not targets:
        yield BrokenLink("no_target", _("%(code)s %(name)s has no target") % name, url)
    elif max(each.ends for each in targets) < on:
        last = date_format(max(each.ends for each in targets))
        text = _("The last target of %(code)s %(name)s ended on %(day)s") % {**name, "day": last}
        yield BrokenLink("target_over", text, url)
    if text := silence(reading, on):
        yield BrokenLink("silent", text, url)


def silence(reading: Reading, on: date) -> str:
    """What to say of an indicator that was silent for too many of its periods; nothing otherwise."""
    since = reading.ends if reading.value is not None else reading.text.baseline_on
    months = reading.text.every_months * stale_after_periods(on)
    name = {"code": reading.text.code, "name": reading.text.name, "months": months}
    if since is None:
        return _("%(code)s %(name)s has no number yet") % name
    if months_after(since, months) >= on:
        return ""
    return _("%(code)s %(name)s has had no number for more than %(months)d months") % name


def review_links(policy: Policy, on: date) -> Iterator[BrokenLink]:
    """Whether somebody looks at the policy again, and in time."""
    if policy.status == Policy.Status.ENDED:
        return
    url = reverse("policies:reviews", args=[policy.pk])
    due = next_review(policy)
    if due is None:
        yield BrokenLink("no_review", _("No review of this policy is scheduled"), url)
    elif due.due_on < on:
        text = _("The review due on %(day)s is not closed") % {"day": date_format(due.due_on)}
        yield BrokenLink("review_overdue", text, reverse("policies:review", args=[due.pk]))
