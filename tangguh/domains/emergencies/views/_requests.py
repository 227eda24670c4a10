"""The place that a page is about."""

from django.shortcuts import get_object_or_404

from tangguh.domains.places.models import Area


def village(code: str) -> Area:
    """A village by its code, with its subdistrict."""
    rows = Area.objects.select_related("parent").filter(level=Area.Level.VILLAGE)
    return get_object_or_404(rows, code=code)
