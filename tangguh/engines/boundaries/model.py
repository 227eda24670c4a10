"""What a review of boundaries takes in, and what it finds."""

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Feature:
    """One area in a file: its row (from 1), code and name, and its geometry in WGS84 degrees."""

    row: int
    code: str
    name: str
    geometry: BaseGeometry


@dataclass(frozen=True)
class Expected:
    """One area of the official list; area in km² and label point in degrees where known."""

    code: str
    name: str
    area_km2: float | None = None
    label: tuple[float, float] | None = None


@dataclass(frozen=True)
class Tolerances:
    """What is small enough to be let pass."""

    sliver_km2: float = 0.01
    area_share: float = 0.05
    label_km: float = 20


@dataclass(frozen=True)
class Invalid:
    """A shape that breaks the rules of polygons, where (degrees), and its repair if there is one."""

    row: int
    code: str
    reason: str
    where: tuple[float, float] | None
    repaired: BaseGeometry | None


@dataclass(frozen=True)
class Overlap:
    """Two areas that claim the same land: how much, and its share of the smaller area."""

    first_row: int
    second_row: int
    first_code: str
    second_code: str
    area_km2: float
    share: float


@dataclass(frozen=True)
class Unknown:
    """A row whose code is not on the official list."""

    row: int
    code: str
    name: str


@dataclass(frozen=True)
class Duplicate:
    """A code that several rows carry."""

    code: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Gap:
    """A hole between areas: its size and a point inside it (degrees)."""

    area_km2: float
    where: tuple[float, float]


@dataclass(frozen=True)
class AreaDifference:
    """An area drawn larger or smaller than the official figure; `share` is drawn/official - 1."""

    row: int
    code: str
    drawn_km2: float
    official_km2: float

    @property
    def share(self) -> float:
        return self.drawn_km2 / self.official_km2 - 1


@dataclass(frozen=True)
class StrayLabel:
    """An area that does not contain its own label point, and how far it lies away."""

    row: int
    code: str
    label: tuple[float, float]
    distance_km: float


@dataclass(frozen=True)
class BoundaryReport:
    """Everything found in one file, each list in the order of rows or codes."""

    invalid: tuple[Invalid, ...]
    overlapping: tuple[Overlap, ...]
    missing: tuple[Expected, ...]
    unknown: tuple[Unknown, ...]
    duplicate: tuple[Duplicate, ...]
    gaps: tuple[Gap, ...]
    differing: tuple[AreaDifference, ...]
    stray_labels: tuple[StrayLabel, ...]
    elsewhere: tuple[StrayLabel, ...]

    @property
    def can_be_imported(self) -> bool:
        """Every row has one known code and a usable shape in its place; no land is claimed twice."""
        beyond_repair = any(found.repaired is None for found in self.invalid)
        doubtful = self.overlapping or self.unknown or self.duplicate or self.elsewhere
        return not (beyond_repair or doubtful)

    @property
    def is_clean(self) -> bool:
        """Nothing at all was found."""
        return self == BoundaryReport((), (), (), (), (), (), (), (), ())
