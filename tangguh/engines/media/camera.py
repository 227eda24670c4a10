"""When and where a picture was taken, as far as its camera says so and it can be true."""

import re
from calendar import monthrange
from collections.abc import Mapping
from math import isfinite
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

MOMENT = re.compile(r"(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
OFFSET = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")
BROKEN_NUMBERS = (TypeError, ValueError, ZeroDivisionError, OverflowError)


def time_taken(exif: Image.Exif) -> str | None:
    """The moment of the shutter as ISO 8601; None where it is missing or no date."""
    details = exif.get_ifd(IFD.Exif)
    written = details.get(Base.DateTimeOriginal) or exif.get(Base.DateTime)
    match = MOMENT.match(str(written or ""))
    if not match or not is_a_moment(*map(int, match.groups())):
        return None
    year, month, day, hour, minute, second = match.groups()
    offset = str(details.get(Base.OffsetTimeOriginal) or "").strip("\0 ")
    ending = offset if OFFSET.fullmatch(offset) else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{ending}"


def is_a_moment(*parts: int) -> bool:
    year, month, day, hour, minute, second = parts
    if not (year >= 1 and 1 <= month <= 12):
        return False
    return 1 <= day <= monthrange(year, month)[1] and hour < 24 and minute < 60 and second < 60


def place_taken(exif: Image.Exif) -> tuple[float, float] | None:
    """Latitude and longitude in degrees; None where a half is missing or it cannot be true.

    Exactly 0, 0 is what cameras write before they have found a satellite.
    """
    gps = exif.get_ifd(IFD.GPSInfo)
    latitude = degrees(gps, GPS.GPSLatitude, GPS.GPSLatitudeRef, negative="S")
    longitude = degrees(gps, GPS.GPSLongitude, GPS.GPSLongitudeRef, negative="W")
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def degrees(gps: Mapping[int, Any], value: int, side: int, *, negative: str) -> float | None:
    try:
        whole, minutes, seconds = (float(part) for part in gps.get(value, ()))
    except BROKEN_NUMBERS:
        return None
    angle = whole + minutes / 60 + seconds / 3600
    if not isfinite(angle):
        return None
    return round(-angle if str(gps.get(side, "")).upper().startswith(negative) else angle, 6)
