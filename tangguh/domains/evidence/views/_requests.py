"""A deed done with what a form says."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form

from tangguh.errors import Refused

Done = TypeVar("Done")


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
