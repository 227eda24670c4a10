"""What is modelled from, and what comes out. Degrees WGS84, metres, years."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from tangguh.engines.roads import Network

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Village:
    """What is known of a village: its label point, its size, and whether reports name it as flooded."""

    code: str
    name: str
    longitude: float
    latitude: float
    area_km2: float
    is_riverside: bool = False

    @property
    def subdistrict(self) -> str:
        return self.code.rpartition(".")[0]


@dataclass(frozen=True, eq=False)
class Homes:
    """Households in the order of their villages: junction, persons, and whether one needs help."""

    village: tuple[str, ...]
    node: NDArray[np.int32]
    persons: NDArray[np.int64]
    is_vulnerable: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Flood:
    """The land under water once in so many years, and how deep it is in the middle."""

    years: int
    shape: BaseGeometry
    depth_m: float


@dataclass(frozen=True, eq=False)
class Modelled:
    """The whole of it; `settlements` are the junctions of the villages in their order."""

    network: Network
    settlements: tuple[int, ...]
    homes: Homes
    rivers: tuple[BaseGeometry, ...]
    floods: tuple[Flood, ...]


def dice(seed: int, kind: str, key: str) -> np.random.Generator:
    """A stream of chance that belongs to one thing, whatever order things are made in."""
    digest = hashlib.sha256(f"{seed}|{kind}|{key}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))
