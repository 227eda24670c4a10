from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.engines import media
from tangguh.errors import Conflict, NotFound, Refused


class TooLarge(Refused):
    """More bytes than we take. Said before they are read."""

    code = "too_large"
    http_status = 413

    def __init__(self, limit: int) -> None:
        super().__init__(
            _(
                "The file is larger than %(limit)d MB. Send a smaller copy: photograph it again at "
                "a lower resolution, or save the document as PDF."
            )
            % {"limit": limit // 2**20},
            limit=limit,
        )


class FileRefused(Refused):
    """A file that is not what we keep, is broken, or is dangerous to open."""

    code = "file_refused"


class AlreadyClaimed(Refused):
    """The same bytes already stand as evidence in the same area."""

    code = "already_claimed"


class ActTaken(Conflict):
    """An act's number that another person has used for something else."""

    code = "act_taken"


class NotYetHappened(Refused):
    code = "not_yet_happened"


class SecondPersonNeeded(Refused):
    """Whoever claims cannot verify, nor can anyone in the same office."""

    code = "second_person_needed"


class NoteNeeded(Refused):
    code = "note_needed"


class AlreadyVerified(Conflict):
    code = "already_verified"


class SampleRefused(Refused):
    code = "sample_refused"


class FileMissing(NotFound):
    """The row is here and its file is not: the operator must restore it."""

    code = "file_missing"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "The file %(name)s is listed but is not on this server. "
                "Ask the administrator to restore it from the backup."
            )
            % {"name": name}
        )


KEPT = gettext_lazy(
    "We keep JPEG, PNG and WebP pictures, PDF, Excel (xlsx), Word (docx), OpenDocument and "
    "plain text tables (csv). Save the file as one of these and send it again."
)


def refusal(reason: media.MediaRefused, name: str) -> FileRefused:
    """What the engine found wrong with a file, in words for whoever sent it."""
    said = WORDS[type(reason)](reason)
    return FileRefused(f"{name}: {said}", reason=reason.code)


def unknown_type(reason: media.MediaRefused) -> str:
    found = reason.params.get("found")
    if found == "empty":
        return _("the file is empty. Choose it again; it may not have been saved completely.")
    if found == "macros":
        return _("the document carries macros. Save it without them and send it again.")
    return _("this kind of file is not kept. %(kept)s") % {"kept": KEPT}


def not_an_image(_reason: media.MediaRefused) -> str:
    return _("it says that it is a picture, but it is none. Open it on your own device first.")


def damaged(_reason: media.MediaRefused) -> str:
    return _("the file is cut off or broken. Copy it again from the device and send it once more.")


def too_many_pixels(reason: media.MediaRefused) -> str:
    return _(
        "the picture has more than %(limit)d million pixels. Make it smaller and send it again."
    ) % {"limit": int(str(reason.params["limit"])) // 10**6}


def bomb(_reason: media.MediaRefused) -> str:
    return _(
        "the document would unpack to far more than its size, as harmful files do. Open it, save "
        "it under a new name, and send that."
    )


WORDS: dict[type[media.MediaRefused], Callable[[media.MediaRefused], str]] = {
    media.UnknownType: unknown_type,
    media.NotAnImage: not_an_image,
    media.Damaged: damaged,
    media.TooManyPixels: too_many_pixels,
    media.Bomb: bomb,
}
