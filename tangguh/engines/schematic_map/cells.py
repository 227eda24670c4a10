"""From label points and official areas to the cells of a schematic map."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely

from tangguh.engines.equal_area import EqualArea
from tangguh.engines.schematic_map.arcs import Arc, arcs_of, resampled
from tangguh.engines.schematic_map.growth import Floats, balanced_growth, lines_of_sight
from tangguh.engines.schematic_map.mesh import Mesh, mesh_of
from tangguh.engines.schematic_map.model import (
    Cell,
    DuplicateCode,
    NoSites,
    NotAnArea,
    NotAPlace,
    Ring,
    SamePoint,
    SchematicMap,
    Site,
)
from tangguh.engines.schematic_map.outline import islands_around
from tangguh.engines.schematic_map.soften import Network, Sheet, largest_error, softened

STEPS_ACROSS_A_CELL = 7
LONGEST_REACHES = (5.0, 2.5, 1.6, 1.3)
GOOD_ENOUGH = 0.005
FINER_TRIES = 6
DECIMALS = 6
NEAREST_DEGREES = 1e-5
HIGHEST_LATITUDE = 80


def draw_cells(sites: Sequence[Site]) -> SchematicMap:
    """Cells that tile the district, each as large as its village and around its label point.

    No official border goes in. An outline is made from points and areas; every village grows
    from its label point with a head start that gives it its share; the borders are softened;
    last, the borders are pressed until every area is right. The order of the sites is irrelevant.

    Raises NoSites, DuplicateCode, NotAnArea, NotAPlace or SamePoint.
    """
    checked = _checked(sites)
    lonlat = np.array([(site.lon, site.lat) for site in checked])
    targets = np.array([site.area_km2 for site in checked])
    projection = EqualArea.around(lonlat)
    labels = projection.to_km(lonlat)
    cells: list[Cell] = []
    for island in islands_around(labels, targets):
        who = [checked[member] for member in island.members]
        polygons = _island_cells(
            who, labels[island.members], targets[island.members], island.outline
        )
        cells += [
            _cell(site, polygon, projection) for site, polygon in zip(who, polygons, strict=True)
        ]
    return SchematicMap(tuple(sorted(cells, key=lambda cell: cell.code)))


def _island_cells(
    sites: Sequence[Site], labels: Floats, targets: Floats, outline: shapely.Polygon
) -> list[shapely.Polygon]:
    """Every cell in kilometres of one island, in the order of its sites."""
    rays = lines_of_sight(labels, outline)
    best, error = [], np.inf
    for longest in LONGEST_REACHES:
        mesh = mesh_of(rays, balanced_growth(rays, targets, longest), outline)
        sheet, points = _sheet(sites, labels, targets, (mesh, arcs_of(mesh)))
        drawn = softened(sheet, points)
        if largest_error(sheet, drawn) < error:
            best, error = list(sheet.cells(drawn)), largest_error(sheet, drawn)
        if error < GOOD_ENOUGH:
            break
    return best


def _sheet(
    sites: Sequence[Site], labels: Floats, targets: Floats, borders: tuple[Mesh, tuple[Arc, ...]]
) -> tuple[Sheet, Floats]:
    """The borders with no more points than are needed: finer where a coarse cell would break."""
    steps = np.sqrt(targets) / STEPS_ACROSS_A_CELL
    names = tuple(site.code for site in sites)
    for _ in range(FINER_TRIES):
        points, arcs = resampled(*borders, steps)
        sheet = Sheet(Network(arcs, names), targets, labels)
        spoiled = ~shapely.is_valid(sheet.cells(points))
        if not spoiled.any():
            break
        steps = np.where(spoiled, steps / 2, steps)
    return sheet, points


def _cell(site: Site, drawn: shapely.Polygon, projection: EqualArea) -> Cell:
    rings = tuple(
        _rounded(projection.to_lonlat(np.asarray(ring.coords)))
        for ring in (drawn.exterior, *drawn.interiors)
    )
    polygon = shapely.Polygon(rings[0], rings[1:])
    area = float(projection.project(polygon).area)
    return Cell(
        code=site.code,
        group=site.group,
        rings=rings,
        area_km2=area,
        relative_error=abs(area / site.area_km2 - 1),
        holds_its_label=bool(shapely.contains_xy(polygon, site.lon, site.lat)),
    )


def _rounded(corners: Floats) -> Ring:
    return tuple((float(lon), float(lat)) for lon, lat in corners.round(DECIMALS))


def _checked(sites: Sequence[Site]) -> list[Site]:
    """The sites in the order of their codes, or the first reason why they cannot be drawn."""
    if not sites:
        raise NoSites("There are no villages to draw.")
    by_code = sorted(sites, key=lambda site: site.code)
    for first, second in pairwise(by_code):
        if first.code == second.code:
            raise DuplicateCode(f"Code {first.code} is given twice.")
    for site in by_code:
        _check_site(site)
    _check_apart(by_code)
    return by_code


def _check_site(site: Site) -> None:
    if not (np.isfinite(site.area_km2) and site.area_km2 > 0):
        raise NotAnArea(f"{site.code} has an area of {site.area_km2} km²; it must be above 0.")
    if not (abs(site.lon) <= 180 and abs(site.lat) <= HIGHEST_LATITUDE):
        raise NotAPlace(f"{site.code} lies at longitude {site.lon}, latitude {site.lat}.")


def _check_apart(sites: list[Site]) -> None:
    points = shapely.points([(site.lon, site.lat) for site in sites])
    pairs = shapely.STRtree(points).query(points, "dwithin", NEAREST_DEGREES)
    for first, second in pairs.T.tolist():
        if first < second:
            raise SamePoint(
                f"{sites[first].code} and {sites[second].code} share one label point, "
                f"{sites[first].lon}, {sites[first].lat}."
            )
