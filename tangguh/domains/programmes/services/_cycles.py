from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.programmes import errors, selectors
from tangguh.domains.programmes.models import Cycle, CycleFunding, Programme
from tangguh.domains.programmes.services import _rules as rules
from tangguh.domains.programmes.services._drafts import CycleDraft
from tangguh.engines.money import rupiah


@transaction.atomic
def open_cycle(*, by: User, programme: Programme, draft: CycleDraft) -> Cycle:
    """Open one run of a programme with its budget by source.

    Raises PartsDoNotAddUp, EndsBeforeItBegins, CodeTaken, ProgrammeClosed.
    """
    organizations = selectors.organizations_of(programme)
    rules.require_part(by, "programmes.plan", at=programme.area, organizations=organizations)
    rules.require_open(programme)
    require_days(draft)
    require_name_free(programme, draft.name)
    require_sum(draft)
    cycle = Cycle.objects.create(
        programme=programme,
        name=draft.name,
        starts=draft.starts,
        ends=draft.ends,
        budget=draft.budget,
    )
    CycleFunding.objects.bulk_create(
        CycleFunding(cycle=cycle, source=source, amount=amount)
        for source, amount in draft.funding.items()
        if amount
    )
    audit.record(
        "programmes.cycle_opened",
        by=by,
        about=cycle,
        area_code=programme.area.code,
        budget=draft.budget,
        funding=dict(draft.funding),
    )
    return cycle


def require_days(draft: CycleDraft) -> None:
    rules.require_order(draft.starts, draft.ends)
    if draft.ends == draft.starts:
        raise errors.EndsBeforeItBegins(
            _("A cycle lasts longer than one day, and this one only %(day)s. Correct its last day.")
            % {"day": date_format(draft.starts)}
        )


def require_name_free(programme: Programme, name: str) -> None:
    if programme.cycles.filter(name=name).exists():
        raise errors.CodeTaken(
            _(
                "%(programme)s already has a cycle %(name)s. Plan in that one, or choose another name."
            )
            % {"programme": programme, "name": name}
        )


def require_sum(draft: CycleDraft) -> None:
    """The parts by source are the budget, to the rupiah."""
    parts = sum(draft.funding.values())
    if parts == draft.budget:
        return
    gap = abs(draft.budget - parts)
    words = (
        _(
            "The sources add up to %(parts)s, but the budget is %(budget)s: %(gap)s is missing. "
            "Add a source or lower the budget."
        )
        if parts < draft.budget
        else _(
            "The sources add up to %(parts)s, but the budget is %(budget)s: %(gap)s too much. "
            "Lower a source or raise the budget."
        )
    )
    raise errors.PartsDoNotAddUp(
        words
        % {
            "parts": rupiah(parts),
            "budget": rupiah(draft.budget),
            "gap": rupiah(gap),
        },
        parts=parts,
        budget=draft.budget,
        gap=gap,
    )
