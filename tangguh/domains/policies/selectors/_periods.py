"""Days and months of periods."""

from calendar import monthrange
from datetime import date, timedelta

from tangguh.engines.revision import IndicatorText


def months_after(day: date, months: int) -> date:
    """The same day so many months later (earlier if negative), or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def computed_period(text: IndicatorText, area_code: str, on: date) -> tuple[date, date]:
    """The days over which an indicator is computed on a day.

    From the beginning of the target's period that runs on the day; else as many months back as lie
    between two of its numbers.
    """
    running = [
        target.starts
        for target in text.targets
        if target.area_code == area_code and target.starts <= on <= target.ends
    ]
    if running:
        return max(running), on
    return months_after(on, -text.every_months) + timedelta(days=1), on
