from tangguh.domains.programmes.views._coverage import counted, coverage, export_coverage
from tangguh.domains.programmes.views._deeds import (
    edit_activity,
    edit_programme,
    open_cycle,
    open_programme,
    plan_activity,
    report_update,
    set_status,
)
from tangguh.domains.programmes.views._lists import export, export_activities, index
from tangguh.domains.programmes.views._pages import activity, detail

__all__ = [
    "activity",
    "counted",
    "coverage",
    "detail",
    "edit_activity",
    "edit_programme",
    "export",
    "export_activities",
    "export_coverage",
    "index",
    "open_cycle",
    "open_programme",
    "plan_activity",
    "report_update",
    "set_status",
]
