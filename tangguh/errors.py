"""The one base class for everything that a user may be told went wrong."""


class Problem(Exception):
    """An anticipated failure. Its message is written for the person who must act on it.

    `details` are for machines: they travel in the JSON body of an API answer.
    """

    code = "problem"
    http_status = 400

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class NotAllowed(Problem):
    """The reader is known, and the deed is not theirs to do."""

    code = "not_allowed"
    http_status = 403


class NotFound(Problem):
    """There is no such thing, or it is not open to this reader: both look the same."""

    code = "not_found"
    http_status = 404


class Conflict(Problem):
    """Somebody else moved first, or the thing is no longer in the state the deed needs."""

    code = "conflict"
    http_status = 409


class Refused(Problem):
    """What was sent cannot be taken as it is; the message names the place and the remedy."""

    code = "refused"
    http_status = 422
