"""The scenario as it is written in data/demo, and what the parts of the loader share."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import yaml
from django.conf import settings
from django.utils import timezone

from tangguh.domains.accounts.models import User
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area, Provenance

DEMO = Provenance.DEMO
FILE = settings.DATA_DIR / "demo" / "sarolangun.yaml"


@dataclass
class Scenario:
    """What is written, and what of it stands in the database by now."""

    text: dict[str, Any]
    district: Area
    people: dict[str, User] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)

    @property
    def today(self) -> date:
        day: date = self.text["today"]
        return day

    @property
    def source(self) -> str:
        return str(self.text["source"])

    def area(self, code: str) -> Area:
        if code not in self.areas:
            self.areas[code] = Area.objects.get(code=code)
        return self.areas[code]


def written() -> dict[str, Any]:
    """The scenario's text."""
    text: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return text


def noon(day: date) -> datetime:
    """The middle of a day, district time."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def act(name: str) -> UUID:
    """The same act id at every loading."""
    return uuid5(NAMESPACE_URL, f"tangguh:demo:{name}")
