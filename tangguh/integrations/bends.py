"""A line as people write it: one bend a row, latitude and longitude with a comma between."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext as _


def bends(text: str) -> list[list[float]]:
    """Longitude and latitude of every bend; empty rows are passed over. Raises ValidationError."""
    found = []
    for number, row in enumerate(text.splitlines(), start=1):
        if not row.strip():
            continue
        try:
            latitude, longitude = (float(each) for each in row.split(","))
        except ValueError:
            raise forms.ValidationError(
                _("Line %(number)d is not a latitude and a longitude with a comma between.")
                % {"number": number}
            ) from None
        found.append([longitude, latitude])
    return found


def written_bends(line: Iterable[Sequence[float]]) -> str:
    """The same line as text."""
    return "\n".join(f"{north}, {east}" for east, north in line)
