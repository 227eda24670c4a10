from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.partners.models import Organization
from tangguh.domains.partners.selectors import Work
from tangguh.domains.policies.models import Policy
from tangguh.domains.policies.selectors import ProgrammeRow
from tangguh.domains.programmes.models import Activity
from tangguh.domains.programmes.selectors._cancelled import GOES_ON
from tangguh.domains.programmes.selectors._reading import programmes_for
from tangguh.domains.programmes.selectors._totals import budget_of_cycles, spent_by


def work_of(organization: Organization, on: date) -> tuple[Work, ...]:
    """The public programmes that an organization leads or joins, or in which it leads an activity."""
    own = Activity.objects.filter(GOES_ON, lead=organization, planned_start__lte=on)
    joined = organization.joined_programmes.values("pk")
    rows = programmes_for(AnonymousUser()).filter(
        Q(lead=organization) | Q(pk__in=joined) | Q(pk__in=own.values("cycle__programme"))
    )
    return tuple(
        Work(
            title=f"{row.code} {row.title}",
            url=reverse("programmes:detail", args=[row.pk]),
            status=row.get_status_display(),
        )
        for row in rows.order_by("code", "pk")
    )


def programme_rows(viewer: Viewer, policy: Policy, on: date) -> tuple[ProgrammeRow, ...]:
    """The programmes of a policy as its own page lists them: budget of their cycles, and spent."""
    rows = programmes_for(viewer).filter(policy=policy).order_by("code", "pk")
    rows = rows.annotate(budget=budget_of_cycles(), spent=spent_by(on))
    return tuple(
        ProgrammeRow(
            title=f"{row.code} {row.title}",
            url=reverse("programmes:detail", args=[row.pk]),
            lead=str(row.lead),
            status=row.get_status_display(),
            budget=int(vars(row)["budget"]),
            spent=int(vars(row)["spent"]),
        )
        for row in rows
    )
