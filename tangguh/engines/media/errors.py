class MediaRefused(ValueError):
    """A file that we do not keep; `code` and `params` are for the room to translate."""

    code = "media_refused"

    def __init__(self, **params: object) -> None:
        super().__init__(f"{self.code}: {params}")
        self.params = params


class UnknownType(MediaRefused):
    """Not on the list of what we keep. `found`: the media type seen, or "empty" or "unknown"."""

    code = "media_unknown_type"


class NotAnImage(MediaRefused):
    """Begins like an image, or was used as one, and is none. `found`: the media type seen."""

    code = "media_not_an_image"


class Damaged(MediaRefused):
    """Of a known type, but cut off or broken. `media_type`: what it set out to be."""

    code = "media_damaged"


class TooManyPixels(MediaRefused):
    """Would fill the memory when opened. `limit`, and `width`, `height` in pixels where known."""

    code = "media_too_many_pixels"


class Bomb(MediaRefused):
    """An archive that unpacks to far more than it is. `reason`, `limit`."""

    code = "media_bomb"
