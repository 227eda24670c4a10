from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.programmes.models import Update
from tangguh.domains.programmes.selectors._reading import activities_for


@dataclass(frozen=True, slots=True)
class Use:
    """An update that evidence supports, with the way up from it to the policy. Urls are paths."""

    happened_on: date
    progress: int
    people: int
    activity: str
    activity_url: str
    programme: str
    programme_url: str
    policy: str
    policy_url: str


def uses_of(viewer: Viewer, evidence: Evidence) -> tuple[Use, ...]:
    """What a piece of evidence supports in the programmes that a person may read, newest first."""
    updates = (
        Update.objects.filter(evidence=evidence, activity__in=activities_for(viewer).order_by())
        .select_related("activity__cycle__programme__policy")
        .order_by("-happened_on", "-pk")
    )
    return tuple(use(update) for update in updates)


def use(update: Update) -> Use:
    activity = update.activity
    programme = activity.cycle.programme
    return Use(
        happened_on=update.happened_on,
        progress=update.progress,
        people=update.people,
        activity=activity.title,
        activity_url=f"{reverse('programmes:activity', args=[activity.pk])}#update-{update.pk}",
        programme=programme.title,
        programme_url=reverse("programmes:detail", args=[programme.pk]),
        policy=programme.policy.called,
        policy_url=reverse("policies:detail", args=[programme.policy_id]),
    )
