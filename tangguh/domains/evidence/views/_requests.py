"""What a request brings: who asks, and how many bytes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from tangguh.domains.accounts.models import User
from tangguh.domains.evidence import errors

View = Callable[..., HttpResponse]
FORM_BYTES = 2**20  # the fields around a file


def signed_in(request: HttpRequest) -> User:
    """The person whom `login_required` let through."""
    return cast(User, request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def sized(view: View) -> View:
    """Refuse a body that is too large by its declared size, before one byte of it is read.

    Looking for the CSRF token reads the body, so that check comes after this one, not before.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def sized_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        declared = int(request.META.get("CONTENT_LENGTH") or 0)
        if declared > settings.EVIDENCE_MAX_BYTES + FORM_BYTES:
            raise errors.TooLarge(settings.EVIDENCE_MAX_BYTES)
        return checked(request, *args, **kwargs)

    return sized_view
