from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.participation import errors
from tangguh.domains.participation.models import Forum


def at_work(forum: Forum, by: User, revision: int | None = None) -> Forum:
    """The forum, held until the deed is done. Raises ForumClosed, and ForumMoved by revision.

    What the same person changed in between is no surprise: a meeting that was written down
    without a signal sends one change after the other, all made on the same page.
    """
    held = (
        Forum.objects.select_for_update(of=("self",)).select_related("edited_by").get(pk=forum.pk)
    )
    held.area = forum.area
    if held.closed_at:
        raise errors.ForumClosed(
            _("“%(forum)s” was closed on %(day)s. What came later belongs to another forum.")
            % {"forum": held, "day": date_format(timezone.localdate(held.closed_at))}
        )
    if revision is not None and revision != held.revision and held.edited_by != by:
        raise errors.ForumMoved(
            _(
                "Meanwhile %(person)s changed “%(forum)s”. Nothing of theirs was overwritten. "
                "Open it again, look, and send yours once more if it is still needed."
            )
            % {"forum": held, "person": held.edited_by}
        )
    return held


def advance(forum: Forum, by: User) -> None:
    forum.revision += 1
    forum.edited_by = by
    forum.save()
