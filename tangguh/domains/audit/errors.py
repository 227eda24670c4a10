from tangguh.errors import Conflict


class ActDiffers(Conflict):
    """The number of an act came again, from somebody else or with other content."""

    code = "act_differs"
