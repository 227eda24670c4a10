"""What a browser sends in forms, and the kinds of answer that it takes from every room."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from django import forms
from django.core.files import File
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.dateparse import parse_date
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from tangguh.errors import Problem, Refused

A_PAGE = 25
LONGEST_NAME = 60  # signs, however long the name of a file is
Done = TypeVar("Done")
Faults = tuple[type[Problem], ...]


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def day_input() -> forms.DateInput:
    """The field of a day, filled with what the browser's own calendar understands."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def narrowed(label: Any, every: Any, choices: Iterable[Any]) -> forms.ChoiceField:
    """The field of a filter that shows rows of one sort only; all of them while it is empty."""
    return forms.ChoiceField(label=label, required=False, choices=[("", every), *choices])


def narrowed_to(
    rows: "QuerySet[Any]", label: Any, every: Any, *, by: str = "code"
) -> "forms.ModelChoiceField[Any]":
    """The same, where what is chosen is a row, named in the address by a field of its own."""
    return forms.ModelChoiceField(
        rows, label=label, required=False, to_field_name=by, empty_label=every
    )


def day_asked(request: HttpRequest, name: str) -> date:
    """A day of the address, or a refusal that says how to write it."""
    text = request.GET.get(name, "")
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise Refused(
            _("“%(text)s” is not a day. Write %(name)s as year-month-day, such as 2026-11-24.")
            % {"text": text, "name": name}
        )
    return found


def choice(form: forms.Form, name: str) -> "forms.ModelChoiceField[Any]":
    """A field of which the choices depend on who asks, or on what is asked about."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    return field


def tried(form: forms.Form, deed: Callable[[], Done], *, shows: Faults = (Refused,)) -> Done | None:
    """Do a deed with what a valid form says; a refusal is shown in the form, with all that was typed.

    A page that only says what is wrong would cost a person with a phone all the figures.
    """

    def whole() -> Done:
        with transaction.atomic():
            return deed()

    return attempted(form, whole, shows=shows)


def attempted(
    form: forms.Form, deed: Callable[[], Done], *, shows: Faults = (Refused,)
) -> Done | None:
    """The same for a deed that holds its transaction itself, because it takes long before it writes."""
    if not form.is_valid():
        return None
    try:
        return deed()
    except shows as refusal:
        form.add_error(None, str(refusal.message))
        return None


def done(form: forms.Form, deed: Callable[[], object], *, shows: Faults = (Refused,)) -> bool:
    """Whether a deed that has nothing to give back was done with what a form says."""

    def told() -> bool:
        deed()
        return True

    return bool(tried(form, told, shows=shows))


@contextmanager
def on_disk(upload: "File[bytes]") -> Iterator[Path]:
    """An upload as a file with a path and the name it was given; gone again at the end."""
    name = get_valid_filename(Path(upload.name or "file").name)[-LONGEST_NAME:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        yield path


def page_of(request: HttpRequest, rows: "QuerySet[Any] | Sequence[Any]") -> Page:  # type: ignore[type-arg]
    """The page of a list that the address asks for."""
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))


def table(name: str, lines: Iterable[str], *, on: date) -> HttpResponse:
    """Lines of csv as a file that carries the day in its name."""
    answer = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{on.isoformat()}.csv"'
    return answer


def paper(name: str, pdf: bytes) -> HttpResponse:
    """A sheet that the browser shows, to be printed."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
