"""What people here said of roads outlives the file: it is carried to the new set's same roads."""

import numpy as np
import shapely

from tangguh.domains.atlas import selectors
from tangguh.domains.atlas.models import Road, RoadAct, RoadNode, RoadSet
from tangguh.domains.atlas.services._road_drawing import again

NEAR_M = 30.0
METRES_A_DEGREE = 111_195.0
CORRECTED = ("name", "road_class", "one_way", "is_bridge", "is_ford", "capacity_pps", "version")


class Finder:
    """The roads and junctions of a set, by place."""

    def __init__(self, road_set: RoadSet) -> None:
        self.roads = list(Road.objects.filter(road_set=road_set).order_by("pk"))
        lines = np.array([shapely.LineString(road.line) for road in self.roads], dtype=object)
        self.tree = shapely.STRtree(lines)
        self.nodes = list(RoadNode.objects.filter(road_set=road_set).order_by("pk"))
        spots = shapely.points([(node.longitude, node.latitude) for node in self.nodes])
        self.node_tree = shapely.STRtree(np.atleast_1d(spots))

    def road_like(self, road: Road) -> Road | None:
        """The road nearest to the middle of another, of the same number if that is near too."""
        line = shapely.LineString(road.line)
        spot = line.interpolate(0.5, normalized=True)
        near = self.tree.query(spot, predicate="dwithin", distance=NEAR_M / METRES_A_DEGREE)
        found = [self.roads[number] for number in near.tolist()]
        found.sort(key=lambda other: (other.way != road.way, distance(other, spot), other.pk))
        return found[0] if found else None

    def node_at(self, road_set: RoadSet, node: RoadNode) -> RoadNode:
        """The junction where another set's stood, or a new one there."""
        spot = shapely.Point(node.longitude, node.latitude)
        number = self.node_tree.query_nearest(spot, max_distance=NEAR_M / METRES_A_DEGREE)
        if len(number):
            return self.nodes[int(number[0])]
        return RoadNode.objects.create(
            road_set=road_set, longitude=node.longitude, latitude=node.latitude
        )


def distance(road: Road, spot: shapely.Point) -> float:
    return float(shapely.LineString(road.line).distance(spot))


def carry_over(before: RoadSet, after: RoadSet) -> dict[str, list[str] | int]:
    """Carry drawn links, corrections and the newest acts; tell how many, and what found no road."""
    finder = Finder(after)
    lost: list[str] = []
    same: dict[int, Road] = {}
    changed = selectors.touched_roads(before)
    for road in changed:
        target = drawn_again(finder, road, after) if road.is_drawn else finder.road_like(road)
        if target is None:
            lost.append(f"{road} ({road.way})")
            continue
        same[road.pk] = target
        if road.version > 1 and not road.is_drawn:
            correct_again(road, target)
    acts = RoadAct.objects.filter(road__in=changed).order_by("pk")
    RoadAct.objects.bulk_create(
        again(act, same[act.road_id]) for act in acts if act.road_id in same
    )
    return {"roads": len(same), "lost": lost}


def drawn_again(finder: Finder, road: Road, after: RoadSet) -> Road:
    drawn = Road.objects.get(pk=road.pk)
    drawn.pk = None
    drawn.road_set = after
    drawn.from_node = finder.node_at(after, road.from_node)
    drawn.to_node = finder.node_at(after, road.to_node)
    drawn.save()
    return drawn


def correct_again(road: Road, target: Road) -> None:
    for name in CORRECTED:
        setattr(target, name, getattr(road, name))
    target.save(update_fields=CORRECTED)
