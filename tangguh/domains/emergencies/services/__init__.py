from tangguh.domains.emergencies.services._answers import answer_indicator
from tangguh.domains.emergencies.services._computing import compute_plan
from tangguh.domains.emergencies.services._consents import (
    agree,
    open_consent_form,
    refuse_pair,
    renew_pair,
)
from tangguh.domains.emergencies.services._drills import (
    ArrivalDraft,
    DrillDraft,
    end_drill,
    note_event,
    plan_drill,
    record_arrival,
    sound_alarm,
)
from tangguh.domains.emergencies.services._helpers import (
    HelperDraft,
    come_back,
    drop_out,
    forget_helper,
    record_helper,
    renew_helper,
)
from tangguh.domains.emergencies.services._levels import declare_level
from tangguh.domains.emergencies.services._matching import Proposed, propose_pairs
from tangguh.domains.emergencies.services._materials import (
    MaterialDraft,
    keep_material,
    withdraw_material,
)
from tangguh.domains.emergencies.services._outreach import Asked, SessionDraft, record_session
from tangguh.domains.emergencies.services._places import set_flooded_place
from tangguh.domains.emergencies.services._plan_rows import (
    ROWS,
    remove_row,
    save_row,
)
from tangguh.domains.emergencies.services._plans import (
    describe_scenario,
    put_in_force,
    start_draft,
)
from tangguh.domains.emergencies.services._problems import (
    assign_action,
    finish_action,
    hand_problem,
    note_problem,
)
from tangguh.domains.emergencies.services._resources import (
    ResourceDraft,
    add_resource,
    correct_resource,
    end_resource,
)
from tangguh.domains.emergencies.services._seal import open_buddies, open_cards, open_training
from tangguh.domains.emergencies.services._tabletop import replay
from tangguh.domains.emergencies.services._upkeep import remove_expired

__all__ = [
    "ROWS",
    "ArrivalDraft",
    "Asked",
    "DrillDraft",
    "HelperDraft",
    "MaterialDraft",
    "Proposed",
    "ResourceDraft",
    "SessionDraft",
    "add_resource",
    "agree",
    "answer_indicator",
    "assign_action",
    "come_back",
    "compute_plan",
    "correct_resource",
    "declare_level",
    "describe_scenario",
    "drop_out",
    "end_drill",
    "end_resource",
    "finish_action",
    "forget_helper",
    "hand_problem",
    "keep_material",
    "note_event",
    "note_problem",
    "open_buddies",
    "open_cards",
    "open_consent_form",
    "open_training",
    "plan_drill",
    "propose_pairs",
    "put_in_force",
    "record_arrival",
    "record_helper",
    "record_session",
    "refuse_pair",
    "remove_expired",
    "remove_row",
    "renew_helper",
    "renew_pair",
    "replay",
    "save_row",
    "set_flooded_place",
    "sound_alarm",
    "start_draft",
    "withdraw_material",
]
