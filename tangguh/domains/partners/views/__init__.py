from tangguh.domains.partners.views._deeds import (
    add_contact,
    add_document,
    add_member,
    correct_contact,
    correct_document,
    edit,
    register,
    verify,
)
from tangguh.domains.partners.views._lists import detail, export, index, notices

__all__ = [
    "add_contact",
    "add_document",
    "add_member",
    "correct_contact",
    "correct_document",
    "detail",
    "edit",
    "export",
    "index",
    "notices",
    "register",
    "verify",
]
