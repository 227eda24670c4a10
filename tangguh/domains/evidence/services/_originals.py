from pathlib import Path

from django.db import transaction

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.selectors import _files as files


@transaction.atomic
def open_original(*, by: User, evidence: Evidence) -> Path:
    """The file as it was sent, with all that it gives away. Each opening leaves a line."""
    accounts.require(by, "evidence.read_original", at=evidence.area)
    path = files.original_file(evidence)
    audit.record("evidence.original_opened", by=by, about=evidence, area_code=evidence.area.code)
    return path
