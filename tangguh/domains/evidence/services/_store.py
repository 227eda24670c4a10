"""How bytes come to the disk: whole or not at all, under the name of their own hash."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TypeAlias

from django.conf import settings
from django.core.files import File, locks

from tangguh.domains.evidence import errors
from tangguh.domains.evidence.selectors import _files as files
from tangguh.engines import media

Upload: TypeAlias = "File[bytes]"  # what a form, a command or another room hands over
INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class Draft:
    """A file on the disk that is not yet evidence."""

    name: str
    path: Path
    sha256: str
    size: int


@contextmanager
def received(file: Upload) -> Iterator[Draft]:
    """Write an upload to a file of its own, hashing as it comes; gone again at the end.

    No more than EVIDENCE_MAX_BYTES ever reach the disk, whatever the browser said of its size.
    """
    limit = settings.EVIDENCE_MAX_BYTES
    if file.size and file.size > limit:
        raise errors.TooLarge(limit)
    incoming = files.folder() / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=incoming) as draft:
        sha256, size = copied(file, draft, limit)
        yield Draft(Path(file.name or "").name, Path(draft.name), sha256, size)


def copied(file: Upload, draft: IO[bytes], limit: int) -> tuple[str, int]:
    """The hash and the size of what was written; never more than the limit."""
    digest, size = hashlib.sha256(), 0
    for chunk in file.chunks():
        size += len(chunk)
        if size > limit:
            raise errors.TooLarge(limit)
        digest.update(chunk)
        draft.write(chunk)
    draft.flush()
    return digest.hexdigest(), size


def examined(draft: Draft) -> tuple[media.MediaFacts, dict[str, bytes]]:
    """What the content is, and the files to keep by their ending; or a refusal that says why.

    The original has no ending and comes last: where there is an original, there are its copies.
    """
    content = draft.path.read_bytes()
    try:
        facts = media.examine(content)
        return facts, copies(content, facts) | {files.ORIGINAL: content}
    except media.MediaRefused as reason:
        raise errors.refusal(reason, draft.name) from reason


def copies(content: bytes, facts: media.MediaFacts) -> dict[str, bytes]:
    """What may be served of a picture: it drawn anew, without place, time or camera."""
    if facts.kind != media.Kind.IMAGE:
        return {}
    return {files.SERVED: media.strip(content), files.THUMBNAIL: media.thumbnail(content)}


def keep(sha256: str, parts: dict[str, bytes]) -> None:
    """Put the files where they belong. Nobody sweeps meanwhile."""
    with held(locks.LOCK_SH):
        for ending, content in parts.items():
            place(files.path_of(sha256, ending), content)


def place(path: Path, content: bytes) -> None:
    """Write a file so that after a power cut it is there whole, or not there.

    One that is there already counts as new again, so that `sweep` leaves it alone.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        os.utime(path)
        return
    with NamedTemporaryFile(dir=files.folder() / INCOMING, delete=False) as draft:
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def held(mode: int) -> Iterator[None]:
    """Keep sweepers out (LOCK_SH), or everybody (LOCK_EX). Never held while a database waits."""
    with (files.folder() / "lock").open("w") as handle:
        locks.lock(handle, mode)
        try:
            yield
        finally:
            locks.unlock(handle)
