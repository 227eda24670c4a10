"""How a backup is taken while people go on working."""

import os
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, cast

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.translation import gettext as _

from tangguh.domains.audit import selectors as trail
from tangguh.domains.audit import services as audit
from tangguh.web.backups import manifest as manifests
from tangguh.web.backups import tables
from tangguh.web.backups.manifest import FILES, TABLES, BackupRefused, Manifest, hash_of

UNFINISHED = {"incoming", "lock"}  # uploads on their way, and the lock between them


def make(path: Path, *, now: datetime) -> Manifest:
    """Write everything into one archive, which appears under its name only when it is whole.

    The tables come first, as they are at one moment. Files come after: a file is on the disk
    before a row tells of it, and stays, so none that a row names can be missing.
    """
    refuse_half_migrated()
    folder = path.resolve().parent
    with NamedTemporaryFile(dir=folder, prefix=".backup-", delete=False) as draft:
        unfinished = Path(draft.name)
        try:
            manifest = write(draft, now=now)
            os.fsync(draft.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    note_last(now)
    audit.record("audit.backed_up", by=None, about=trail.head(), parts=len(manifest.parts))
    return manifest


def refuse_half_migrated() -> None:
    if manifests.applied_migrations() != manifests.known_migrations():
        raise BackupRefused(_("The database has another shape than this release: tangguh migrate"))


def write(draft: IO[bytes], *, now: datetime) -> Manifest:
    manifest = Manifest(made_at=now.isoformat(), migrations=manifests.known_migrations())
    with tarfile.open(fileobj=draft, mode="w", format=tarfile.PAX_FORMAT) as archive:
        with tables.snapshot():
            for model in tables.carried():
                name = f"{TABLES}/{model._meta.label_lower}.jsonl"
                manifest.parts[name] = add_lines(archive, name, tables.lines(model))
        for source in stored_files():
            name = f"{FILES}/{source.relative_to(files_folder()).as_posix()}"
            with source.open("rb") as file:
                manifest.parts[name] = add(archive, name, file)
        with TemporaryFile() as part:
            part.write(manifest.as_json())
            add(archive, manifests.NAME, part)
    return manifest


def add_lines(archive: tarfile.TarFile, name: str, lines: Iterator[bytes]) -> str:
    """A table goes over the disk, not through memory: its size must be known first."""
    with TemporaryFile() as part:
        part.writelines(lines)
        return add(archive, name, part)


def add(archive: tarfile.TarFile, name: str, part: IO[bytes]) -> str:
    """Put a part into the archive; its sha256."""
    digest = hash_of(part)
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = part.tell(), 0o600
    part.seek(0)
    archive.addfile(entry, part)
    return digest


def stored_files() -> list[Path]:
    """Every file that is whole, in an order that stays the same."""
    folder = files_folder()
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not UNFINISHED & set(path.relative_to(folder).parts)
    ]


def files_folder() -> Path:
    return Path(cast(FileSystemStorage, default_storage).location)


def note_last(now: datetime) -> None:
    """For the health page: when the last whole backup was taken."""
    (settings.HOME / "last-backup").write_text(now.isoformat())
