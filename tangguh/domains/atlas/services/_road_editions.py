from uuid import uuid4

from tangguh.domains.atlas.models import RoadSet


def new_edition(road_set_pk: int) -> None:
    """A road of the set changed: whatever was drawn of it is drawn anew."""
    RoadSet.objects.filter(pk=road_set_pk).update(edition=uuid4())
