"""What may be wrong with the tables of an evacuation, in words for whoever corrects them."""

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tangguh.errors import Refused


class MalformedCase(Refused):
    """A table of roads, households or shelters cannot be used as it is."""

    code = "malformed_case"


def refused(fault: str, **params: object) -> MalformedCase:
    """The error to raise; it is put into words when somebody reads it."""
    words = lazy(lambda: str(FAULTS[fault]) % params, str)()
    return MalformedCase(words, fault=fault, **params)


FAULTS = {
    "not_utf8": _("%(path)s is not in UTF-8. Save it again as CSV in UTF-8."),
    "unknown_format": _(
        "%(path)s: this kind of file is not read. Save it as CSV, Parquet, GeoPackage or GeoJSON."
    ),
    "not_readable": _("%(path)s cannot be read: %(why)s. Export the layer again."),
    "table_is_empty": _("The table of %(table)s has no rows. Add at least one."),
    "no_column": _(
        "The table of %(table)s has no column %(column)s; it has: %(there)s. Name the column so."
    ),
    "column_is_repeated": _(
        "%(path)s has the column %(column)s twice. Keep one, and name the other by what it holds."
    ),
    "row_is_ragged": _(
        "%(path)s: row %(line)s has not %(columns)s cells as the first row. A comma inside a cell or "
        "a decimal comma is mostly the reason: write decimals with a point, or put the cell in quotes."
    ),
    "id_is_repeated": _(
        "%(table)s: the id %(id)s stands in line %(first)s and again in line %(line)s. Keep one."
    ),
    "id_is_empty": _(
        "%(table)s: the id in line %(line)s is empty. Every row needs one of its own."
    ),
    "node_is_unknown": _(
        "%(table)s: %(id)s is at node %(node)s, which no road touches. Correct the node, or add "
        "the road."
    ),
    "cell_is_empty": _("%(table)s: %(column)s of %(id)s is empty. Fill it in."),
    "number_is_out_of_range": _(
        "%(table)s: %(column)s of %(id)s is “%(value)s”. Travel times are above 0, persons at "
        "least 1, capacities and places at least 0; a decimal has a point."
    ),
    "length_is_no_number": _(
        "roads: length_m of %(id)s is “%(value)s”. Write metres, at least 0, with a decimal point."
    ),
    "number_is_impossible": _(
        "%(table)s: %(column)s of %(id)s is “%(value)s”; possible is %(least)s to %(most)s. Check the "
        "unit (seconds, persons, persons a second), or write capacity 0 where nobody can pass."
    ),
    "no_yes_or_no": _("%(table)s: %(column)s of %(id)s is “%(value)s”. Write 1 or 0."),
    "several_layers": _(
        "%(path)s has the layers %(layers)s. Call the one that is meant %(layer)s, or send it alone."
    ),
    "system_is_unknown": _(
        "The system of the coordinates is not known: %(why)s. Export again in WGS84 (EPSG:4326)."
    ),
    "mode_is_unknown": _(
        "roads: the mode of %(id)s is “%(value)s”. Known are %(known)s; leave it empty for a road."
    ),
    "roads_have_no_shapes": _(
        "Zones close the roads inside them, but the table of roads has no lines. Send it as "
        "GeoPackage or GeoJSON, or with a column geometry in WKT; or close roads by the column open."
    ),
    "zones_have_no_shapes": _(
        "%(path)s holds no areas. Export the layer of the zones as polygons."
    ),
    "zone_is_no_area": _("zones: %(id)s (row %(row)s) is no area. Remove it, or draw a polygon."),
    "zone_crosses_itself": _(
        "zones: the edge of %(id)s (row %(row)s) crosses itself: %(why)s. Mend it there (in QGIS: "
        "Fix geometries): which side is under water cannot be guessed."
    ),
    "class_is_unknown": _("zones: no zone has the class %(value)s; there are: %(known)s."),
    "coordinates_are_swapped": _(
        "zones: longitude and latitude are exchanged. The zones lie at %(zones)s, the roads at "
        "%(roads)s (west, south, east, north). Export the zones again, longitude first."
    ),
    "zones_in_metres": _(
        "One of roads and zones is in metres, the other in degrees: the zones lie at %(zones)s, the "
        "roads at %(roads)s. Export both in WGS84 (EPSG:4326)."
    ),
    "zones_lie_elsewhere": _(
        "No zone lies where roads are: the zones lie at %(zones)s, the roads at %(roads)s (west, "
        "south, east, north). Check that both are of this district, and their coordinates."
    ),
    "zones_cover_everything": _(
        "zones: %(id)s close every road: nobody could leave. Check the areas, or choose with "
        "--close-class and --closed-from what closes a road."
    ),
    "plan_does_not_hold": _(
        "The plan does not hold for these tables: %(why)s. Make it again with evacuate plan."
    ),
    "no_districts": _(
        "%(path)s holds no folders. Make one for each district, with its roads, households and "
        "shelters in it."
    ),
    "plans_among_tables": _(
        "%(out)s lies inside %(path)s, where it would count as a district. Choose a folder outside."
    ),
    "no_table": _(
        "%(path)s has no table of %(table)s. Put a file there that is called so: CSV, Parquet, "
        "GeoPackage or GeoJSON."
    ),
    "several_tables": _(
        "%(path)s has several tables of %(table)s: %(there)s. Keep the one that is meant."
    ),
    "files_refuse": _(
        "%(path)s cannot be read or written: %(why)s. Check the rights and the room on the disk."
    ),
    "plan_breaks_rules": _(
        "The plan did not pass the check and was not written: %(why)s. Report it with the tables."
    ),
    "dask_is_missing": _(
        "More than one worker needs Dask, which is not installed. Install it (pip install "
        "'%(wanted)s'), or leave --workers out."
    ),
    "worker_ended": _(
        "One of %(workers)d workers was ended before its district was done, most often for want of "
        "memory. Plans that are written stand; call it again with fewer --workers."
    ),
    "no_plan": _("%(path)s is no plan of tangguh evacuate: %(why)s. Make it with evacuate plan."),
}


