"""Villages → rivers → roads → bridges → junctions → people → floods."""

from collections.abc import Sequence

import numpy as np
import shapely
import shapely.ops

from tangguh.engines.equal_area import EqualArea
from tangguh.engines.modelled_district.floods import floods_of, rivers_past
from tangguh.engines.modelled_district.joining import classes_of, joined_pairs
from tangguh.engines.modelled_district.lines import wandering
from tangguh.engines.modelled_district.model import Floats, Modelled, Village, dice
from tangguh.engines.modelled_district.people import settle
from tangguh.engines.roads import Way, cut

SWING = 0.05
BRIDGE_KM = 0.04
DIGITS = 6


def model_district(
    villages: Sequence[Village], *, people: int, seed: int, town: str, piece_km: float = 0.4
) -> Modelled:
    """A district of at least four villages; `town` is the code where its main roads meet."""
    villages = sorted(villages, key=lambda village: village.code)
    degrees = np.array([(village.longitude, village.latitude) for village in villages])
    here = EqualArea.around(degrees)
    points = here.to_km(degrees)
    riverside = np.array([village.is_riverside for village in villages])
    rivers = rivers_past(points[riverside], seed)
    pairs = joined_pairs(points)
    middle = [village.code for village in villages].index(town)
    kinds = classes_of(pairs, points, villages, middle)
    ways = [
        way
        for pair in pairs
        for way in road(pair, points, villages, kinds[pair], rivers, seed, piece_km)
    ]
    ways = [in_degrees(way, here) for way in ways]
    network = cut(ways)
    number = {key: at for at, key in enumerate(network.keys)}
    nodes = here.to_km(network.points)
    return Modelled(
        network=network,
        settlements=tuple(number[village.code] for village in villages),
        homes=settle(villages, points, nodes, people, seed),
        rivers=tuple(here.unproject(river) for river in rivers),
        floods=floods_of(rivers, here, seed),
    )


def road(  # noqa: PLR0913, PLR0917 all that shapes it
    pair: tuple[int, int],
    points: Floats,
    villages: Sequence[Village],
    road_class: str,
    rivers: Sequence[shapely.LineString],
    seed: int,
    piece_km: float,
) -> list[Way]:
    """One road between two villages in pieces: cut every so far, and on both sides of a river."""
    one, other = (villages[number] for number in pair)
    name = f"{one.code}+{other.code}"
    chance = dice(seed, "road", name)
    line = shapely.LineString(wandering(points[pair[0]], points[pair[1]], chance, SWING))
    over = crossings(line, rivers)
    stops = {0.0, line.length, *np.arange(piece_km, line.length - piece_km / 2, piece_km).tolist()}
    stops = {at for at in stops if not any(abs(at - x) < BRIDGE_KM for x in over)}
    stops |= {max(x - BRIDGE_KM, 0.0) for x in over} | {
        min(x + BRIDGE_KM, line.length) for x in over
    }
    stops |= {0.0, line.length}
    at = sorted(stops)
    keys = [one.code, *(f"{name}:{number}" for number in range(1, len(at) - 1)), other.code]
    return [
        Way(
            id=name,
            keys=(keys[n], keys[n + 1]),
            points=shapely.get_coordinates(shapely.ops.substring(line, at[n], at[n + 1])),
            road_class=road_class,
            is_bridge=any(at[n] <= x <= at[n + 1] for x in over),
            name=f"{one.name} – {other.name}",
        )
        for n in range(len(at) - 1)
    ]


def crossings(line: shapely.LineString, rivers: Sequence[shapely.LineString]) -> list[float]:
    """How far along a road each river is crossed."""
    if not rivers:
        return []
    found = shapely.intersection(line, np.array(rivers, dtype=object))
    spots = [spot for each in found.tolist() for spot in shapely.get_parts(each).tolist()]
    return sorted(float(line.project(spot.centroid)) for spot in spots if not spot.is_empty)


def in_degrees(way: Way, here: EqualArea) -> Way:
    """The same way in degrees; only a village where one road ends is an end for all."""
    points = here.to_lonlat(way.points).round(DIGITS)
    # A piece keeps both its ends as junctions: each key is used by the piece beside it too.
    return Way(
        id=way.id,
        keys=(
            way.keys[0],
            *(("", way.id, way.keys[0], n) for n in range(1, len(points) - 1)),
            way.keys[1],
        ),
        points=points,
        road_class=way.road_class,
        is_bridge=way.is_bridge,
        name=way.name,
    )
