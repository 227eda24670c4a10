"""Which releases there are, and who may see one that still waits."""

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places.models import Area
from tangguh.domains.resilience.models import Release
from tangguh.errors import NotFound

IMPORT = "resilience.import_scores"


def may_import(viewer: Viewer, district: Area) -> bool:
    return people.may(viewer, IMPORT, at=district)


def releases() -> QuerySet[Release]:
    """All that are shown, newest first, with the villages of each that have indicator scores."""
    return newest_first(Release.objects.filter(waiting=False))


def waiting_releases(viewer: Viewer, district: Area) -> QuerySet[Release]:
    """Those that wait for a decision, for those who may decide."""
    if not may_import(viewer, district):
        return Release.objects.none()
    return newest_first(Release.objects.filter(waiting=True))


def newest_first(rows: QuerySet[Release]) -> QuerySet[Release]:
    villages = Count("indicator_scores__area", distinct=True)
    return rows.annotate(detailed=villages).order_by("-year", "-as_of", "-pk")


def release_for(viewer: Viewer, pk: int, district: Area) -> Release:
    """The only way to a release: one that waits is there for those alone who decide on it."""
    shown = Q() if may_import(viewer, district) else Q(waiting=False)
    found = Release.objects.filter(shown, pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such release, or it is not open to you."))
    return found
