from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors
from tangguh.domains.participation.models import ImportedVote
from tangguh.domains.places.models import Area
from tangguh.integrations.pabulib import PbWarning, read_pb

MOST_BYTES = 8 * 2**20


@transaction.atomic
def import_vote(
    *, by: User, area: Area, data: bytes, source: str, now: datetime
) -> tuple[ImportedVote, tuple[PbWarning, ...]]:
    """Keep a .pb file to try rules on, with what was strange about it.

    Raises MalformedPb with the line and the remedy, FileKnown.
    """
    accounts.require(by, "participation.plan_round", at=area)
    require_size(data)
    file = read_pb(data)
    digest = sha256(data).hexdigest()
    require_new(area, digest)
    kept = ImportedVote.objects.create(
        area=area,
        title=(file.meta.get("description") or file.meta.get("unit") or digest[:12])[:200],
        text=data.decode("utf-8-sig"),
        sha256=digest,
        source=source,
        as_of=localdate(now),
        imported_by=by,
        imported_at=now,
    )
    audit.record(
        "participation.vote_imported", by=by, about=kept, area_code=area.code, sha256=digest
    )
    return kept, file.warnings


def require_size(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise errors.TooMany(
            _("The file has %(size)d MB; files of up to %(most)d MB can be tried here.")
            % {"size": len(data) // 2**20, "most": MOST_BYTES // 2**20}
        )


def require_new(area: Area, digest: str) -> None:
    known = ImportedVote.objects.filter(area=area, sha256=digest).first()
    if known:
        raise errors.FileKnown(
            _("This file is here already as “%(title)s”. Choose it from the list.")
            % {"title": known.title}
        )
