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
)

__all__ = [
    "HouseholdDraft",
    "MemberDraft",
    "add_member",
    "open_household",
    "record_household",
    "remove_expired",
    "renew_consents",
    "withdraw_consent",
]
