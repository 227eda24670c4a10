"""What every page knows: the district and whether it is an example."""

from typing import Any

from django.http import HttpRequest

from tangguh.domains.places import selectors as places


def shell(_request: HttpRequest) -> dict[str, Any]:
    """The context of the base page."""
    return {"district": places.home_district()}
