from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.errors import EvidenceRefused
from tangguh.domains.resilience.models import IndicatorEvidence

LINK = "resilience.link_evidence"


@transaction.atomic
def link_evidence(
    *, by: User, area: Area, index: str, indicator: str, evidence: Evidence, now: datetime
) -> IndicatorEvidence:
    """Say that a file shows how a village stands in an indicator. Saying it again changes nothing."""
    accounts.require(by, LINK, at=area)
    if indicator not in {i.code for i in parameters.shipped(index).indicators}:
        raise EvidenceRefused(
            _("%(index)s has no indicator %(indicator)s. Choose one from the list.")
            % {"index": index, "indicator": indicator}
        )
    if not places.contains(area.code, evidence.area.code):
        raise EvidenceRefused(
            _("“%(title)s” is not from %(area)s. Choose evidence of this village.")
            % {"title": evidence.title, "area": area.name}
        )
    link, is_new = IndicatorEvidence.objects.get_or_create(
        area=area,
        index=index,
        indicator=indicator,
        evidence=evidence,
        defaults={"linked_by": by, "linked_at": now},
    )
    if is_new:
        tell("resilience.evidence_linked", by, link)
    return link


@transaction.atomic
def unlink_evidence(*, by: User, link: IndicatorEvidence) -> None:
    """Take back that a file shows an indicator. The file stays; so does the trail."""
    accounts.require(by, LINK, at=link.area)
    tell("resilience.evidence_unlinked", by, link)
    link.delete()


def tell(deed: str, by: User, link: IndicatorEvidence) -> None:
    audit.record(
        deed,
        by=by,
        about=link.evidence,
        area_code=link.area.code,
        index=link.index,
        indicator=link.indicator,
    )
