"""The result tree as a picture: from a policy's text and its numbers to nodes with marks."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.policies.models import Policy, Result
from tangguh.domains.policies.selectors._actuals import Reading
from tangguh.engines.result_tree import Mark, Node, Words
from tangguh.engines.revision import PolicyDocument
from tangguh.engines.target_tracking import Track

GOOD = {Track.REACHED, Track.ON_TRACK}


def nodes_of(
    policy: Policy, document: PolicyDocument, readings: Sequence[Reading], *, linked: bool
) -> tuple[Node, ...]:
    """The results as nodes. With links, each leads to its place on the policy's page."""
    page = reverse("policies:detail", args=[policy.pk])
    return tuple(
        Node(
            code=result.code,
            level=result.level,
            text=result.statement,
            parent=result.parent,
            mark=mark_of(mine := [each for each in readings if each.result.code == result.code]),
            note=note_of(mine),
            url=f"{page}#result-{result.code}" if linked else "",
        )
        for result in document.results
    )


def mark_of(readings: Sequence[Reading]) -> Mark:
    """Behind if one is behind; good if one is good and none behind; else silent."""
    tracks = {each.tracking.track for each in readings}
    if Track.BEHIND in tracks:
        return Mark.BEHIND
    if tracks & GOOD:
        return Mark.GOOD
    return Mark.SILENT


def note_of(readings: Sequence[Reading]) -> str:
    """How many of a result's indicators are on track, in words."""
    if not readings:
        return _("No indicator")
    if not any(each.value is not None for each in readings):
        return _("No number yet")
    good = sum(each.tracking.track in GOOD for each in readings)
    return _("%(good)d of %(all)d indicators on track") % {"good": good, "all": len(readings)}


def words_of(document: PolicyDocument) -> Words:
    """What is written on the picture."""
    return Words(
        title=_("Result tree of “%(policy)s”") % {"policy": document.title},
        description=_("How the results lead to each other. The same is listed below the picture."),
        levels={value: str(label) for value, label in Result.Level.choices},
        marks={
            Mark.GOOD: _("On track"),
            Mark.BEHIND: _("At least one indicator is behind"),
            Mark.SILENT: _("Nothing can be said yet"),
        },
    )
