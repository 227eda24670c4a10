"""Files to upload, and a place of their own to keep them in."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.engines.media.samples import docx, exif_of_sepintun, photo


def camera_photo(name: str = "IMG_0042.jpg") -> SimpleUploadedFile:
    """A photo that tells where and when it was taken: Sepintun, 13 November 2026."""
    return SimpleUploadedFile(name, photo(exif=exif_of_sepintun()))


def minutes(name: str = "berita-acara.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, docx())
