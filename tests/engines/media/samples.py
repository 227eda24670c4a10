"""Small real files, made here, so that every byte of them is known."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

CAMERA = "Kamera Balai Desa"
OOXML = "application/vnd.openxmlformats-officedocument"


def exif_of_sepintun(orientation: int = 1) -> Image.Exif:
    """A photo taken in Sepintun: 2° 3' 36" S, 102° 58' 12" E, on 13 November 2026 at 22:20:05."""
    exif = Image.Exif()
    exif[Base.Make] = CAMERA
    exif[Base.Orientation] = orientation
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2026:11:13 22:20:05"
    gps = exif.get_ifd(IFD.GPSInfo)
    gps[GPS.GPSLatitudeRef], gps[GPS.GPSLatitude] = "S", (2.0, 3.0, 36.0)
    gps[GPS.GPSLongitudeRef], gps[GPS.GPSLongitude] = "E", (102.0, 58.0, 12.0)
    return exif


def photo(format_: str = "JPEG", size: tuple[int, int] = (40, 20), **saved: object) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    content = BytesIO()
    picture.save(content, format_, **saved)
    return content.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as zipped:
        for name, part in parts.items():
            zipped.writestr(name, part)
    return content.getvalue()


def docx(**extra: bytes) -> bytes:
    types = f'<Override ContentType="{OOXML}.wordprocessingml.document.main+xml"/>'.encode()
    return archive({"[Content_Types].xml": types, "word/document.xml": b"<w:document/>", **extra})


def open_document(media_type: str) -> bytes:
    return archive({"mimetype": media_type.encode(), "content.xml": b"<office:document/>"})
