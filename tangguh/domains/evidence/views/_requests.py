"""What a request brings: who asks, what was sent, and a deed done with it."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.forms import Form
from django.http import HttpRequest, QueryDict

from tangguh.domains.accounts.models import User
from tangguh.errors import Refused

Done = TypeVar("Done")


def signed_in(request: HttpRequest) -> User:
    """The person whom `login_required` let through."""
    return cast(User, request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def tried(form: Form, deed: Callable[[], Done]) -> Done | None:
    """Do a deed with what a valid form says; a refusal is shown in the form, with all that was typed.

    One that leads elsewhere, as a twin does to the evidence that it repeats, is a page of its own.
    """
    if not form.is_valid():
        return None
    try:
        return deed()
    except Refused as refusal:
        if "link" in refusal.details:
            raise
        form.add_error(None, refusal.message)
        return None
