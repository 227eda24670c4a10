"""What an archive says about itself, and what is not believed of it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from tangguh import __version__
from tangguh.errors import Refused

FORMAT = 1
NAME = "manifest.json"
TABLES, FILES = "tables", "files"


class BackupRefused(Refused):
    code = "backup_refused"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of an archive by name, each with its sha256, and the shape of its tables."""

    made_at: str
    migrations: list[str]
    parts: dict[str, str] = field(default_factory=dict)
    release: str = __version__
    format: int = FORMAT

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def read(content: bytes) -> Manifest:
    """The manifest of an archive that this release can restore, or a refusal that says why not."""
    try:
        said: dict[str, Any] = json.loads(content)
        number = int(said["format"])
    except (ValueError, KeyError, TypeError):
        raise damaged(NAME) from None
    if number > FORMAT:
        raise BackupRefused(
            _("This backup was written by a newer release. Install that release, then restore.")
        )
    manifest = Manifest(**said)
    refuse_another_shape(manifest)
    for name in manifest.parts:
        refuse_strange_name(name)
    return manifest


def refuse_another_shape(manifest: Manifest) -> None:
    """The tables must be the ones that this release knows: no more steps, and no fewer."""
    known, came = set(known_migrations()), set(manifest.migrations)
    if newer := sorted(came - known):
        raise BackupRefused(
            _(
                "This backup is from the newer release %(release)s (it knows %(step)s). "
                "Install that release, then restore."
            )
            % {"release": manifest.release, "step": newer[0]}
        )
    if older := sorted(known - came):
        raise BackupRefused(
            _(
                "This backup is from the older release %(release)s (it lacks %(step)s). Restore it "
                "with that release, then install this one and run: tangguh migrate"
            )
            % {"release": manifest.release, "step": older[0]}
        )


def refuse_strange_name(name: str) -> None:
    """A part has a name inside the archive's two folders; nothing leads out of them."""
    path = PurePosixPath(name)
    plain = not path.is_absolute() and ".." not in path.parts and "\\" not in name
    if (
        not plain
        or str(path) != name
        or path.parts[0] not in {TABLES, FILES}
        or len(path.parts) < 2
    ):
        raise BackupRefused(
            _("The backup holds a part with the name “%(name)s”. Tangguh never writes such a part.")
            % {"name": name}
        )


def hash_of(part: IO[bytes]) -> str:
    """The sha256 of a part, read from its beginning."""
    digest = hashlib.sha256()
    part.seek(0)
    while chunk := part.read(2**20):
        digest.update(chunk)
    return digest.hexdigest()


def damaged(name: str) -> BackupRefused:
    return BackupRefused(
        _("The backup is damaged at “%(name)s”. Nothing was restored. Take an older backup.")
        % {"name": name}
    )


def known_migrations() -> list[str]:
    """The steps of our own rooms that this release knows."""
    return ours(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def applied_migrations() -> list[str]:
    """The steps of our own rooms that the database has taken."""
    return ours(MigrationRecorder(connection).applied_migrations())


def ours(steps: Iterable[tuple[str, str]]) -> list[str]:
    from tangguh.web.backups.tables import carried

    rooms = {model._meta.app_label for model in carried()}
    return sorted(f"{room}.{name}" for room, name in steps if room in rooms)
