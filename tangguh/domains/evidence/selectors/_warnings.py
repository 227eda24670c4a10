from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.parameters import parameter
from tangguh.engines.media import Note

NOTES = {
    Note.DATA_AFTER_THE_END: gettext_lazy("More data follow after the end of the file."),
    Note.ALSO_AN_ARCHIVE: gettext_lazy("The file can also be opened as an archive."),
    Note.ALSO_A_PDF: gettext_lazy("The file can also be opened as a PDF."),
    Note.CONTAINS_HTML: gettext_lazy("There is web page code inside the file."),
}


def warnings(evidence: Evidence) -> tuple[str, ...]:
    """What a verifier should look at twice. A warning is no verdict."""
    about_file = tuple(str(NOTES[Note(note)]) for note in evidence.notes)
    return about_day(evidence) + about_file


def about_day(evidence: Evidence) -> tuple[str, ...]:
    """Whether the camera tells of another day than the claimant."""
    taken_on = camera_day(evidence)
    received_on = timezone.localdate(evidence.received_at)
    tolerance = parameter("evidence.claims.camera_clock_tolerance", on=received_on)
    if taken_on is None or abs((taken_on - evidence.happened_on).days) <= tolerance:
        return ()
    return (
        _("The camera says %(camera)s; the claim says %(claim)s. A camera's clock may be wrong.")
        % {"camera": date_format(taken_on), "claim": date_format(evidence.happened_on)},
    )


def camera_day(evidence: Evidence) -> date | None:
    """The day by the camera's own clock."""
    return date.fromisoformat(evidence.taken_at[:10]) if evidence.taken_at else None
