"""What every part of the district needs: how large it is, its areas, its people, its chance."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Model

from tangguh.domains.accounts.models import User
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area, Provenance
from tests.benchmarks.benchmark import Scale

TODAY = date(2026, 11, 24)
SEED = 1503
BATCH = 2000
SOURCED: dict[str, Any] = {
    "source": "Sampel ukuran kabupaten",
    "as_of": TODAY,
    "provenance": Provenance.DEMO,
}
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Size:
    """How many of what. The villages are always those of the district."""

    policies: int
    programmes: int
    activities: int
    evidence: int
    ngos: int
    inhabited: int  # villages with a register, each of so many households
    households: int
    drills: int
    proposals: int


SIZES = {
    Scale.FULL: Size(
        policies=8,
        programmes=200,
        activities=5_000,
        evidence=50_000,
        ngos=60,
        inhabited=60,
        households=60,
        drills=300,
        proposals=1_500,
    ),
    Scale.TINY: Size(
        policies=2,
        programmes=4,
        activities=40,
        evidence=80,
        ngos=3,
        inhabited=1,
        households=3,
        drills=2,
        proposals=5,
    ),
}


@dataclass
class District:
    """What stands in the database by now."""

    size: Size
    area: Area
    villages: list[Area]
    subdistricts: list[Area]
    chance: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 no secret is here
    officials: dict[str, User] = field(default_factory=dict)
    operators: dict[int, User] = field(default_factory=dict)  # by the key of their village
    agencies: list[Organization] = field(default_factory=list)
    ngos: list[Organization] = field(default_factory=list)
    trail: list[tuple[datetime, str, str, str, str]] = field(default_factory=list)

    def remember(self, at: datetime, actor: User, deed: str, about: Model, code: str) -> None:
        """A line for the audit trail, which is written last, in the order of time."""
        name = f"{about._meta.label_lower}:{about.pk}"
        self.trail.append((at, actor.username, deed, name, code))


def keep(rows: Iterable[Row]) -> list[Row]:
    """Write rows of one kind and give them back with their keys."""
    made = list(rows)
    if not made:
        return made
    return list(type(made[0])._default_manager.bulk_create(made, batch_size=BATCH))


def noon(day: date) -> datetime:
    """The middle of a day, district time."""
    return datetime.combine(day, time(5), UTC)


def act(name: str) -> UUID:
    """The same act id at every making."""
    return uuid5(NAMESPACE_URL, f"tangguh:district-size:{name}")


def days_before(count: int) -> date:
    return TODAY - timedelta(days=count)
