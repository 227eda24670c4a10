from tangguh.domains.partners.services._corrections import correct_contact, correct_document
from tangguh.domains.partners.services._details import add_contact, add_document
from tangguh.domains.partners.services._organizations import (
    add_member,
    edit_organization,
    register_organization,
    verify_organization,
)

__all__ = [
    "add_contact",
    "add_document",
    "add_member",
    "correct_contact",
    "correct_document",
    "edit_organization",
    "register_organization",
    "verify_organization",
]
