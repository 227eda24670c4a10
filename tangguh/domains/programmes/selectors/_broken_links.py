from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.policies.models import Indicator, Policy, Result
from tangguh.domains.policies.selectors import BrokenLink, months_after
from tangguh.domains.programmes.models import Programme, Update

SERVED_LEVELS = (Result.Level.OUTCOME, Result.Level.OUTPUT)


def broken_links(policy: Policy, *, on: date) -> tuple[BrokenLink, ...]:
    """Where a policy's results and programmes are not tied together, or nobody reports."""
    return (
        *results_without_programme(policy),
        *programmes_without_indicator(policy),
        *silent_programmes(policy, on=on),
    )


def results_without_programme(policy: Policy) -> tuple[BrokenLink, ...]:
    """Outcomes and outputs that no programme serves, neither itself nor by a result below it."""
    served = set(Programme.objects.filter(policy=policy).values_list("results", flat=True))
    rows = list(Result.objects.filter(policy=policy).order_by("position", "code"))
    parents = {row.pk: row.parent_id for row in rows}
    for pk in tuple(served):
        above = parents.get(pk)
        while above:
            served.add(above)
            above = parents.get(above)
    return tuple(
        BrokenLink(
            "result_without_programme",
            _("No programme serves %(code)s: %(result)s")
            % {"code": row.code, "result": row.statement},
            reverse("policies:detail", args=[policy.pk]),
        )
        for row in rows
        if row.level in SERVED_LEVELS and row.pk not in served
    )


def programmes_without_indicator(policy: Policy) -> tuple[BrokenLink, ...]:
    """Running programmes of which no result has an indicator: nobody will know what they changed."""
    measured = Indicator.objects.filter(result__programmes=OuterRef("pk"))
    rows = running(policy).filter(~Exists(measured))
    return tuple(
        link(
            "programme_without_indicator",
            _("No indicator measures what %(code)s %(title)s is for")
            % {"code": row.code, "title": row.title},
            row,
        )
        for row in rows
    )


def silent_programmes(policy: Policy, *, on: date) -> tuple[BrokenLink, ...]:
    """Running programmes of which nobody has reported for longer than the district allows."""
    months = parameter("programmes.planning.silent_months", on=on)
    told = Update.objects.filter(
        Q(happened_on__gte=months_after(on, -months)),
        activity__cycle__programme=OuterRef("pk"),
        happened_on__lte=on,
    )
    rows = running(policy).filter(~Exists(told))
    return tuple(
        link(
            "silent_programme",
            _("No report about %(code)s %(title)s for more than %(months)d months")
            % {"code": row.code, "title": row.title, "months": months},
            row,
        )
        for row in rows
    )


def running(policy: Policy) -> QuerySet[Programme]:
    return Programme.objects.filter(policy=policy, status=Programme.Status.RUNNING).order_by("code")


def link(kind: str, text: str, programme: Programme) -> BrokenLink:
    return BrokenLink(kind, text, reverse("programmes:detail", args=[programme.pk]))
