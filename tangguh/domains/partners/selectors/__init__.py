from tangguh.domains.partners.selectors._documents import (
    Paper,
    Validity,
    expiring_documents,
    notice_days,
    paper,
    papers_of,
)
from tangguh.domains.partners.selectors._organizations import (
    Filters,
    Profile,
    contact_at,
    document_at,
    organization_at,
    organizations,
    organizations_in,
    profile,
)
from tangguh.domains.partners.selectors._standing import (
    FOUNDING,
    Standing,
    founding_documents,
    standing,
    with_standing,
)
from tangguh.domains.partners.selectors._work import Work, register_work, work_of

__all__ = [
    "FOUNDING",
    "Filters",
    "Paper",
    "Profile",
    "Standing",
    "Validity",
    "Work",
    "contact_at",
    "document_at",
    "expiring_documents",
    "founding_documents",
    "notice_days",
    "organization_at",
    "organizations",
    "organizations_in",
    "paper",
    "papers_of",
    "profile",
    "register_work",
    "standing",
    "with_standing",
    "work_of",
]
