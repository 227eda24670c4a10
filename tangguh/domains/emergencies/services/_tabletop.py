from datetime import date

from django.db import transaction
from django.utils import dateformat
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import Drill
from tangguh.domains.emergencies.services._drills import DrillDraft, plan_drill
from tangguh.domains.places.models import Area, PastEvent


@transaction.atomic
def replay(
    *,
    by: User,
    area: Area,
    on: date,
    event: PastEvent | None = None,
    hazard: str = PastEvent.Hazard.FLOOD,
    minutes_to_peak: int | None = None,
) -> Drill:
    """Begin to replay a past event, or an invented wave, at the table: a drill and nothing else.

    No alert, no call and no arrival of the real world is written.
    """
    when = dateformat.format(event.started, "j F Y") if event else ""
    wave = event.get_hazard_display() if event else PastEvent.Hazard(hazard).label
    title = (
        _("Replay: %(wave)s of %(day)s") % {"wave": wave, "day": when}
        if event
        else _("Replay: invented %(wave)s") % {"wave": str(wave).lower()}
    )
    draft = DrillDraft(
        area=area,
        kind=Drill.Kind.TABLETOP,
        title=title,
        scenario=_("Hours and levels are invented for practice; reports give no hour."),
        hazard=event.hazard if event else hazard,
        held_on=on,
        past_event=event,
        minutes_to_peak=minutes_to_peak or parameters.minutes_to_peak(on),
        source=event.source if event else _("Invented for practice"),
    )
    return plan_drill(by=by, draft=draft, on=on)
