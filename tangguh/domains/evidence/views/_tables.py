from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override

from tangguh.engines.tables import csv_lines


def table(name: str, rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """Rows as a csv file, sent as they come."""
    lines = in_language(csv_lines(rows), get_language())
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def in_language(lines: Iterator[str], language: str | None) -> Iterator[str]:
    """The reader's language is kept: lines are made after the request has let go of it."""
    with override(language):
        yield from lines
