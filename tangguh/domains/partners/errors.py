from tangguh.errors import Conflict, Refused


class NameTaken(Conflict):
    code = "name_taken"


class DocumentRefused(Refused):
    code = "document_refused"


class DocumentNeeded(Refused):
    """A status that its papers do not bear."""

    code = "document_needed"


class PrivateContact(Refused):
    """A contact without an office: it would be a private person's."""

    code = "private_contact"


class AlreadyMember(Conflict):
    code = "already_member"
