from io import BytesIO

from PIL import Image, ImageOps

from tangguh.engines.media.errors import NotAnImage
from tangguh.engines.media.examination import signature
from tangguh.engines.media.pictures import MAX_PIXELS, PICTURE_TYPES, decode, opened

SERVED_EDGE = 1600  # pixels; fills a page of print, about 200 kB
THUMBNAIL_EDGE = 320
QUALITY = 80


def strip(content: bytes, *, edge: int = SERVED_EDGE, max_pixels: int = MAX_PIXELS) -> bytes:
    """The picture drawn anew as WebP: upright, at most `edge` pixels a side, nothing else in it.

    Drawn anew, because metadata hides in more places than can be listed, and because whatever
    else the file was (see Note) does not survive it. Raises NotAnImage, Damaged, TooManyPixels.
    """
    return webp(redrawn(content, edge, max_pixels))


def thumbnail(content: bytes, *, edge: int = THUMBNAIL_EDGE, max_pixels: int = MAX_PIXELS) -> bytes:
    """The same, small, for lists."""
    return strip(content, edge=edge, max_pixels=max_pixels)


def redrawn(content: bytes, edge: int, max_pixels: int) -> Image.Image:
    media_type = signature(content)
    if media_type not in PICTURE_TYPES:
        raise NotAnImage(found=media_type or "text")
    picture = opened(content, media_type, max_pixels)
    decode(picture, media_type, scale=max(1, max(picture.size) // (2 * edge)))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((edge, edge))
    return pixels_only(upright)


def pixels_only(picture: Image.Image) -> Image.Image:
    """A new picture with the same colours; formats write along whatever the old one carried."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    clean = Image.new(mode, picture.size)
    clean.paste(picture.convert(mode))
    return clean


def webp(picture: Image.Image) -> bytes:
    drawn = BytesIO()
    picture.save(drawn, "WEBP", quality=QUALITY, method=4)
    return drawn.getvalue()
