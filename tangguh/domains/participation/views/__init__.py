from tangguh.domains.participation.views._figures import answers, counted
from tangguh.domains.participation.views._filing import file_proposal, hints
from tangguh.domains.participation.views._forums import (
    attendance_list,
    blank_forms,
    forum,
    forums,
    minutes,
    wish_list,
)
from tangguh.domains.participation.views._meeting import (
    add_attendee,
    add_problem,
    add_proposal,
    agree_criteria,
    close_forum,
    edit_forum,
    meeting,
    open_forum,
    rate,
    strike_attendee,
)
from tangguh.domains.participation.views._proposal_lists import (
    export_proposals,
    find_proposal,
    proposals,
)
from tangguh.domains.participation.views._proposal_pages import proposal, slip, wall, wall_sheet
from tangguh.domains.participation.views._proposal_steps import (
    hand_lesson,
    join_activity,
    open_activity,
    take_step,
)
from tangguh.domains.participation.views._round_deeds import (
    answer_proposals,
    close_round,
    draft_round,
    edit_round,
    fix_rule,
    print_slips,
    publish_result,
    set_entries,
)
from tangguh.domains.participation.views._round_papers import (
    bundle,
    bundles,
    commit_bundle,
    key_ballot,
    withdraw_bundle,
)
from tangguh.domains.participation.views._round_results import (
    ballots_file,
    certificate,
    receipt,
    result_data,
    result_table,
    steps,
)
from tangguh.domains.participation.views._round_sheets import paper_ballot
from tangguh.domains.participation.views._round_voting import vote
from tangguh.domains.participation.views._round_what_if import import_vote, what_if
from tangguh.domains.participation.views._rounds import round_page, rounds, rule_page
from tangguh.domains.participation.views._sipd import export_sipd, keep_sipd_number, sipd_list

__all__ = [
    "add_attendee",
    "add_problem",
    "add_proposal",
    "agree_criteria",
    "answer_proposals",
    "answers",
    "attendance_list",
    "ballots_file",
    "blank_forms",
    "bundle",
    "bundles",
    "certificate",
    "close_forum",
    "close_round",
    "commit_bundle",
    "counted",
    "draft_round",
    "edit_forum",
    "edit_round",
    "export_proposals",
    "export_sipd",
    "file_proposal",
    "find_proposal",
    "fix_rule",
    "forum",
    "forums",
    "hand_lesson",
    "hints",
    "import_vote",
    "join_activity",
    "keep_sipd_number",
    "key_ballot",
    "meeting",
    "minutes",
    "open_activity",
    "open_forum",
    "paper_ballot",
    "print_slips",
    "proposal",
    "proposals",
    "publish_result",
    "rate",
    "receipt",
    "result_data",
    "result_table",
    "round_page",
    "rounds",
    "rule_page",
    "set_entries",
    "sipd_list",
    "slip",
    "steps",
    "strike_attendee",
    "take_step",
    "vote",
    "wall",
    "wall_sheet",
    "what_if",
    "wish_list",
    "withdraw_bundle",
]
