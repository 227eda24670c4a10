from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.atlas.errors import NotYetKnown


def refuse_future(day: date, now: datetime) -> None:
    """Nobody knows today how things stand tomorrow."""
    today = timezone.localdate(now)
    if day > today:
        raise NotYetKnown(
            _("You wrote the date %(day)s, but today is %(today)s. Give the day from the source.")
            % {"day": date_format(day), "today": date_format(today)}
        )
