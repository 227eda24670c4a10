"""What a request brings, and what every list, form and sheet of the room answers."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from tangguh.domains.accounts.models import User
from tangguh.engines.tables import csv_lines
from tangguh.errors import Problem

A_PAGE = 25
Done = TypeVar("Done")
Stop = dict[str, str]


def signed_in(request: HttpRequest) -> User:
    """The person whom `login_required` let through."""
    return cast(User, request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def page_of(request: HttpRequest, rows: "QuerySet[Any] | Sequence[Any]") -> Page:  # type: ignore[type-arg]
    """The page of a list that the address asks for."""
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


def table(name: str, rows: Iterable[Iterable[object]], *, on: date) -> HttpResponse:
    """Rows as a csv file that carries the day in its name."""
    answer = HttpResponse("".join(csv_lines(rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{on.isoformat()}.csv"'
    return answer


def paper(name: str, pdf: bytes) -> HttpResponse:
    """A sheet that the browser shows, to be printed."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


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
