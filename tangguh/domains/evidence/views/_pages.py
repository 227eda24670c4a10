from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from tangguh.integrations.browser import A_PAGE

MOST = 1000


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Leafs through the first 1,000 rows. Nobody reads on; counting and skipping all costs time."""

    @cached_property
    def found(self) -> int:
        """How many rows there are, as far as they are counted."""
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return rows.order_by().values_list("pk")[: MOST + 1].count()

    @property
    def has_more(self) -> bool:
        """Whether there are rows that the list does not reach."""
        return self.found > MOST

    @cached_property
    def count(self) -> int:
        return min(self.found, MOST)


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page:  # type: ignore[type-arg]
    """The page of a list that the address asks for."""
    return CappedPaginator(rows, A_PAGE).get_page(request.GET.get("page"))
