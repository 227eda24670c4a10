"""When a policy was looked at and will be again. Asks nothing where its reviews are at hand."""

from tangguh.domains.policies.models import Policy, Review


def last_closed(policy: Policy) -> Review | None:
    """The newest review that was decided."""
    closed = [(each.closed_at, each.pk, each) for each in policy.reviews.all() if each.closed_at]
    return max(closed)[2] if closed else None


def next_review(policy: Policy) -> Review | None:
    """The first review that is not closed, whether ahead or late."""
    waiting = [each for each in policy.reviews.all() if each.closed_at is None]
    return min(waiting, key=lambda each: each.due_on, default=None)
