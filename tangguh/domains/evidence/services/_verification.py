from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts_selectors
from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import Role, User
from tangguh.domains.audit import services as audit
from tangguh.domains.evidence import errors
from tangguh.domains.evidence.models import Evidence, Verification


@transaction.atomic
def verify(
    *, by: User, evidence: Evidence, verdict: str, note: str = "", now: datetime
) -> Verification:
    """Say, as a second person in another office, whether a claim holds.

    Raises SecondPersonNeeded, NoteNeeded (a dispute gives its reason) and AlreadyVerified (the
    same person says the same again). A later verdict stands beside the earlier one, and counts.
    """
    accounts.require(by, "evidence.verify", at=evidence.area)
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    role = other_role(by, evidence)
    refuse_unreasoned(verdict, note)
    refuse_repeated(by, evidence, verdict)
    verification = Verification.objects.create(
        evidence=evidence, verdict=verdict, note=note.strip(), by=by, by_role=role.name, at=now
    )
    audit.record(
        "evidence.verified",
        by=by,
        about=evidence,
        area_code=evidence.area.code,
        verdict=verdict,
        role=role.name,
    )
    return verification


def other_role(by: User, evidence: Evidence) -> Role:
    """The role in which this person may look: neither the claimant nor the claimant's office."""
    if by.pk == evidence.claimed_by_id:
        raise errors.SecondPersonNeeded(
            _("You claimed this yourself. Ask somebody in another office to verify it.")
        )
    roles = accounts_selectors.roles_for(by, "evidence.verify", at=evidence.area)
    others = [role for role in roles if role.name != evidence.claimed_as]
    if not others:
        raise errors.SecondPersonNeeded(
            _(
                "It was claimed as %(role)s, and you hold the same office. "
                "Ask somebody in another office to verify it."
            )
            % {"role": evidence.get_claimed_as_display()}
        )
    return others[0]


def refuse_unreasoned(verdict: str, note: str) -> None:
    if verdict == Verification.Verdict.DISPUTED and not note.strip():
        raise errors.NoteNeeded(
            _("Write in the note what does not agree, so that the claimant can answer it.")
        )


def refuse_repeated(by: User, evidence: Evidence, verdict: str) -> None:
    mine = evidence.verifications.filter(by=by).order_by("-at", "-pk").first()
    if mine and mine.verdict == verdict:
        raise errors.AlreadyVerified(
            _("You said so already on %(day)s. It needs to be said only once.")
            % {"day": date_format(timezone.localdate(mine.at))}
        )
