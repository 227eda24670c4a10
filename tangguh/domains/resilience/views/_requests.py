"""What a request brings: a file, and the place that it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.errors import NotFound


def home_area() -> Area:
    """The district whose villages the pages show."""
    district = places.home_district()
    if district is None:
        raise NotFound(_("No district is served here yet."))
    return district.area


def village(code: str) -> Area:
    rows = Area.objects.select_related("parent").filter(level=Area.Level.VILLAGE)
    return get_object_or_404(rows, code=code)


@contextmanager
def on_disk(upload: "File[bytes]") -> Iterator[Path]:
    """An upload as a file with a path; gone again at the end."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "scores"
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        yield path
