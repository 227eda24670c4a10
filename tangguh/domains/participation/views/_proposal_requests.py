"""What a request about proposals brings, and what every list and form of them answers."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.participation.models import Proposal
from tangguh.engines.tables import csv_lines
from tangguh.errors import Conflict, Refused

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
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return deed()
    except (Refused, Conflict) as refusal:
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


def chain_of(proposal: Proposal | None, *stops: Stop) -> list[Stop]:
    """The way from the list to a proposal, and on to where the reader is."""
    first = stop(_("Proposals"), _("All"), reverse("participation:proposals"))
    if proposal is None:
        return [first, *stops]
    url = reverse("participation:proposal", args=[proposal.number])
    return [first, stop(proposal.number, proposal.title, url), *stops]
