from tangguh.domains.participation.models._forums import (
    AgeBand,
    Attendee,
    Criterion,
    Forum,
    Problem,
    Rating,
)
from tangguh.domains.participation.models._proposals import (
    Authority,
    Group,
    Lane,
    Proposal,
    Reason,
    Status,
    Step,
)

__all__ = [
    "AgeBand",
    "Attendee",
    "Authority",
    "Criterion",
    "Forum",
    "Group",
    "Lane",
    "Problem",
    "Proposal",
    "Rating",
    "Reason",
    "Status",
    "Step",
]
