from tangguh.errors import Conflict, NotFound, Refused


class ResourceRefused(Refused):
    """A resource of which more work than there are, or that no village or district keeps."""

    code = "resource_refused"


class ResourceChanged(Conflict):
    """Somebody else corrected it, or took it off the list, since the form was opened."""

    code = "resource_changed"


class NoSuchResource(NotFound):
    code = "no_such_resource"


class AnswerRefused(Refused):
    """An indicator that the form does not have, or more yes than questions."""

    code = "answer_refused"
