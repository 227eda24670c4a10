from tangguh.errors import Conflict, Refused


class ConsentMissing(Refused):
    """What is to be written down was not agreed to, or no longer."""

    code = "consent_missing"


class ConsentGone(Conflict):
    code = "consent_gone"


class HouseholdChanged(Conflict):
    """Somebody else corrected the same figure since the form was opened."""

    code = "household_changed"


class NumberWritten(Refused):
    """Something that looks like a national ID number: it is not kept here, in no field."""

    code = "number_written"


class HouseholdUnclear(Refused):
    code = "household_unclear"


class FileUnclear(Refused):
    """A file from which no household can be read at all."""

    code = "file_unclear"
