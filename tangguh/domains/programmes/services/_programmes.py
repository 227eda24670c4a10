from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes import errors, selectors
from tangguh.domains.programmes.models import Programme
from tangguh.domains.programmes.services import _rules as rules
from tangguh.domains.programmes.services._drafts import ProgrammeDraft

FIELDS = ("policy", "area", "lead", "code", "title", "purpose", "source", "provenance")
NEXT = {
    Programme.Status.PLANNED: {Programme.Status.RUNNING},
    Programme.Status.RUNNING: {Programme.Status.PAUSED, Programme.Status.FINISHED},
    Programme.Status.PAUSED: {Programme.Status.RUNNING, Programme.Status.FINISHED},
    Programme.Status.FINISHED: {Programme.Status.RUNNING, Programme.Status.EVALUATED},
    Programme.Status.EVALUATED: set(),
}


@transaction.atomic
def open_programme(*, by: User, draft: ProgrammeDraft, on: date) -> Programme:
    """Open a programme under a policy. It is planned until somebody sets it running.

    Raises OutsideItsArea, ForeignResult, CodeTaken, PolicyEnded.
    """
    members = {draft.lead.pk, *(partner.pk for partner in draft.partners)}
    rules.require_part(by, "programmes.plan", at=draft.area, organizations=members)
    require_policy(draft)
    programme = Programme(as_of=on)
    fill(programme, draft)
    audit.record(
        "programmes.opened",
        by=by,
        about=programme,
        area_code=programme.area.code,
        policy=programme.policy_id,
        code=programme.code,
    )
    return programme


@transaction.atomic
def edit_programme(*, by: User, programme: Programme, draft: ProgrammeDraft, on: date) -> Programme:
    """Change what a programme says of itself. The audit trail keeps what it said before."""
    organizations = selectors.organizations_of(programme)
    rules.require_part(by, "programmes.plan", at=programme.area, organizations=organizations)
    rules.require_part(by, "programmes.plan", at=draft.area, organizations=organizations)
    rules.require_open(programme)
    require_policy(draft)
    for place in Area.objects.filter(activities__cycle__programme=programme).distinct():
        rules.require_inside(draft.area, place)
    before = said(programme)
    programme.as_of = on
    fill(programme, draft)
    audit.record(
        "programmes.edited",
        by=by,
        about=programme,
        area_code=programme.area.code,
        changes=rules.changes(before, said(programme)),
    )
    return programme


@transaction.atomic
def set_status(*, by: User, programme: Programme, status: str) -> Programme:
    """Let a programme run, pause, finish, or be evaluated. Raises StatusOutOfTurn."""
    organizations = selectors.organizations_of(programme)
    rules.require_part(by, "programmes.plan", at=programme.area, organizations=organizations)
    now, wanted = Programme.Status(programme.status), Programme.Status(status)
    if wanted not in NEXT[now]:
        raise errors.StatusOutOfTurn(
            _("%(programme)s is %(now)s and cannot become %(wanted)s. Possible now: %(next)s.")
            % {
                "programme": programme,
                "now": now.label.lower(),
                "wanted": wanted.label.lower(),
                "next": ", ".join(sorted(each.label.lower() for each in NEXT[now])) or _("nothing"),
            }
        )
    programme.status = wanted
    programme.save(update_fields=["status"])
    audit.record(
        "programmes.status_set",
        by=by,
        about=programme,
        area_code=programme.area.code,
        before=now.value,
        after=wanted.value,
    )
    return programme


def require_policy(draft: ProgrammeDraft) -> None:
    """The policy is not over, covers the area, and owns the results that are served."""
    if draft.policy.status == Policy.Status.ENDED:
        raise errors.PolicyEnded(
            _("The policy “%(policy)s” has ended. Choose one that is in force.")
            % {"policy": draft.policy}
        )
    rules.require_inside(draft.policy.area, draft.area)
    for result in draft.results:
        if result.policy_id != draft.policy.pk:
            raise errors.ForeignResult(
                _("%(result)s is a result of another policy. Choose results of “%(policy)s”.")
                % {"result": result, "policy": draft.policy}
            )


def fill(programme: Programme, draft: ProgrammeDraft) -> None:
    """Write a draft into a programme, if its code is free."""
    taken = Programme.objects.filter(area=draft.area, code=draft.code).exclude(pk=programme.pk)
    if other := taken.first():
        raise errors.CodeTaken(
            _("%(code)s is already the code of “%(title)s” in %(area)s. Choose another code.")
            % {"code": draft.code, "title": other.title, "area": draft.area.name}
        )
    for name in FIELDS:
        setattr(programme, name, getattr(draft, name))
    programme.save()
    programme.results.set(draft.results)
    programme.partners.set(draft.partners)


def said(programme: Programme) -> dict[str, str]:
    """What a programme says of itself, with its results and partners, as text."""
    results = ", ".join(programme.results.order_by("code").values_list("code", flat=True))
    partners = ", ".join(str(each) for each in programme.partners.order_by("pk"))
    return rules.written(programme, FIELDS) | {"results": results, "partners": partners}
