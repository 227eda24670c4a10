"""The modelled district as the tables of `tangguh evacuate`, at full size."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely

from tangguh.domains.atlas import parameters
from tangguh.domains.places import selectors as places
from tangguh.engines.evacuation import HOUSEHOLDS, ROADS, SHELTERS
from tangguh.engines.modelled_district import Modelled
from tangguh.engines.roads import Passage, Water, links, passages
from tangguh.integrations.plain_tables import write

LABEL = "modelled: no real road, household or flood"


def write_files(out: Path, found: Modelled, *, years: int) -> dict[str, int]:
    """roads.csv, households.csv, shelters.csv, floods.geojson; how many rows each has.

    `years` is the flood that closes roads and villages' shelters; 0 is a dry day.
    """
    out.mkdir(parents=True, exist_ok=True)
    waters = [Water(flood.shape, flood.depth_m) for flood in found.floods if flood.years == years]
    tables = {
        "roads": (ROADS, road_rows(found, waters)),
        "households": (HOUSEHOLDS, home_rows(found)),
        "shelters": (SHELTERS, shelter_rows(found, waters)),
    }
    for name, (head, rows) in tables.items():
        write(out / f"{name}.csv", head, rows)
    floods = [
        {
            "type": "Feature",
            "properties": {"years": flood.years, "depth_m": flood.depth_m, "label": LABEL},
            "geometry": json.loads(shapely.to_geojson(flood.shape)),
        }
        for flood in found.floods
    ]
    collection = {"type": "FeatureCollection", "features": floods}
    (out / "floods.geojson").write_text(json.dumps(collection), encoding="utf-8")
    (out / "README.txt").write_text(f"{LABEL}\n", encoding="utf-8")
    return {name: len(rows) for name, (_head, rows) in tables.items()}


def road_rows(found: Modelled, waters: Sequence[Water]) -> list[tuple[object, ...]]:
    on, network = places.today(), found.network
    pace = [parameters.pace(way.road_class, on) for way in network.ways]
    state = passages(network, waters, parameters.water_rules(on))
    speed = np.array([each.speed_kmh for each in pace]) / 3.6
    seconds = np.maximum(network.length_m, 0.1) / speed
    seconds = np.where(state == Passage.SLOW, seconds * parameters.slowed_by(on), seconds)
    wide = np.array([each.capacity_pps for each in pace])
    names = [str(number) for number in range(len(network.ways))]
    return [
        (
            *(link.id, link.from_node, link.to_node),
            *(round(link.length_m, 1), round(link.travel_time_s, 2)),
            *(link.capacity_pps, int(link.is_open)),
        )
        for link in links(network, names, seconds, wide, state != Passage.CLOSED)
    ]


def home_rows(found: Modelled) -> list[tuple[object, ...]]:
    homes = found.homes
    columns = (homes.node.tolist(), homes.persons.tolist(), homes.is_vulnerable.tolist())
    rows = zip(homes.village, *columns, strict=True)
    return [(n, node, persons, int(v)) for n, (_c, node, persons, v) in enumerate(rows, 1)]


def shelter_rows(found: Modelled, waters: Sequence[Water]) -> list[tuple[object, ...]]:
    """One shelter on dry ground in each village, together with a quarter more places than people."""
    spots = found.network.points[list(found.settlements)]
    wet = np.zeros(len(spots), bool)
    for water in waters:
        wet |= np.asarray(shapely.contains_xy(water.shape, spots[:, 0], spots[:, 1]))
    dry = [node for node, is_wet in zip(found.settlements, wet.tolist(), strict=True) if not is_wet]
    each = -(-int(found.homes.persons.sum()) * 5 // (4 * max(len(dry), 1)))
    return [(number, node, each) for number, node in enumerate(dry, 1)]
