from tangguh.domains.residents.services._consents import (
    months_later,
    remove_expired,
    renew_consents,
    withdraw_consent,
)
from tangguh.domains.residents.services._corrections import CorrectionDraft, correct
from tangguh.domains.residents.services._households import (
    HouseholdDraft,
    MemberDraft,
    add_member,
    open_household,
    record_household,
    refuse_numbers,
    search_households,
)
from tangguh.domains.residents.services._imports import (
    accept_import,
    discard_import,
    read_file,
)
from tangguh.domains.residents.services._modelled import ModelledHome, load_modelled_households
from tangguh.domains.residents.services._paper import from_paper, open_roster
from tangguh.domains.residents.services._reading import NEEDED, NEEDS, PURPOSES

__all__ = [
    "NEEDED",
    "NEEDS",
    "PURPOSES",
    "CorrectionDraft",
    "HouseholdDraft",
    "MemberDraft",
    "ModelledHome",
    "accept_import",
    "add_member",
    "correct",
    "discard_import",
    "from_paper",
    "load_modelled_households",
    "months_later",
    "open_household",
    "open_roster",
    "read_file",
    "record_household",
    "refuse_numbers",
    "remove_expired",
    "renew_consents",
    "search_households",
    "withdraw_consent",
]
