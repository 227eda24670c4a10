from collections.abc import Sequence

from django.utils.translation import gettext as _

from tangguh.errors import NotFound, Refused

SHOWN = 20


class TableRefused(Refused):
    """A table with rows that cannot be taken. Nothing of it was stored."""

    code = "table_refused"

    def __init__(self, faults: Sequence[str]) -> None:
        listed = "\n".join(faults[:SHOWN])
        more = len(faults) - SHOWN
        tail = "\n" + _("… and %(count)d more.") % {"count": more} if more > 0 else ""
        super().__init__(
            _("Nothing was stored. Correct these rows and send the table again:")
            + f"\n{listed}{tail}",
            rows=list(faults),
        )


class UnknownDistrict(NotFound):
    code = "unknown_district"
