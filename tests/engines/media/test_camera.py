"""A camera is believed only where what it says can be true."""

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from tangguh.engines.media import examine
from tests.engines.media.samples import exif_of_sepintun, photo


def written(tag: int, value: object, ifd: int = IFD.GPSInfo) -> Image.Exif:
    exif = exif_of_sepintun()
    exif.get_ifd(ifd)[tag] = value
    return exif


@pytest.mark.parametrize(
    "degrees", [(91.0, 0.0, 0.0), (2.0, 3.0), ()], ids=["beyond the pole", "two parts", "none"]
)
def test_an_impossible_latitude_leaves_the_place_unknown(degrees: tuple[float, ...]):
    facts = examine(photo(exif=written(GPS.GPSLatitude, degrees)))

    assert (facts.latitude, facts.longitude) == (None, None)


def test_a_camera_without_a_satellite_was_not_in_the_gulf_of_guinea():
    exif = written(GPS.GPSLatitude, (0.0, 0.0, 0.0))
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLongitude] = (0.0, 0.0, 0.0)

    assert examine(photo(exif=exif)).latitude is None


@pytest.mark.parametrize("moment", ["0000:00:00 00:00:00", "2026:02:29 10:00:00", "kemarin"])
def test_a_moment_that_never_was_is_left_out(moment: str):
    assert examine(photo(exif=written(Base.DateTimeOriginal, moment, IFD.Exif))).taken_at is None


def test_an_offset_is_kept_where_the_camera_gave_one():
    exif = written(Base.OffsetTimeOriginal, "+07:00", IFD.Exif)

    assert examine(photo(exif=exif)).taken_at == "2026-11-13T22:20:05+07:00"


def test_a_picture_without_a_word_from_its_camera_is_still_a_picture():
    facts = examine(photo())

    assert (facts.width, facts.height, facts.taken_at, facts.latitude) == (40, 20, None, None)
