"""How an archive comes back: all of it, or nothing."""

import os
import tarfile
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.audit import selectors as trail
from tangguh.domains.audit import services as audit
from tangguh.domains.audit.models import Head
from tangguh.domains.evidence import selectors as evidence
from tangguh.web.backups import manifest as manifests
from tangguh.web.backups import tables
from tangguh.web.backups.making import files_folder
from tangguh.web.backups.manifest import FILES, TABLES, BackupRefused, Manifest, damaged, hash_of


def restore(path: Path) -> Manifest:
    """Put an archive back into a place that is still empty."""
    if not is_empty():
        raise BackupRefused(
            _("There are data here already. To replace them by the backup, add: --replace")
        )
    return replace(path)


def replace(path: Path) -> Manifest:
    """Put an archive back in place of what is here.

    First every part is checked. Then files are added beside those that are there: they are named
    by their content, so none is in another's way. Then all tables change in one transaction, which
    ends only when the audit chain holds and every file is what its row says. Readers see what was
    until then; if anything fails, that stays.
    """
    try:
        with tarfile.open(path) as archive:
            manifest = examined(archive)
            place_files(archive, manifest)
            with transaction.atomic():
                before = trail.head()
                swap_tables(archive)
                refuse_what_does_not_hold()
                audit.record(
                    "audit.restored",
                    by=None,
                    about=trail.head(),
                    backup_of=manifest.made_at,
                    replaced_number=before.number,
                    replaced_hash=before.hash,
                )
    except (tarfile.TarError, EOFError) as problem:
        raise damaged(str(problem)) from problem
    return manifest


def is_empty() -> bool:
    """Whether nobody has written anything; the head of the audit chain is always there."""
    return not any(model._base_manager.exists() for model in tables.carried() if model is not Head)


def examined(archive: tarfile.TarFile) -> Manifest:
    """The manifest, once every part is found to be what it says and nothing else is there."""
    members = {member.name: member for member in archive.getmembers()}
    if manifests.NAME not in members:
        raise damaged(manifests.NAME)
    manifest = manifests.read(opened(archive, members[manifests.NAME]).read())
    expected = {f"{TABLES}/{model._meta.label_lower}.jsonl" for model in tables.carried()}
    missing = (expected | set(manifest.parts)) - set(members)
    unknown = set(members) - set(manifest.parts) - {manifests.NAME}
    for name in sorted(unknown):
        manifests.refuse_strange_name(name)
    if missing or unknown:
        raise damaged(min(missing | unknown))
    for name, sha256 in manifest.parts.items():
        if hash_of(opened(archive, members[name])) != sha256:
            raise damaged(name)
    return manifest


def opened(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    """The content of a part; links and devices are none."""
    file = archive.extractfile(member) if member.isreg() else None
    if file is None:
        raise damaged(member.name)
    return file


def place_files(archive: tarfile.TarFile, manifest: Manifest) -> None:
    for name, sha256 in manifest.parts.items():
        if name.startswith(f"{FILES}/"):
            target = files_folder() / name.removeprefix(f"{FILES}/")
            place(target, opened(archive, archive.getmember(name)), sha256)


def place(target: Path, content: IO[bytes], sha256: str) -> None:
    """Write a file whole or not at all; one that is there and right is left alone."""
    if target.exists():
        with target.open("rb") as there:
            if hash_of(there) == sha256:
                return
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, delete=False) as draft:
        while chunk := content.read(2**20):
            draft.write(chunk)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(target)


def swap_tables(archive: tarfile.TarFile) -> None:
    with tables.triggers_lifted():
        tables.empty_all()
    for model in tables.carried():
        name = f"{TABLES}/{model._meta.label_lower}.jsonl"
        tables.load(model, opened(archive, archive.getmember(name)))
    tables.continue_numbering()


def refuse_what_does_not_hold() -> None:
    """A backup whose own trail or files do not hold was taken of something broken."""
    if broken := trail.first_broken_link():
        raise BackupRefused(
            _("The backup's audit trail is broken at line %(number)s. Nothing was restored.")
            % {"number": broken.number}
        )
    if fault := next(evidence.damaged_files(), None):
        raise BackupRefused(
            _(
                "A file of the backup is not what its evidence says: %(fault)s. Nothing was restored."
            )
            % {"fault": fault}
        )
