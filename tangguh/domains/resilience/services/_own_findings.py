from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area
from tangguh.domains.policies import services as policies
from tangguh.domains.policies.models import Finding, Policy
from tangguh.domains.resilience import selectors
from tangguh.domains.resilience.errors import NothingToHand
from tangguh.domains.resilience.selectors import OwnPeriod, OwnStanding

HAND = "resilience.hand_finding"


@transaction.atomic
def hand_own_finding(  # noqa: PLR0913 what a lesson consists of
    *, by: User, policy: Policy, area: Area, period: OwnPeriod, about: str, text: str, now: datetime
) -> Finding:
    """Hand a figure of the district's own index to a policy, with what somebody concludes from it.

    The figure is computed anew here; `about` is the code of the index, a dimension or an indicator.
    """
    accounts.require(by, HAND, at=area)
    standing = selectors.own_of(area, [period]).of(area.code)
    figure = selectors.own_figure(standing, about)
    if not figure:
        raise NothingToHand(
            _("%(index)s has no %(about)s. Choose a figure from the list.")
            % {"index": standing.measured.definition.name, "about": about}
        )
    finding = policies.add_finding(
        by=by,
        policy=policy,
        area=area,
        source=Finding.Source.INDEX,
        text=f"{text.strip()}\n{told(standing, figure)}",
        happened_on=timezone.localdate(now),
        now=now,
        link=f"{reverse('resilience:own_village', args=[area.code])}?year={period.starts.year}",
    )
    audit.record(
        "resilience.finding_handed",
        by=by,
        about=finding,
        area_code=area.code,
        index=standing.measured.definition.name,
        figure=about,
    )
    return finding


def told(standing: OwnStanding, figure: str) -> str:
    """The figure with its period and the version of its definition, so that it can be looked up."""
    return _("%(figure)s (%(area)s, %(period)s, definition %(name)s)") % {
        "figure": figure,
        "area": standing.area.name,
        "period": standing.period.name,
        "name": standing.measured.definition.name,
    }
