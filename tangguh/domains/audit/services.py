from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from tangguh.domains.audit import selectors
from tangguh.domains.audit.models import Entry, Head


@transaction.atomic
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
