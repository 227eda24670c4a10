from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.atlas.errors import NoSuchGauge
from tangguh.domains.atlas.models import Gauge
from tangguh.domains.places.models import Area


def gauges() -> QuerySet[Gauge]:
    """Every gauge, by river, then from its village. They are public."""
    return Gauge.objects.select_related("area__parent").order_by("river", "area__code", "name")


def gauges_of(area: Area) -> QuerySet[Gauge]:
    """The gauges that stand in a village."""
    return gauges().filter(area=area)


def gauge_for(pk: int) -> Gauge:
    """One gauge by its number."""
    found = gauges().filter(pk=pk).first()
    if found is None:
        raise NoSuchGauge(_("There is no gauge number %(number)d.") % {"number": pk})
    return found


def may_edit_gauges(viewer: Viewer, area: Area) -> bool:
    """Whether somebody may add or correct the gauges of an area."""
    return accounts.may(viewer, "atlas.edit_gauges", at=area)
