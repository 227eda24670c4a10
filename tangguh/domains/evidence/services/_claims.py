from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.evidence import errors
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.services import _store as store
from tangguh.domains.places.models import Area, Provenance
from tangguh.engines.media import Kind, MediaFacts

TAKEN_AT_LENGTH = 19  # without the offset: what stood on the camera


@transaction.atomic
def claim(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    area: Area,
    kind: str,
    title: str,
    file: store.Upload,
    happened_on: date,
    source: str,
    audience: str,
    act_id: UUID,
    now: datetime,
    provenance: str = Provenance.REAL,
) -> Evidence:
    """Keep a file as a claim that something happened. The same act sent twice is one claim.

    Raises TooLarge, FileRefused, AlreadyClaimed, NotYetHappened. The file reaches its place as
    the last step: what fails before leaves nothing, and what fails later (the caller's own
    transaction) leaves a file without a row, which `sweep` removes.
    """
    role = accounts.require(by, "evidence.upload", at=area)
    if known := known_act(by, act_id):
        return known
    refuse_future(happened_on, now)
    with store.received(file) as draft:
        facts, parts = store.examined(draft)
        refuse_no_picture(kind, facts, draft.name)
        refuse_twin(area, draft.sha256)
        who = {"claimed_by": by, "claimed_as": role.name, "audience": audience}
        what = {"act_id": act_id, "area": area, "kind": kind, "title": title}
        when = {"happened_on": happened_on, "as_of": happened_on, "received_at": now}
        whence = {"source": source, "provenance": provenance}
        evidence = Evidence(**who, **what, **when, **whence, **told_by_the_file(draft, facts))
        save_first(evidence)
        told = {"area_code": area.code, "sha256": draft.sha256}
        audit.record("evidence.claimed", by=by, about=evidence, **told)
        store.keep(draft.sha256, parts)
    return evidence


def told_by_the_file(draft: store.Draft, facts: MediaFacts) -> dict[str, Any]:
    return {
        "sha256": draft.sha256,
        "size": draft.size,
        "media_type": facts.media_type,
        "extension": facts.extension,
        "taken_at": (facts.taken_at or "")[:TAKEN_AT_LENGTH],
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "notes": list(facts.notes),
    }


def known_act(by: User, act_id: UUID) -> Evidence | None:
    """The claim that this act already made."""
    known = Evidence.objects.filter(act_id=act_id).first()
    if known and known.claimed_by_id != by.pk:
        raise errors.ActTaken(
            _("This form was already used by somebody else. Open a new one and send it again.")
        )
    return known


def refuse_future(happened_on: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if happened_on > today:
        raise errors.NotYetHappened(
            _(
                "It happened on %(day)s, you wrote, but today is %(today)s. "
                "Correct the day on which it happened."
            )
            % {"day": date_format(happened_on), "today": date_format(today)},
        )


def refuse_no_picture(kind: str, facts: MediaFacts, name: str) -> None:
    """What is kept as a photo is one: others will want to look at it."""
    if kind == Evidence.Kind.PHOTO and facts.kind != Kind.IMAGE:
        raise errors.FileRefused(
            _("%(name)s is no picture. Choose a photo; a document is kept under another kind.")
            % {"name": name}
        )


def refuse_twin(area: Area, sha256: str) -> None:
    """One file stands once for an area; the message tells where."""
    twin = Evidence.objects.filter(area=area, sha256=sha256).first()
    if twin:
        raise errors.AlreadyClaimed(
            _(
                "This very file is already evidence number %(number)d for %(area)s: “%(title)s”, "
                "%(day)s. Refer to that one, or choose another file."
            )
            % {
                "number": twin.pk,
                "area": area.name,
                "title": twin.title,
                "day": date_format(twin.happened_on),
            },
            evidence=twin.pk,
            link=f"/evidence/{twin.pk}/",
        )


def save_first(evidence: Evidence) -> None:
    """Save, and tell it as a twin where somebody else was faster by a moment."""
    try:
        with transaction.atomic():
            evidence.save(force_insert=True)
    except IntegrityError:
        refuse_twin(evidence.area, evidence.sha256)
        raise
