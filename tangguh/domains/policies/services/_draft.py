"""Drafting: every change of the working text goes through one gate, so that none is lost."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.policies.errors import PolicyEnded, PolicyMoved, TitleTaken
from tangguh.domains.policies.models import Policy


@transaction.atomic
def draft_policy(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    area: Area,
    owner: Organization,
    title: str,
    problem: str,
    legal_basis: str,
    source: str,
    now: datetime,
    planning_links: str = "",
    provenance: str = Provenance.REAL,
) -> Policy:
    """Begin a policy for an area. Nobody outside the drafting offices sees it until it is published."""
    accounts.require(by, "policies.draft", at=area)
    refuse_twin(area, title)
    policy = Policy.objects.create(
        area=area,
        owner=owner,
        title=title.strip(),
        problem=problem,
        legal_basis=legal_basis,
        planning_links=planning_links,
        source=source,
        as_of=timezone.localdate(now),
        provenance=provenance,
        edited_by=by,
        edited_at=now,
    )
    audit.record("policies.drafted", by=by, about=policy, area_code=area.code, title=policy.title)
    return policy


@transaction.atomic
def edit_policy(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    policy: Policy,
    revision: int,
    owner: Organization,
    title: str,
    problem: str,
    legal_basis: str,
    planning_links: str,
    source: str,
    now: datetime,
) -> Policy:
    """Reword a policy. What is in force stays as it is until the new text is published."""
    draft = opened(by, policy, revision)
    refuse_twin(draft.area, title, but=draft)
    changed = {
        "owner": owner,
        "title": title.strip(),
        "problem": problem,
        "legal_basis": legal_basis,
        "planning_links": planning_links,
        "source": source,
    }
    names = [name for name, value in changed.items() if getattr(draft, name) != value]
    for name, value in changed.items():
        setattr(draft, name, value)
    moved(draft, by, now, "policies.edited", fields=names)
    return draft


def opened(by: User, policy: Policy, revision: int, deed: str = "policies.draft") -> Policy:
    """The policy, locked, if the person may do the deed and nobody moved it since revision was read.

    Raises PolicyMoved, which says who did and when, and PolicyEnded.
    """
    accounts.require(by, deed, at=policy.area)
    locked = (
        Policy.objects.select_for_update(of=("self",))
        .select_related("area", "owner", "edited_by")
        .get(pk=policy.pk)
    )
    if locked.status == Policy.Status.ENDED:
        raise PolicyEnded(
            _("“%(policy)s” has ended; its text stands as it is. Draft a new policy instead.")
            % {"policy": locked.title}
        )
    if locked.revision != revision:
        raise PolicyMoved(
            _(
                "%(person)s changed “%(policy)s” on %(when)s, after you opened it. What you typed "
                "is kept in the form. Look at the newest text first, then save again."
            )
            % {
                "person": locked.edited_by,
                "policy": locked.title,
                "when": date_format(timezone.localtime(locked.edited_at), "DATETIME_FORMAT"),
            },
            revision=locked.revision,
        )
    return locked


def moved(draft: Policy, by: User, now: datetime, deed: str, **details: Any) -> None:
    """Save the policy as changed by somebody, so that the next editor is told, and record it."""
    draft.revision += 1
    draft.edited_by = by
    draft.edited_at = now
    draft.save()
    audit.record(deed, by=by, about=draft, area_code=draft.area.code, **details)


def refuse_twin(area: Area, title: str, but: Policy | None = None) -> None:
    twins = Policy.objects.filter(area=area, title=title.strip())
    if but:
        twins = twins.exclude(pk=but.pk)
    if twins.exists():
        raise TitleTaken(
            _(
                "%(area)s already has a policy called “%(title)s”. Open that one, or say it otherwise."
            )
            % {"area": area.name, "title": title.strip()}
        )
