"""What every form of this room does and answers."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tangguh.errors import Problem

Done = TypeVar("Done")
Stop = dict[str, str]


def tried(form: Form, deed: Callable[[], Done]) -> Done | None:
    """Do a deed with what a valid form says; a refusal is shown in the form, with all that was typed."""

    def whole() -> Done:
        with transaction.atomic():
            return deed()

    return attempted(form, whole)


def attempted(form: Form, deed: Callable[[], Done]) -> Done | None:
    """The same for a deed that holds its transaction itself, because it takes long before it writes."""
    if not form.is_valid():
        return None
    try:
        return deed()
    except Problem as refusal:
        if refusal.http_status not in {409, 422}:
            raise
        form.add_error(None, refusal.message)
        return None


def form_page(
    request: HttpRequest, form: Form, *, title: str, chain: list[Stop], **context: Any
) -> HttpResponse:
    """A form under its title and the way to it. What is wrong with it can be asked of the answer."""
    status = 422 if form.errors else 200
    shown = {
        "form": form,
        "title": title,
        "chain": chain,
        "cancel_url": chain[-2]["url"],
        "template": "participation/form.html",
        **context,
    }
    return TemplateResponse(request, shown["template"], shown, status=status)


def stop(kind: str, label: str, url: str = "") -> Stop:
    return {"kind": kind, "label": label, "url": url}
