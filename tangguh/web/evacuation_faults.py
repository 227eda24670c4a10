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
        "%(path)s: this kind of file is not read. Save it as CSV, GeoPackage or GeoJSON."
    ),
    "not_readable": _("%(path)s cannot be read: %(why)s. Export the layer again."),
    "table_is_empty": _("The table of %(table)s has no rows. Add at least one."),
    "no_column": _(
        "The table of %(table)s has no column %(column)s; it has: %(there)s. Name the column so."
    ),
    "id_is_repeated": _(
        "%(table)s: the id %(id)s stands in line %(first)s and again in line %(line)s. Keep one."
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
    "no_yes_or_no": _("%(table)s: %(column)s of %(id)s is “%(value)s”. Write 1 or 0."),
    "no_plan": _("%(path)s is no plan of tangguh evacuate: %(why)s. Make it with evacuate plan."),
}
