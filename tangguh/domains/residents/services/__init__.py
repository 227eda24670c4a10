from tangguh.domains.residents.services._consents import (
    remove_expired,
    renew_consents,
    withdraw_consent,
)
from tangguh.domains.residents.services._households import (
    HouseholdDraft,
    MemberDraft,
    add_member,
    open_household,
    record_household,
    search_households,
)

__all__ = [
    "HouseholdDraft",
    "MemberDraft",
    "add_member",
    "open_household",
    "record_household",
    "remove_expired",
    "renew_consents",
    "search_households",
    "withdraw_consent",
]
