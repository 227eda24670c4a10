"""What is read aloud, and the figures by which neighbours are proposed: parameters/emergencies."""

from datetime import date

from tangguh.domains.evidence.parameters import history, parameter
from tangguh.engines.matching import Rules

BUDDIES = "emergencies.buddies"


def months(on: date) -> int:
    """For how many months a yes to help, or to be helped, holds."""
    return int(parameter(f"{BUDDIES}.months", on=on))


def notice_days(on: date) -> int:
    """How many days before its end a yes stands in the list of those to ask again."""
    return int(parameter(f"{BUDDIES}.notice_days", on=on))


def opens_at(on: date) -> int:
    """The alert level from which the duty officer may open names; 1 is the worst."""
    return int(parameter(f"{BUDDIES}.opens_at", on=on))


def rules(on: date) -> Rules:
    """Helpers for each person, people for each helper, and metres on foot."""
    each, cap, reach = (int(parameter(f"{BUDDIES}.{n}", on=on)) for n in ("each", "cap", "reach"))
    return Rules(each=each, cap=cap, reach=reach)


def text(side: str, on: date) -> tuple[date, str]:
    """The text that is read to one side on a day, and the day since which it is in force."""
    name = f"{BUDDIES}.{side}"
    since = max((day for day, _text in history(name) if day <= on), default=on)
    return since, str(parameter(name, on=on))
