import hashlib
import json
from dataclasses import dataclass
from datetime import UTC

from django.db.models import Model, QuerySet

from tangguh.domains.audit.models import Entry, Head

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first entry that does not follow from the one before it."""

    number: int
    reason: str


def hash_of(entry: Entry) -> str:
    """SHA-256 of everything an entry says and of the hash before it, as 64 hex digits."""
    said = [
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor,
        entry.deed,
        entry.about,
        entry.area_code,
        entry.details,
        entry.previous_hash,
    ]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken_link() -> BrokenLink | None:
    """The first place where the chain does not hold, or None where it holds to its head."""
    number, previous = 0, GENESIS
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        if entry.number != number:
            return BrokenLink(number, "missing")
        if entry.previous_hash != previous:
            return BrokenLink(number, "does not follow from the entry before it")
        if entry.hash != hash_of(entry):
            return BrokenLink(number, "was changed after it was written")
        previous = entry.hash
    head = Head.objects.get(pk=1)
    if (head.number, head.hash) != (number, previous):
        return BrokenLink(number + 1, "cut off at the end")
    return None


def history_of(thing: Model) -> QuerySet[Entry]:
    """What was done to one thing, newest first."""
    return Entry.objects.filter(about=f"{thing._meta.label_lower}:{thing.pk}").order_by("-number")
