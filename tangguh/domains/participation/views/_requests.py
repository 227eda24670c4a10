"""What every form of this room does and answers."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tangguh.errors import Conflict, Refused
from tangguh.integrations import browser
from tangguh.integrations.browser import Done

SHOWN = (Refused, Conflict)
Stop = dict[str, str]


def tried(form: Form, deed: Callable[[], Done]) -> Done | None:
    """Do a deed with what a valid form says; here somebody who was faster is told of in the form too."""
    return browser.tried(form, deed, shows=SHOWN)


def attempted(form: Form, deed: Callable[[], Done]) -> Done | None:
    """The same for a deed that holds its transaction itself, because it takes long before it writes."""
    return browser.attempted(form, deed, shows=SHOWN)


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
