from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.policies.models import Indicator, Policy, Result
from tangguh.domains.policies.selectors import BrokenLink, months_after
from tangguh.domains.programmes.models import Programme, Update
from tangguh.engines.revision import PolicyDocument, ResultText

SERVED_LEVELS = (Result.Level.OUTCOME, Result.Level.OUTPUT)


def broken_links(policy: Policy, document: PolicyDocument, *, on: date) -> tuple[BrokenLink, ...]:
    """Where a policy's results and programmes are not tied together, or nobody reports. One query."""
    months = parameter("programmes.planning.silent_months", on=on)
    programmes = programmes_with_results(policy, told_since=months_after(on, -months), on=on)
    served = {code for _programme, codes in programmes for code in codes}
    running = [each for each, _ in programmes if each.status == Programme.Status.RUNNING]
    return (
        *(unserved(policy, result) for result in without_programme(document, served)),
        *(unmeasured(each) for each in running if not vars(each)["measured"]),
        *(silent(each, months) for each in running if not vars(each)["told"]),
    )


def programmes_with_results(
    policy: Policy, *, told_since: date, on: date
) -> list[tuple[Programme, list[str]]]:
    """Every programme of a policy, with the codes of the results that it serves.

    `measured` says whether one of these has an indicator, `told` whether anybody has reported
    since a day.
    """
    updates = Update.objects.filter(
        activity__cycle__programme=OuterRef("pk"), happened_on__range=(told_since, on)
    )
    rows = (
        Programme.objects.filter(policy=policy)
        .annotate(
            measured=Exists(Indicator.objects.filter(result__programmes=OuterRef("pk"))),
            told=Exists(updates),
            serves=F("results__code"),
        )
        .order_by("code", "pk")
    )
    return [
        (programmes[0], [code for each in programmes if (code := vars(each)["serves"])])
        for _pk, group in groupby(rows, key=lambda each: each.pk)
        for programmes in [list(group)]
    ]


def without_programme(document: PolicyDocument, served: Iterable[str]) -> Iterator[ResultText]:
    """Outcomes and outputs that no programme serves, neither itself nor by a result below it."""
    parents = {result.code: result.parent for result in document.results}
    reached = set(served)
    for code in tuple(reached):
        while code := parents.get(code, ""):
            reached.add(code)
    for result in document.results:
        if result.level in SERVED_LEVELS and result.code not in reached:
            yield result


def unserved(policy: Policy, result: ResultText) -> BrokenLink:
    """Nobody works for the result."""
    return BrokenLink(
        "result_without_programme",
        _("No programme serves %(code)s: %(result)s")
        % {"code": result.code, "result": result.statement},
        reverse("policies:detail", args=[policy.pk]),
    )


def unmeasured(programme: Programme) -> BrokenLink:
    """No result of the programme has an indicator: nobody will know what it changed."""
    return link(
        "programme_without_indicator",
        _("No indicator measures what %(code)s %(title)s is for")
        % {"code": programme.code, "title": programme.title},
        programme,
    )


def silent(programme: Programme, months: int) -> BrokenLink:
    """Nobody has reported for longer than the district allows."""
    return link(
        "silent_programme",
        _("No report about %(code)s %(title)s for more than %(months)d months")
        % {"code": programme.code, "title": programme.title, "months": months},
        programme,
    )


def link(kind: str, text: str, programme: Programme) -> BrokenLink:
    return BrokenLink(kind, text, reverse("programmes:detail", args=[programme.pk]))
