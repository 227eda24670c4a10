from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from tangguh.domains.atlas.errors import RoadChanged
from tangguh.domains.atlas.models import Road, RoadSet


def new_edition(road_set_pk: int) -> UUID:
    """A road of the set changed: whatever was drawn of it is drawn anew."""
    edition = uuid4()
    RoadSet.objects.filter(pk=road_set_pk).update(edition=edition)
    return edition


def unchanged_road(road: Road, version: int) -> Road:
    """The same road, locked. Raises RoadChanged where it is not the version that was read any more."""
    rows = Road.objects.select_for_update(of=("self",)).select_related(
        "area", "from_node", "to_node"
    )
    current = rows.get(pk=road.pk)
    if current.version != version:
        raise RoadChanged(
            _("Somebody else corrected this road while you were writing. Open its page again."),
            link=f"/atlas/roads/{road.pk}/",
        )
    return current
