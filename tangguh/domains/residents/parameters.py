"""What is read to a household, and for how long its yes holds: parameters/residents/consent.yaml."""

from datetime import date

from tangguh.domains.evidence.parameters import history, parameter


def months(on: date) -> int:
    """For how many months a consent holds before it is asked for again."""
    return int(parameter("residents.consent.months", on=on))


def text(purpose: str, on: date) -> tuple[date, str]:
    """The text that is read for a purpose on a day, and the day since which it is in force."""
    name = f"residents.consent.{purpose}"
    since = max((day for day, _text in history(name) if day <= on), default=on)
    return since, str(parameter(name, on=on))
