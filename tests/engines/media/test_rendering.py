"""What is served is drawn anew: the picture, upright, and nothing else."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tangguh.engines.media import Damaged, NotAnImage, examine, strip, thumbnail
from tests.engines.media.samples import CAMERA, exif_of_sepintun, photo

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>Ani</creator></x:xmpmeta>'


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("made", [strip, thumbnail])
def test_what_is_served_names_no_place_no_camera_and_nobody(made, format_: str):
    original = photo(format_, exif=exif_of_sepintun(), xmp=XMP, icc_profile=b"profil")
    assert CAMERA.encode() in original

    served = made(original)

    assert opened(served).info.keys() <= {"loop", "background", "timestamp", "duration"}
    assert not opened(served).getexif()
    for secret in (CAMERA.encode(), b"GPS", b"EXIF", b"XMP", b"ICCP", b"Ani", b"profil"):
        assert secret not in served


def test_comments_and_text_in_a_png_are_left_behind():
    text = PngInfo()
    text.add_text("Author", "Ani")

    assert b"Ani" not in strip(photo("PNG", pnginfo=text))


def test_a_picture_taken_sideways_is_served_upright():
    # Red left, blue right. Orientation 6: to be turned clockwise, so that red comes on top.
    served = opened(strip(photo(size=(40, 20), exif=exif_of_sepintun(orientation=6))))

    assert served.size == (20, 40)
    red, _, blue = served.convert("RGB").crop((10, 5, 11, 6)).tobytes()
    assert red > 200
    assert blue < 50


def test_a_large_picture_is_made_to_fit_and_a_small_one_is_left_as_it_is():
    assert opened(strip(photo(size=(3200, 1000)))).size == (1600, 500)
    assert opened(thumbnail(photo(size=(1000, 3200)))).size == (100, 320)
    assert opened(strip(photo(size=(40, 20)))).size == (40, 20)


def test_transparency_is_kept_and_print_colours_become_screen_colours():
    glass, print_ = BytesIO(), BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(glass, "PNG")
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(print_, "JPEG")

    assert opened(strip(glass.getvalue())).mode == "RGBA"
    assert opened(strip(print_.getvalue())).mode == "RGB"


def test_what_else_a_file_was_does_not_survive():
    served = strip(photo() + b"<script>alert(1)</script>")

    assert b"<script" not in served
    assert examine(served).notes == ()


def test_what_is_no_picture_cannot_be_served_as_one():
    with pytest.raises(NotAnImage):
        strip(b"desa,warga\nSepintun,120\n")


def test_a_cut_picture_is_not_served():
    with pytest.raises(Damaged):
        thumbnail(photo(size=(300, 300))[:1000])
