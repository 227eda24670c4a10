from collections.abc import Container, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Forum, Rating
from tangguh.domains.participation.services._forum_rules import advance, at_work

LOWEST, HIGHEST = 1, 5
LONGEST = 150  # signs of a criterion


@transaction.atomic
def agree_criteria(
    *, by: User, forum: Forum, criteria: Sequence[tuple[str, int]], revision: int
) -> Forum:
    """Keep what the forum agreed to rank by, with the weight of each, from 1 to 5.

    What stays the same keeps its points; what is taken away takes its points along. Raises
    ForumClosed, ForumMoved, CriteriaUnsound.
    """
    accounts.require(by, "participation.record_forum", at=forum.area)
    held = at_work(forum, by, revision)
    require_criteria(criteria)
    held.criteria.exclude(text__in=[text for text, _weight in criteria]).delete()
    for position, (text, weight) in enumerate(criteria):
        held.criteria.update_or_create(text=text, defaults={"weight": weight, "position": position})
    advance(held, by)
    audit.record(
        "participation.criteria_agreed",
        by=by,
        about=held,
        area_code=forum.area.code,
        criteria=len(criteria),
    )
    return held


@transaction.atomic
def rate(*, by: User, forum: Forum, points: Mapping[tuple[str, UUID], int], revision: int) -> Forum:
    """Keep how far proposals meet the criteria: points by a criterion's words and a proposal's act.

    Points not named stay as they were. Raises ForumClosed, ForumMoved, PointsUnsound.
    """
    accounts.require(by, "participation.record_forum", at=forum.area)
    held = at_work(forum, by, revision)
    criteria = {row.text: row for row in held.criteria.all()}
    proposals = {row.act_id: row for row in selectors.to_rank(held)}
    for (criterion, act_id), given in points.items():
        require_points(given)
        require_line(criterion, criteria, act_id, proposals)
        Rating.objects.update_or_create(
            criterion=criteria[criterion],
            proposal=proposals[act_id],
            defaults={"points": given},
        )
    advance(held, by)
    audit.record(
        "participation.proposals_rated",
        by=by,
        about=held,
        area_code=forum.area.code,
        ratings=len(points),
    )
    return held


def require_criteria(criteria: Sequence[tuple[str, int]]) -> None:
    """Each is named, named once, and weighs from 1 to 5."""
    texts = [text for text, _weight in criteria]
    if long := next((text for text in texts if len(text) > LONGEST), None):
        raise errors.CriteriaUnsound(
            _("“%(criterion)s…” is longer than %(most)d signs. Say it in fewer words.")
            % {"criterion": long[:40], "most": LONGEST}
        )
    if not criteria or not all(texts):
        raise errors.CriteriaUnsound(_("Write at least one criterion, each in a few words."))
    if twice := next((text for text in texts if texts.count(text) > 1), None):
        raise errors.CriteriaUnsound(
            _("“%(criterion)s” is there twice. Take one away.") % {"criterion": twice}
        )
    heavy = next((text for text, weight in criteria if not LOWEST <= weight <= HIGHEST), None)
    if heavy:
        raise errors.CriteriaUnsound(
            _("The weight of “%(criterion)s” must be a number from 1 to 5.") % {"criterion": heavy}
        )


def require_points(given: int) -> None:
    if not LOWEST <= given <= HIGHEST:
        raise errors.PointsUnsound(
            _("%(points)d points cannot be given. Give from 1 to 5.") % {"points": given}
        )


def require_line(
    criterion: str, criteria: Container[str], act_id: UUID, proposals: Container[UUID]
) -> None:
    if criterion not in criteria:
        raise errors.PointsUnsound(
            _(
                "“%(criterion)s” is no criterion of this forum any more. Open the ranking again "
                "and give points by those that are agreed now."
            )
            % {"criterion": criterion}
        )
    if act_id not in proposals:
        raise errors.PointsUnsound(
            _("One line is not of this forum any more. Open the ranking again and send it anew.")
        )
