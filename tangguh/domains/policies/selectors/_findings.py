from django.db.models import QuerySet

from tangguh.domains.policies.models import Finding, Policy


def findings_of(policy: Policy, source: str = "") -> QuerySet[Finding]:
    """What a policy must answer to, newest first, from one source or from all."""
    rows = Finding.objects.filter(policy=policy).select_related("area")
    if source:
        rows = rows.filter(source=source)
    return rows.order_by("-happened_on", "-pk")
