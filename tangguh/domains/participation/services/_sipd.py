from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Proposal


@transaction.atomic
def keep_sipd_number(*, by: User, proposal: Proposal, sipd_number: str) -> Proposal:
    """Keep the number under which a forwarded proposal was typed into SIPD. A mistake is corrected so.

    Raises NotForwarded, NumberTaken.
    """
    accounts.require(by, "participation.bridge_sipd", at=proposal.area)
    locked = Proposal.objects.select_for_update().select_related("area").get(pk=proposal.pk)
    if not selectors.was_forwarded(locked):
        raise errors.NotForwarded(
            _("%(number)s was not forwarded to the district, so it is not typed into SIPD.")
            % {"number": locked.number}
        )
    number = sipd_number.strip()
    require_free(locked, number)
    before, locked.sipd_number = locked.sipd_number, number
    locked.save(update_fields=["sipd_number"])
    audit.record(
        "participation.sipd_number_kept",
        by=by,
        about=locked,
        area_code=locked.area.code,
        number=locked.number,
        before=before,
        after=number,
    )
    return locked


def require_free(proposal: Proposal, number: str) -> None:
    """One number in SIPD belongs to one proposal; an empty one takes a mistake back."""
    longest = Proposal._meta.get_field("sipd_number").max_length or 0
    if len(number) > longest:
        raise errors.NumberTaken(
            _("A SIPD number has at most %(longest)d signs. Check what was typed.")
            % {"longest": longest}
        )
    twin = Proposal.objects.filter(sipd_number=number).exclude(pk=proposal.pk).first()
    if number and twin:
        raise errors.NumberTaken(
            _("SIPD number %(sipd)s already stands with %(number)s. Check which one is right.")
            % {"sipd": number, "number": twin.number}
        )
