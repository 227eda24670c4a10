from django.db.models import Case, Count, QuerySet, When
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.atlas.errors import NoSuchBoundaries
from tangguh.domains.atlas.models import BoundarySet
from tangguh.domains.places.models import Area


def set_in_use(district: Area) -> BoundarySet | None:
    """The newest official boundaries of a district; its schematic cells until there are any."""
    sets = BoundarySet.objects.filter(district=district, waiting=False)
    is_official = Case(When(kind=BoundarySet.Kind.OFFICIAL, then=1), default=0)
    return sets.order_by(is_official.desc(), "-received_at", "-pk").first()


def sets_before(district: Area, in_use: BoundarySet | None) -> QuerySet[BoundarySet]:
    """What was drawn before, newest first; each with how many `areas` it holds."""
    sets = BoundarySet.objects.filter(district=district, waiting=False)
    if in_use is not None:
        sets = sets.exclude(pk=in_use.pk)
    return sets.annotate(areas=Count("boundaries")).order_by("-received_at", "-pk")


def may_import(viewer: Viewer, district: Area) -> bool:
    """Whether somebody may check and accept the boundaries of a district."""
    return accounts.may(viewer, "atlas.import_boundaries", at=district)


def waiting_set(viewer: Viewer, district: Area) -> BoundarySet | None:
    """The checked boundaries that wait for a decision, for those who may take it."""
    if not may_import(viewer, district):
        return None
    return BoundarySet.objects.filter(district=district, waiting=True).first()


def boundary_set_for(viewer: Viewer, pk: int) -> BoundarySet:
    """One set. What still waits is open only to those who may accept it."""
    found = BoundarySet.objects.select_related("district").filter(pk=pk).first()
    if found is None or (found.waiting and not may_import(viewer, found.district)):
        raise NoSuchBoundaries(
            _(
                "There are no boundaries with this number, or they were put away. See which are used."
            )
        )
    return found
