from tangguh.domains.participation.services._activities import join_activity, open_activity
from tangguh.domains.participation.services._attendance import (
    add_attendee,
    add_problem,
    strike_attendee,
)
from tangguh.domains.participation.services._ballots import (
    Cast,
    cast_all,
    cast_ballot,
    require_choices,
    require_slip,
)
from tangguh.domains.participation.services._drafts import ProposalDraft, StepDraft
from tangguh.domains.participation.services._forum_drafts import (
    AttendeeDraft,
    ForumDraft,
    ProblemDraft,
)
from tangguh.domains.participation.services._forums import close_forum, edit_forum, open_forum
from tangguh.domains.participation.services._imported_votes import import_vote
from tangguh.domains.participation.services._lessons import hand_lesson
from tangguh.domains.participation.services._papers import (
    commit_bundle,
    key_ballot,
    open_bundle,
    withdraw_bundle,
)
from tangguh.domains.participation.services._proposals import file_proposal
from tangguh.domains.participation.services._ranking import agree_criteria, rate
from tangguh.domains.participation.services._round_answers import answer_proposals
from tangguh.domains.participation.services._round_count import close_round, publish_result
from tangguh.domains.participation.services._round_drafts import EntryDraft, RoundDraft
from tangguh.domains.participation.services._round_rules import fix_rule, require_fixed
from tangguh.domains.participation.services._rounds import draft_round, edit_round, set_entries
from tangguh.domains.participation.services._sipd import keep_sipd_number
from tangguh.domains.participation.services._slips import print_slips
from tangguh.domains.participation.services._steps import take_step

__all__ = [
    "AttendeeDraft",
    "Cast",
    "EntryDraft",
    "ForumDraft",
    "ProblemDraft",
    "ProposalDraft",
    "RoundDraft",
    "StepDraft",
    "add_attendee",
    "add_problem",
    "agree_criteria",
    "answer_proposals",
    "cast_all",
    "cast_ballot",
    "close_forum",
    "close_round",
    "commit_bundle",
    "draft_round",
    "edit_forum",
    "edit_round",
    "file_proposal",
    "fix_rule",
    "hand_lesson",
    "import_vote",
    "join_activity",
    "keep_sipd_number",
    "key_ballot",
    "open_activity",
    "open_bundle",
    "open_forum",
    "print_slips",
    "publish_result",
    "rate",
    "require_choices",
    "require_fixed",
    "require_slip",
    "set_entries",
    "strike_attendee",
    "take_step",
    "withdraw_bundle",
]
