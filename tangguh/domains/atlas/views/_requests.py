"""What a request brings: who asks, and how many bytes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files import File
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from tangguh.domains.atlas.errors import UploadTooLarge
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.errors import NotFound

View = Callable[..., HttpResponse]
LARGEST_UPLOAD = 25 * 2**20  # as the proxies of docs/how-to/https.md let through
FORM_BYTES = 2**20  # the fields around a file


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def home_area() -> Area:
    """The district whose boundaries and facilities the pages show."""
    district = places.home_district()
    if district is None:
        raise NotFound(_("No district is served here yet."))
    return district.area


def sized(view: View) -> View:
    """Refuse a body that is too large by its declared size, before one byte of it is read.

    Looking for the CSRF token reads the body, so that check comes after this one, not before.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def sized_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_UPLOAD + FORM_BYTES:
            raise UploadTooLarge(
                _(
                    "The file is larger than %(limit)d MB. Simplify the outlines, or ask the "
                    "operator to import it with the command tangguh boundaries import."
                )
                % {"limit": LARGEST_UPLOAD // 2**20}
            )
        return checked(request, *args, **kwargs)

    return sized_view


@contextmanager
def on_disk(upload: "File[bytes]") -> Iterator[Path]:
    """An upload as a file with a path; gone again at the end."""
    with NamedTemporaryFile(prefix="boundaries-") as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        yield Path(file.name)
