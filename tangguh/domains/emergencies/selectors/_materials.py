"""The library of outreach: what there is, for whom, and where it was used."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.emergencies.models import Material, OutreachSession
from tangguh.errors import NotFound


@dataclass(frozen=True, slots=True)
class MaterialsAsked:
    """What a reader of the list asked for; empty means everything."""

    hazard: str = ""
    language: str = ""
    audience: str = ""


def materials(asked: MaterialsAsked | None = None) -> QuerySet[Material]:
    """What is in use, each with `uses`: at how many sessions it was. Kept for a hazard or for all."""
    rows = Material.objects.filter(withdrawn_on=None).select_related("area", "file")
    if asked and asked.hazard:
        rows = rows.filter(Q(hazard=asked.hazard) | Q(hazard=""))
    if asked and asked.language:
        rows = rows.filter(language=asked.language)
    if asked and asked.audience:
        rows = rows.filter(audience=asked.audience)
    return rows.annotate(uses=Count("sessions")).order_by("title", "pk")


def material_for(pk: int) -> Material:
    """One of them, in use or not."""
    found = Material.objects.select_related("area", "file").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such page, or it is not open to you."))
    return found


def sessions_with(material: Material) -> QuerySet[OutreachSession]:
    """The sessions at which it was used, newest first."""
    return material.sessions.select_related("area").order_by("-held_on", "-pk")
