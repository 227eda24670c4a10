"""What a request brings: a form, a file, and the district that it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files import File
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.errors import NotFound


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
    """An upload as a file with a path; gone again at the end."""
    with NamedTemporaryFile(prefix="boundaries-") as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        yield Path(file.name)
