from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.policies.models import Indicator, Policy, Result, Target, Version
from tangguh.engines.revision import (
    Change,
    IndicatorText,
    PolicyDocument,
    ResultText,
    TargetText,
    difference,
    from_json,
)
from tangguh.errors import NotFound


@dataclass(frozen=True, slots=True)
class Shown:
    """The text that a reader sees of a policy, and how it relates to what is in force.

    `version` is None where the text is the working one. `unpublished` tells an editor what
    the working text has changed since the last publication. `upcoming` is a version that will
    be in force later.
    """

    document: PolicyDocument
    version: Version | None
    upcoming: Version | None
    last: Version | None
    unpublished: tuple[Change, ...]
    may_edit: bool
    results: tuple[Result, ...] = ()

    @property
    def keys(self) -> dict[str, int]:
        """The numbers of the results that an editor may change, by their code."""
        return {row.code: row.pk for row in self.results} if self.may_edit else {}


def results_of(policy: Policy) -> tuple[Result, ...]:
    """The results of the working text with their indicators and targets. Three queries."""
    targets = Target.objects.select_related("area").order_by("ends", "starts", "area__code")
    indicators = Indicator.objects.order_by("code").prefetch_related(Prefetch("targets", targets))
    return tuple(
        Result.objects.filter(policy=policy)
        .select_related("parent")
        .order_by("position", "code")
        .prefetch_related(Prefetch("indicators", indicators))
    )


def document_of(policy: Policy, results: Sequence[Result] | None = None) -> PolicyDocument:
    """The working text, as it would be put in force now; from its rows where they are at hand."""
    rows = results_of(policy) if results is None else results
    return PolicyDocument(
        title=policy.title,
        area_code=policy.area.code,
        area_name=policy.area.name,
        owner=policy.owner.name,
        problem=policy.problem,
        legal_basis=policy.legal_basis,
        planning_links=policy.planning_links,
        results=tuple(map(_result, rows)),
    )


def _result(row: Result) -> ResultText:
    return ResultText(
        code=row.code,
        level=row.level,
        parent=row.parent.code if row.parent else "",
        position=row.position,
        statement=row.statement,
        assumption=row.assumption,
        indicators=tuple(map(indicator_text, row.indicators.all())),
    )


def indicator_text(row: Indicator) -> IndicatorText:
    """An indicator's row, with its targets, as text."""
    return IndicatorText(
        code=row.code,
        name=row.name,
        unit=row.unit,
        decimals=row.decimals,
        direction=row.direction,
        method=row.method,
        formula=row.formula,
        every_months=row.every_months,
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        source=row.source,
        targets=tuple(
            TargetText(each.area.code, each.area.name, each.starts, each.ends, each.value)
            for each in row.targets.all()
        ),
    )


def versions_of(policy: Policy) -> QuerySet[Version]:
    """Every text that was put in force, newest first."""
    return policy.versions.select_related("published_by").order_by("-number")


def version_on(policy: Policy, day: date) -> Version | None:
    """The version in force on a day: the newest by its first day, then by its number."""
    return (
        policy.versions.filter(in_force_from__lte=day).order_by("-in_force_from", "-number").first()
    )


def document_on(policy: Policy, day: date) -> PolicyDocument | None:
    """The policy as it stood on a day; None before its first version was in force."""
    version = version_on(policy, day)
    return from_json(version.document) if version else None


def version_at(policy: Policy, number: int) -> Version:
    """One version of a policy by its number, or NotFound."""
    version = policy.versions.select_related("published_by").filter(number=number).first()
    if version is None:
        raise NotFound(
            _("“%(policy)s” has no version %(number)d. Its versions are listed on its page.")
            % {"policy": policy.called, "number": number}
        )
    return version


def shown_to(viewer: Viewer, policy: Policy, *, on: date) -> Shown:
    """The text for a reader: editors see the working text, everybody else what is in force.

    A policy that is published but not in force yet shows the version that will be first; a draft
    that was never published shows its working text to those whom `policy_for` lets in.
    """
    versions = list(policy.versions.order_by("in_force_from", "number"))
    in_force = [version for version in versions if version.in_force_from <= on]
    ahead = [version for version in versions if version.in_force_from > on]
    last = versions[-1] if versions else None
    upcoming = ahead[0] if ahead else None
    if accounts.may(viewer, "policies.draft", at=policy.area) or last is None:
        rows = results_of(policy)
        working = document_of(policy, rows)
        changes = difference(from_json(last.document), working) if last else ()
        may_edit = (
            accounts.may(viewer, "policies.draft", at=policy.area)
            and policy.status != Policy.Status.ENDED
        )
        return Shown(working, None, upcoming, last, changes, may_edit, rows)
    version = in_force[-1] if in_force else ahead[0]
    return Shown(from_json(version.document), version, upcoming, last, (), may_edit=False)
