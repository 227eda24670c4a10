from pathlib import Path

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> Path:
    """The folder in which this test's evidence lies."""
    default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = settings.STORAGES | {"default": default}
    return tmp_path / "evidence"


@pytest.fixture(autouse=True)
def english():
    """Messages as they are written in the code."""
    with translation.override("en"):
        yield