def doubted(code: str, ids: tuple[str, ...]) -> str:
    """What looks wrong, with the first ids that do."""
    named = ", ".join(ids[:NAMED]) + (" …" if len(ids) > NAMED else "")
    return str(DOUBTS[code]) % {"count": len(ids), "ids": named}


NAMED = 5
DOUBTS = {
    "shelter_in_zone": _(
        "%(count)d shelters lie in a zone and are not used: %(ids)s. Where one stands above the "
        "water, cut it out of the zone."
    ),
    "road_lets_nobody_in": _(
        "%(count)d open roads have the capacity 0 and count as closed: %(ids)s. Fill in the capacity."
    ),
    "road_leads_back": _(
        "%(count)d roads end where they begin and are not used: %(ids)s. Correct to_node."
    ),
    "roads_are_alike": _(
        "%(count)d roads repeat another in all but the id, so that its capacity counts twice: "
        "%(ids)s. Remove them unless there really are two roads."
    ),
    "roads_contradict": _(
        "%(count)d roads repeat another in all but open or closed: %(ids)s. Say which is true."
    ),
    "one_ways_trap": _(
        "At %(count)d nodes one-way roads end and none leads on: %(ids)s. Turn one of them round, "
        "or add the way back."
    ),
    "shelter_has_no_road": _(
        "No open road leads to %(count)d shelters: %(ids)s. Add the road, or correct the node."
    ),
    "shelter_has_no_places": _("%(count)d shelters have no places: %(ids)s. Fill in the places."),
    "household_has_no_road": _(
        "%(count)d households have no node, so no road: %(ids)s. They are told no_dry_route."
    ),
    "pieces_without_shelter": _(
        "The network is in pieces; %(count)d of them have people and no shelter, at %(ids)s. Their "
        "people are told no_dry_route: open a road or a shelter there."
    ),
}
