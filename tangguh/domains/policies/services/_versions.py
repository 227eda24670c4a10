from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.policies import selectors
from tangguh.domains.policies.errors import (
    LabelTaken,
    NothingChanged,
    ReasonMissing,
    VersionOutOfOrder,
)
from tangguh.domains.policies.models import Policy, Version
from tangguh.domains.policies.services._draft import moved, opened
from tangguh.engines.revision import PolicyDocument, from_json, to_json


@transaction.atomic
def publish_version(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    policy: Policy,
    revision: int,
    label: str,
    in_force_from: date,
    reason: str,
    now: datetime,
) -> Version:
    """Put the working text in force from a day on, word for word, and say why it changed."""
    draft = opened(by, policy, revision, "policies.publish")
    refuse_unexplained(reason)
    last = draft.versions.order_by("-number").first()
    document = selectors.document_of(draft)
    if last:
        refuse_unchanged(last, document)
        refuse_earlier(last, in_force_from)
    refuse_label(draft, label.strip())
    version = Version.objects.create(
        policy=draft,
        number=last.number + 1 if last else 1,
        label=label.strip(),
        in_force_from=in_force_from,
        reason=reason.strip(),
        document=to_json(document),
        published_by=by,
        published_at=now,
    )
    draft.status = Policy.Status.IN_FORCE
    draft.title_published = draft.title
    moved(draft, by, now, "policies.published", number=version.number, label=version.label)
    return version


def refuse_unexplained(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(
            _(
                "Say why the policy changes: readers of the old version will ask. Fill in the reason."
            )
        )


def refuse_unchanged(last: Version, document: PolicyDocument) -> None:
    if from_json(last.document) == document:
        raise NothingChanged(
            _("The text is that of version %(label)s, word for word. Change something first.")
            % {"label": last.label}
        )


def refuse_earlier(last: Version, in_force_from: date) -> None:
    if in_force_from < last.in_force_from:
        raise VersionOutOfOrder(
            _(
                "Version %(label)s is in force from %(last)s; the next one cannot be from "
                "%(day)s, before it. Give that day or a later one."
            )
            % {
                "label": last.label,
                "last": date_format(last.in_force_from),
                "day": date_format(in_force_from),
            }
        )


def refuse_label(policy: Policy, label: str) -> None:
    if policy.versions.filter(label=label).exists():
        raise LabelTaken(
            _("There is already a version %(label)s. Choose the next label.") % {"label": label}
        )
