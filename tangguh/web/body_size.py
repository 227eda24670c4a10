"""A body that is too large is refused by its declared size, before one byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tangguh.domains.evidence.errors import TooLarge
from tangguh.web import problems

View = Callable[[HttpRequest], HttpResponse]
FORM_BYTES = 2**20  # the fields around a file


class BodySizeMiddleware:
    """Stand before all that reads a form: the look for a CSRF token, and the outbox."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit: int = settings.EVIDENCE_MAX_BYTES
        if int(request.META.get("CONTENT_LENGTH") or 0) > limit + FORM_BYTES:
            return problems.show(request, TooLarge(limit))
        return self.get_response(request)
