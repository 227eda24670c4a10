import struct
from io import BytesIO

from PIL import Image

from tangguh.engines.media.camera import place_taken, time_taken
from tangguh.engines.media.errors import Damaged, NotAnImage, TooManyPixels
from tangguh.engines.media.facts import Kind, MediaFacts
from tangguh.engines.media.second_natures import second_natures
from tangguh.engines.media.webp_header import webp_is_cut_off, webp_size

MAX_PIXELS = 64_000_000  # the largest phone cameras of today make 50 million

# media type -> (Pillow's name, extension)
PICTURE_TYPES = {
    "image/jpeg": ("JPEG", "jpg"),
    "image/png": ("PNG", "png"),
    "image/webp": ("WEBP", "webp"),
}
ORIENTATION = 0x0112
ON_ITS_SIDE = {5, 6, 7, 8}
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error)


def examine_picture(content: bytes, media_type: str, max_pixels: int) -> MediaFacts:
    """Open, measure and read a picture to its last line; a cut one is refused."""
    picture = opened(content, media_type, max_pixels)
    width, height = picture.size
    exif = read_exif(picture)
    decode(picture, media_type, scale=8)
    if exif.get(ORIENTATION) in ON_ITS_SIDE:
        width, height = height, width
    latitude, longitude = place_taken(exif) or (None, None)
    return MediaFacts(
        media_type=media_type,
        extension=PICTURE_TYPES[media_type][1],
        kind=Kind.IMAGE,
        width=width,
        height=height,
        taken_at=time_taken(exif),
        latitude=latitude,
        longitude=longitude,
        notes=second_natures(content, media_type),
    )


def opened(content: bytes, media_type: str, max_pixels: int) -> Image.Image:
    """The picture with only its header read, so that its size is known before it takes memory."""
    if media_type == "image/webp":
        refuse_webp(content, max_pixels)
    try:
        picture = Image.open(BytesIO(content), formats=[PICTURE_TYPES[media_type][0]])
    except TOO_LARGE as reason:
        raise TooManyPixels(limit=max_pixels) from reason
    except BROKEN as reason:
        raise NotAnImage(found=media_type) from reason
    refuse_size(picture.size, max_pixels)
    return picture


def refuse_webp(content: bytes, max_pixels: int) -> None:
    size = webp_size(content)
    if size is None:
        raise NotAnImage(found="image/webp")
    refuse_size(size, max_pixels)
    if webp_is_cut_off(content):
        raise Damaged(media_type="image/webp")


def refuse_size(size: tuple[int, int], max_pixels: int) -> None:
    width, height = size
    if width * height > max_pixels:
        raise TooManyPixels(limit=max_pixels, width=width, height=height)


def decode(picture: Image.Image, media_type: str, scale: int = 1) -> None:
    """Read all of the picture. A scale of 8 saves 98 % of a JPEG's memory, and reads every byte."""
    try:
        picture.draft(None, (picture.width // scale, picture.height // scale))
        picture.load()
    except BROKEN as reason:
        raise Damaged(media_type=media_type) from reason


def read_exif(picture: Image.Image) -> Image.Exif:
    """What the camera wrote; nothing where it is unreadable, for the picture itself may be good."""
    try:
        return picture.getexif()
    except BROKEN:
        return Image.Exif()
