from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.audit import selectors as audit
from tangguh.domains.places import selectors as places
from tangguh.domains.policies.models import Policy, Review, Version
from tangguh.errors import NotFound

PUBLIC = ~Q(status=Policy.Status.DRAFT)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader of the list asked for; empty means everything."""

    words: str = ""
    status: str = ""
    area: str = ""


def policies_for(viewer: Viewer) -> QuerySet[Policy]:
    """The policies that a person may read: all that were ever published, and drafts in reach."""
    return accounts.open_to(
        viewer,
        Policy.objects.select_related("area", "owner", "edited_by"),
        deed="policies.read_draft",
        public=PUBLIC,
    )


def policy_for(viewer: Viewer, pk: int) -> Policy:
    """One policy, with its reviews and its `trail_head`. What one may not read does not exist."""
    rows = policies_for(viewer).annotate(trail_head=audit.newest_hash())
    policy = rows.prefetch_related("reviews").filter(pk=pk).first()
    if policy is None:
        raise NotFound(_("There is no such policy. Look for it in the list of policies."))
    return policy


def policies_called(viewer: Viewer, words: str) -> QuerySet[Policy]:
    """The policies with these words in the title by which this reader may know them."""
    return policies_for(viewer).filter(in_title(words)).order_by("title_published", "title", "pk")


def in_title(words: str) -> Q:
    """A title that is not published yet must not be found out by searching for it."""
    return Q(title_published__icontains=words) | Q(title_published="", title__icontains=words)


def policy_list(viewer: Viewer, filters: Filters, *, on: date) -> QuerySet[Policy]:
    """The policies that match, by title. Each has `title_in_force`, `label` and `next_review_on`."""
    coming = Review.objects.filter(policy=OuterRef("pk"), closed_at=None).order_by()
    found = policies_for(viewer).annotate(
        title_in_force=in_force("title", on=on),
        label=Subquery(versions_until(on).values("label")[:1]),
        next_review_on=Subquery(
            coming.values("policy").annotate(first=Min("due_on")).values("first")
        ),
    )
    found = found.alias(problem_in_force=in_force("problem", on=on))
    for word in filters.words.split():
        found = found.filter(
            Q(title_in_force__icontains=word) | Q(problem_in_force__icontains=word)
        )
    if filters.status:
        found = found.filter(status=filters.status)
    if filters.area:
        found = found.filter(places.within(filters.area, lookup="area"))
    return found.order_by("title_in_force", "pk")


def versions_until(on: date) -> QuerySet[Version]:
    """The versions of a policy (the outer row), the one in force on a day first."""
    versions = Version.objects.filter(policy=OuterRef("pk"), in_force_from__lte=on)
    return versions.order_by("-in_force_from", "-number")


def in_force(name: str, *, on: date) -> Coalesce:
    """What the version in force says; the working text where there is no such version."""
    said = versions_until(on).values_list(KeyTextTransform(name, "document"))
    return Coalesce(Subquery(said[:1]), name, output_field=CharField())
