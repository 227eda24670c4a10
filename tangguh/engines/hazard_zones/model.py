"""What a review of hazard zones takes in, and what it finds."""

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from tangguh.engines.boundaries import Invalid

LEVELS = ("high", "medium", "low")  # the gravest first


@dataclass(frozen=True)
class Zone:
    """One row of a file, from 1: its class (one of LEVELS, or what it says instead) and its shape."""

    row: int
    level: str
    geometry: BaseGeometry


@dataclass(frozen=True)
class Classless:
    """A row that says a class nobody knows, or none."""

    row: int
    said: str


@dataclass(frozen=True)
class Misplaced:
    """A zone that does not lie in the district: a corner of it, and how far away (km; 0 off the globe)."""

    row: int
    where: tuple[float, float]
    km: float


@dataclass(frozen=True)
class Covering:
    """A zone and what share of something it covers; `code` names a village, empty is the district."""

    row: int
    share: float
    code: str = ""


@dataclass(frozen=True)
class Twins:
    """Rows that draw the very same shape, and where it lies."""

    rows: tuple[int, ...]
    where: tuple[float, float]


@dataclass(frozen=True)
class Share:
    """How many km² of a village lie in the zone of a row."""

    row: int
    code: str
    km2: float


@dataclass(frozen=True)
class ZoneReport:
    """Everything found in one file, each list in the order of rows."""

    invalid: tuple[Invalid, ...]
    classless: tuple[Classless, ...]
    exchanged: tuple[Misplaced, ...]
    elsewhere: tuple[Misplaced, ...]
    everywhere: tuple[Covering, ...]
    twins: tuple[Twins, ...]
    sticking_out: tuple[Covering, ...]
    whole_villages: tuple[Covering, ...]

    @property
    def can_be_imported(self) -> bool:
        """Every row has a class and a usable shape of its own, in the district, and not all over it."""
        beyond_repair = any(found.repaired is None for found in self.invalid)
        misplaced = self.exchanged or self.elsewhere or self.everywhere
        return not (beyond_repair or self.classless or misplaced or self.twins)
