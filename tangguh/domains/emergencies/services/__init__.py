from tangguh.domains.emergencies.services._answers import agree, refuse_pair, renew_pair
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
from tangguh.domains.emergencies.services._places import set_flooded_place
from tangguh.domains.emergencies.services._seal import open_buddies
from tangguh.domains.emergencies.services._upkeep import remove_expired

__all__ = [
    "HelperDraft",
    "Proposed",
    "agree",
    "come_back",
    "declare_level",
    "drop_out",
    "forget_helper",
    "open_buddies",
    "propose_pairs",
    "record_helper",
    "refuse_pair",
    "remove_expired",
    "renew_helper",
    "renew_pair",
    "set_flooded_place",
]
