"""What a request brings: a form, a file, and the district that it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.http import HttpRequest, QueryDict
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.errors import NotFound

LONGEST_NAME = 60  # signs, however long the name of a file is


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def home_area() -> Area:
    """The district whose boundaries and facilities the pages show."""
    district = places.home_district()
    if district is None:
        raise NotFound(_("No district is served here yet."))
    return district.area


@contextmanager
def on_disk(upload: "File[bytes]") -> Iterator[Path]:
    """An upload as a file with a path and the name it was given; gone again at the end."""
    name = get_valid_filename(Path(upload.name or "boundaries").name)[-LONGEST_NAME:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        yield path
