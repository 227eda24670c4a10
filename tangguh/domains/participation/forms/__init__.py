from tangguh.domains.participation.forms._ballots import (
    BundleForm,
    CountForm,
    ImportForm,
    KeyingForm,
    ReasonForm,
    ReceiptForm,
)
from tangguh.domains.participation.forms._fields import ActForm, PhotosForm
from tangguh.domains.participation.forms._forums import (
    AttendeeForm,
    ClosingForm,
    CriteriaForm,
    ForumForm,
    ProblemForm,
)
from tangguh.domains.participation.forms._lists import (
    ForumListForm,
    ProposalListForm,
)
from tangguh.domains.participation.forms._proposals import (
    MeetingProposalForm,
    ProposalForm,
)
from tangguh.domains.participation.forms._rounds import (
    EntriesForm,
    RoundForm,
)
from tangguh.domains.participation.forms._rules import (
    FixForm,
    RuleForm,
    VoteForm,
)
from tangguh.domains.participation.forms._steps import (
    JoinActivityForm,
    LessonForm,
    OpenActivityForm,
    SipdForm,
    StepForm,
)

__all__ = [
    "ActForm",
    "AttendeeForm",
    "BundleForm",
    "ClosingForm",
    "CountForm",
    "CriteriaForm",
    "EntriesForm",
    "FixForm",
    "ForumForm",
    "ForumListForm",
    "ImportForm",
    "JoinActivityForm",
    "KeyingForm",
    "LessonForm",
    "MeetingProposalForm",
    "OpenActivityForm",
    "PhotosForm",
    "ProblemForm",
    "ProposalForm",
    "ProposalListForm",
    "ReasonForm",
    "ReceiptForm",
    "RoundForm",
    "RuleForm",
    "SipdForm",
    "StepForm",
    "VoteForm",
]
