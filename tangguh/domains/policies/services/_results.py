from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.policies.errors import CodeTaken, OutOfLevel, StillInUse
from tangguh.domains.policies.models import Measurement, Policy, Result
from tangguh.domains.policies.services._draft import moved, opened

ABOVE = {
    Result.Level.IMPACT: None,
    Result.Level.OUTCOME: Result.Level.IMPACT,
    Result.Level.OUTPUT: Result.Level.OUTCOME,
}


@transaction.atomic
def add_result(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    policy: Policy,
    revision: int,
    level: str,
    code: str,
    statement: str,
    now: datetime,
    parent: Result | None = None,
    assumption: str = "",
    position: int = 0,
) -> Result:
    """Add a link to the theory of change. Its code is how later versions recognise it."""
    draft = opened(by, policy, revision)
    refuse_out_of_level(draft, level, parent)
    code = code.strip()
    if Result.objects.filter(policy=draft, code=code).exists():
        raise CodeTaken(
            _("The policy already has a result %(code)s. Choose another code.") % {"code": code}
        )
    result = Result.objects.create(
        policy=draft,
        parent=parent,
        level=level,
        code=code,
        statement=statement,
        assumption=assumption,
        position=position,
    )
    moved(draft, by, now, "policies.result_added", result=code)
    return result


@transaction.atomic
def edit_result(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    result: Result,
    revision: int,
    statement: str,
    assumption: str,
    position: int,
    parent: Result | None,
    now: datetime,
) -> Result:
    """Reword a result, or hang it elsewhere. Level and code stay, so that versions can be compared."""
    draft = opened(by, result.policy, revision)
    result = Result.objects.get(pk=result.pk)
    refuse_out_of_level(draft, result.level, parent)
    result.statement = statement
    result.assumption = assumption
    result.position = position
    result.parent = parent
    result.save()
    moved(draft, by, now, "policies.result_edited", result=result.code)
    return result


@transaction.atomic
def remove_result(*, by: User, result: Result, revision: int, now: datetime) -> Policy:
    """Take a result out of the working text, with its indicators, if nothing hangs on it."""
    draft = opened(by, result.policy, revision)
    below = list(result.children.order_by("code").values_list("code", flat=True))
    if below:
        raise StillInUse(
            _("%(below)s lead to %(code)s. Remove them first, or hang them elsewhere.")
            % {"below": ", ".join(below), "code": result.code}
        )
    refuse_measured(Measurement.objects.filter(indicator__result=result).exists(), result.code)
    code = result.code
    result.delete()
    moved(draft, by, now, "policies.result_removed", result=code)
    return draft


def refuse_out_of_level(policy: Policy, level: str, parent: Result | None) -> None:
    """An impact stands on top; an outcome leads to an impact, an output to an outcome."""
    above = ABOVE[Result.Level(level)]
    if above is None and parent is None:
        return
    if parent is not None and parent.policy_id == policy.pk and parent.level == above:
        return
    if above is None:
        raise OutOfLevel(_("An impact leads to nothing above it. Leave “leads to” empty."))
    raise OutOfLevel(
        _("An %(level)s leads to an %(above)s of the same policy. Choose one.")
        % {"level": Result.Level(level).label, "above": above.label}
    )


def refuse_measured(measured: bool, code: str) -> None:  # noqa: FBT001
    if measured:
        raise StillInUse(
            _(
                "Numbers were reported for %(code)s, and a reported number is never lost. "
                "Keep it in the text, or reword it."
            )
            % {"code": code}
        )
