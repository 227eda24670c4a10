"""Taking the example away whole and loading it anew; never anything that is real."""

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.audit.models import Entry, Head
from tangguh.domains.evidence import services as evidence
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import District
from tangguh.errors import Conflict
from tangguh.web.backups import tables
from tangguh.web.demo.load import BEGUN, load


class RealData(Conflict):
    code = "real_data"


def reset() -> None:
    """Remove every row, the trail too, and load the example anew, while the server goes on.

    All in one transaction: if anything fails, what was there stays. Whatever somebody tried out
    in the example goes with it, and its files once no row names them any more.
    """
    with transaction.atomic():
        refuse_real_data()
        shown = set(Evidence.objects.values_list("sha256", flat=True))
        with tables.triggers_lifted():
            tables.empty_all()
        tables.restart_numbering()
        Head.objects.create(pk=1)
        load()
    evidence.discard(shown)


def refuse_real_data() -> None:
    """Everything here is the example: only it is served, it stands still, and it began the trail."""
    districts = list(District.objects.all())
    stands_still = bool(districts) and all(district.is_demo for district in districts)
    if not (stands_still and Entry.objects.filter(number=1, deed=BEGUN).exists()):
        raise RealData(
            _(
                "There are data here that are not the example's, and they are not removed. To try "
                "the example, choose another TANGGUH_HOME or TANGGUH_DATABASE_URL."
            )
        )
