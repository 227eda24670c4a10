"""What a village has for an emergency, and what it answered on the form of its readiness."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.emergencies.errors import NoSuchResource
from tangguh.domains.emergencies.models import Answer, Resource
from tangguh.domains.emergencies.parameters import Indicator, pkd
from tangguh.domains.places.models import Area


@dataclass(frozen=True, slots=True)
class Answered:
    """One indicator of the form, and the newest answer of a village; None while there is none."""

    indicator: Indicator
    answer: Answer | None


def resources_of(area: Area) -> QuerySet[Resource]:
    """What stands on the list of a village, by kind and name. It is public."""
    return Resource.objects.filter(area=area, ended_on=None).order_by("kind", "name", "pk")


def resource_for(area: Area, pk: int) -> Resource:
    """One line of a village's list."""
    found = resources_of(area).select_related("area").filter(pk=pk).first()
    if found is None:
        raise NoSuchResource(_("There is no such resource on this list, or it was taken off."))
    return found


def answered(area: Area) -> tuple[Answered, ...]:
    """Every indicator of the form in its order, with the newest answer."""
    newest = {row.indicator: row for row in Answer.objects.filter(area=area).order_by("as_of")}
    return tuple(Answered(indicator, newest.get(indicator.code)) for indicator in pkd())


def may_edit_resources(viewer: Viewer, area: Area) -> bool:
    """Whether somebody may change the list of resources of a village."""
    return accounts.may(viewer, "emergencies.edit_resources", at=area)


def may_answer(viewer: Viewer, area: Area) -> bool:
    """Whether somebody may answer the form of a village's readiness."""
    return accounts.may(viewer, "emergencies.answer_readiness", at=area)
