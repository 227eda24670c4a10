"""Everything a district has written, in one file, taken and put back while the system runs.

The format belongs to no database: tables as lines of JSON, evidence as it lies on the disk, and a
manifest with the hash of every part. docs/how-to/backup.md tells why.
"""

from tangguh.web.backups.making import make
from tangguh.web.backups.manifest import BackupRefused, Manifest
from tangguh.web.backups.restoring import replace, restore

__all__ = ["BackupRefused", "Manifest", "make", "replace", "restore"]
