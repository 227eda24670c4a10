from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.audit import errors, selectors
from tangguh.domains.audit.models import Act, Entry, Head


@dataclass(frozen=True, slots=True)
class Sent:
    """What came in, before anything is done about it."""

    act_id: UUID
    path: str
    content: str
    happened_at: datetime | None = None
    sent_at: datetime | None = None


@transaction.atomic(savepoint=False)  # where it fails, the deed fails with it
def record(
    deed: str, *, by: AbstractBaseUser | None, about: Model, area_code: str = "", **details: Any
) -> Entry:
    """Write one line in the audit trail, inside the caller's transaction.

    The head row is locked first, so that no two deeds follow the same line.
    `by` is None where the system itself acts, as when it loads a district.
    """
    head = Head.objects.select_for_update().get(pk=1)
    entry = Entry(
        number=head.number + 1,
        at=timezone.now(),
        actor=by.get_username() if by else "tangguh",
        deed=deed,
        about=f"{about._meta.label_lower}:{about.pk}",
        area_code=area_code,
        details=details,
        previous_hash=head.hash,
    )
    entry.hash = selectors.hash_of(entry)
    entry.save(force_insert=True)
    Head.objects.filter(pk=1).update(number=entry.number, hash=entry.hash)
    return entry


@transaction.atomic
def receive(sent: Sent, *, by: AbstractBaseUser | None, now: datetime) -> tuple[Act, bool]:
    """Take an act in; whether it is new. A second sender waits here until the first is through.

    The caller does the deed in the same transaction and then calls `conclude`, or takes all of it
    back: what was refused is not kept, and the same act may come again with other figures.
    """
    told = {
        "path": sent.path,
        "content": sent.content,
        "actor": by.get_username() if by else "",
    }
    times = {"happened_at": sent.happened_at, "sent_at": sent.sent_at, "received_at": now}
    act, is_new = Act.objects.get_or_create(act_id=sent.act_id, defaults=told | times)
    if not is_new and any(getattr(act, name) != value for name, value in told.items()):
        raise errors.ActDiffers(
            _(
                "This form was already sent, with other content. What was sent first stands. "
                "Open a new form and fill it in."
            )
        )
    return act, is_new


def conclude(act: Act, *, url: str, messages: list[str]) -> None:
    """Keep what an act led to, so that whoever sends it again hears the same."""
    act.result = {"url": url, "messages": messages}
    act.save(update_fields=["result"])
