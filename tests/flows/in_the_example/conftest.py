"""The example, loaded once for all flows through it; what a flow does to it is undone after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from tangguh.web import demo
from tangguh.web.backups import tables


@pytest.fixture(scope="package")
def loaded_example(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of its files. The rows stand in a transaction that ends with this folder."""
    files = tmp_path_factory.mktemp("files")
    backend = "django.core.files.storage.FileSystemStorage"
    default = {"BACKEND": backend, "OPTIONS": {"location": files}}
    storages = settings.STORAGES | {"default": default}
    with django_db_blocker.unblock(), override_settings(STORAGES=storages), transaction.atomic():
        tables.restart_numbering()  # PostgreSQL goes on where other tests left off
        demo.load()
        yield files
        transaction.set_rollback(True)


@pytest.fixture
def reader(loaded_example: Path, db: None, client: Client) -> Client:
    """Anybody, in front of the example district."""
    return client
