from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from tangguh.domains.partners.models import Organization
from tangguh.domains.partners.selectors import Work
from tangguh.domains.programmes.models import Activity
from tangguh.domains.programmes.selectors._reading import programmes_for


def work_of(organization: Organization, on: date) -> tuple[Work, ...]:
    """The public programmes that an organization leads or joins, or in which it leads an activity."""
    own = Activity.objects.filter(
        cycle__programme=OuterRef("pk"), lead=organization, planned_start__lte=on
    )
    joined = organization.joined_programmes.values("pk")
    rows = programmes_for(AnonymousUser()).filter(
        Q(lead=organization) | Q(pk__in=joined) | Exists(own)
    )
    return tuple(
        Work(
            title=f"{row.code} {row.title}",
            url=reverse("programmes:detail", args=[row.pk]),
            status=row.get_status_display(),
        )
        for row in rows.order_by("code", "pk")
    )
