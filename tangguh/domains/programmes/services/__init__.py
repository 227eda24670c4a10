from tangguh.domains.programmes.services._activities import (
    cancel_activity,
    edit_activity,
    has_begun,
    plan_activity,
)
from tangguh.domains.programmes.services._cycles import open_cycle
from tangguh.domains.programmes.services._drafts import (
    ActivityDraft,
    CycleDraft,
    ProgrammeDraft,
    UpdateDraft,
)
from tangguh.domains.programmes.services._programmes import (
    edit_programme,
    open_programme,
    set_status,
)
from tangguh.domains.programmes.services._updates import report_update

__all__ = [
    "ActivityDraft",
    "CycleDraft",
    "ProgrammeDraft",
    "UpdateDraft",
    "cancel_activity",
    "edit_activity",
    "edit_programme",
    "has_begun",
    "open_cycle",
    "open_programme",
    "plan_activity",
    "report_update",
    "set_status",
]
