import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Model, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.audit.models import Entry, Head

GENESIS = "0" * 64
FIRST_DAY = date(2000, 1, 1)  # nothing is older, and no database reckons with the year 1


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first entry that does not follow from the one before it."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader of the trail asks for; an empty field asks for nothing in particular."""

    deed: str = ""
    area: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None


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


def newest_hash() -> Subquery:
    """The hash at the head of the chain, to annotate rows with as they are read."""
    return Subquery(Head.objects.values("hash")[:1])


def first_broken_link() -> BrokenLink | None:
    """The first place where the chain does not hold, or None where it holds to its head."""
    number, previous = 0, GENESIS
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        if entry.number != number:
            return BrokenLink(number, _("missing"))
        if entry.previous_hash != previous:
            return BrokenLink(number, _("does not follow from the entry before it"))
        if entry.hash != hash_of(entry):
            return BrokenLink(number, _("was changed after it was written"))
        previous = entry.hash
    head = Head.objects.get(pk=1)
    if (head.number, head.hash) != (number, previous):
        return BrokenLink(number + 1, _("cut off at the end"))
    return None


def head() -> Head:
    """Where the chain ends: its number is how many deeds were written, its hash vouches for all."""
    return Head.objects.get(pk=1)


def history_of(thing: Model) -> QuerySet[Entry]:
    """What was done to one thing, newest first."""
    return Entry.objects.filter(about=f"{thing._meta.label_lower}:{thing.pk}").order_by("-number")


def entries_within(codes: Collection[str]) -> QuerySet[Entry]:
    """The entries about areas with these official codes and everything inside them, newest first.

    The empty code stands for deeds of the system that concern no area. Who may ask for which
    codes is decided upstairs, in accounts, where the roles are.
    """
    reach = Q(pk__in=())
    for code in codes:
        reach |= Q(area_code=code)
        if code:
            reach |= Q(area_code__startswith=f"{code}.")
    return Entry.objects.filter(reach).order_by("-number")


def narrowed(entries: QuerySet[Entry], filters: Filters) -> QuerySet[Entry]:
    """Those of the entries that a reader asks for; days are calendar days of the district."""
    if filters.deed:
        entries = entries.filter(deed__startswith=filters.deed)
    if filters.area:
        entries = entries.filter(
            Q(area_code=filters.area) | Q(area_code__startswith=f"{filters.area}.")
        )
    if filters.words:
        entries = entries.filter(
            Q(actor__icontains=filters.words) | Q(about__icontains=filters.words)
        )
    if filters.since:
        entries = entries.filter(at__gte=moment(filters.since, time.min))
    if filters.until:
        entries = entries.filter(at__lte=moment(filters.until, time.max))
    return entries


def moment(day: date, clock: time) -> datetime:
    """A clock time of the district on a day. A moment can be compared with an index's help; the
    day of every single row would have to be computed first."""
    return timezone.make_aware(datetime.combine(max(day, FIRST_DAY), clock))
