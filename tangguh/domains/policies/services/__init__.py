from tangguh.domains.policies.services._draft import draft_policy, edit_policy
from tangguh.domains.policies.services._findings import add_finding, report_finding
from tangguh.domains.policies.services._indicators import (
    add_indicator,
    edit_indicator,
    remove_indicator,
    remove_target,
    set_target,
)
from tangguh.domains.policies.services._measurements import report_measurement
from tangguh.domains.policies.services._results import add_result, edit_result, remove_result
from tangguh.domains.policies.services._reviews import (
    close_review,
    edit_recommendation,
    finish_recommendation,
    open_review,
    recommend,
    schedule_review,
)
from tangguh.domains.policies.services._versions import publish_version

__all__ = [
    "add_finding",
    "add_indicator",
    "add_result",
    "close_review",
    "draft_policy",
    "edit_indicator",
    "edit_policy",
    "edit_recommendation",
    "edit_result",
    "finish_recommendation",
    "open_review",
    "publish_version",
    "recommend",
    "remove_indicator",
    "remove_result",
    "remove_target",
    "report_finding",
    "report_measurement",
    "schedule_review",
    "set_target",
]
