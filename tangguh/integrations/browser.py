"""What a browser sends, and the kinds of answer that it takes from every room."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import get_valid_filename

A_PAGE = 25
LONGEST_NAME = 60  # signs, however long the name of a file is


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


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
