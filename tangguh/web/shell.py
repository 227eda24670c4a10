"""What every page knows: the district and whether it is an example."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from tangguh.domains.places import selectors as places


class DistrictMiddleware:
    """Remember the home district while a request lasts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with places.district_remembered():
            return self.get_response(request)


def shell(_request: HttpRequest) -> dict[str, Any]:
    """The context of the base page."""
    return {"district": places.home_district()}
