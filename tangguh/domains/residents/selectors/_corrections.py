"""What can be put right about a household or somebody in it, as text, and what was."""

from django.db.models import QuerySet

from tangguh.domains.residents.models import Correction, Household, Member, Need


def values_of(target: Household | Member) -> dict[str, str]:
    """Every figure that can be corrected; needs are their kinds in order, with commas between."""
    if isinstance(target, Household):
        return {
            "neighbourhood": target.neighbourhood,
            "address": target.address,
            "point": point_of(target.latitude, target.longitude),
        }
    return {
        "name": target.name,
        "sex": target.sex,
        "birth_year": str(target.birth_year or ""),
        "needs": ",".join(sorted(target.needs.values_list("kind", flat=True))),
    }


def point_of(latitude: float | None, longitude: float | None) -> str:
    """A place as latitude and longitude, degrees WGS84; a half of one as it is, none as nothing."""
    if latitude is None and longitude is None:
        return ""
    return ", ".join("" if each is None else str(each) for each in (latitude, longitude))


def value_told(field: str, value: str) -> str:
    """A value as a reader knows it."""
    if not value:
        return "–"
    if field == "needs":
        return ", ".join(str(Need.Kind(kind).label) for kind in value.split(","))
    return str(Member.Sex(value).label) if field == "sex" else value


def corrections_of(household: Household) -> QuerySet[Correction]:
    """What was put right, the newest first."""
    return household.corrections.select_related("member", "corrected_by").order_by("-pk")
