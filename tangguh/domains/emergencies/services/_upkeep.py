from datetime import date

from django.db import transaction

from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.models import Helper, Pair
from tangguh.domains.residents import selectors as residents


@transaction.atomic
def remove_expired(*, on: date) -> int:
    """Remove pairs and helpers whose yes ran out, and pairs whose need is gone. For the operator."""
    helpers = Helper.objects.filter(expires_on__lt=on)
    unneeded = Pair.objects.exclude(member__in=residents.needs(on).values("member"))
    pairs = selectors.expired_pairs(on=on) | Pair.objects.filter(helper__in=helpers) | unneeded
    gone = list(pairs.select_related("helper__area").distinct())
    for thing, area in [*((p, p.helper.area) for p in gone), *((h, h.area) for h in helpers)]:
        audit.record("emergencies.buddies_expired", by=None, about=thing, area_code=area.code)
    Pair.objects.filter(pk__in=[pair.pk for pair in gone]).delete()
    return len(gone) + helpers.delete()[1].get("emergencies.Helper", 0)
