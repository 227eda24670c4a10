"""Many questions of formulas, answered in one query; the seals of the evidence, in another."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.policies.indicators import Actual, Question
from tangguh.domains.policies.models import Policy


def answers(policy: Policy, questions: Sequence[Question]) -> tuple[Actual, ...]:
    """What was asked, counted, in the same order."""
    if not questions:
        return ()
    parts = {f"part_{at}": each.part for at, each in enumerate(questions)}
    wholes = {f"whole_{at}": each.whole for at, each in enumerate(questions) if each.whole}
    row = cast(dict[str, Any], Policy.objects.values(**parts, **wholes).get(pk=policy.pk))
    return tuple(
        answer(each, int(row[f"part_{at}"] or 0), int(row.get(f"whole_{at}") or 0))
        for at, each in enumerate(questions)
    )


def answer(question: Question, part: int, whole: int) -> Actual:
    """The part, or its share of the whole in percent; no value where that whole is nothing."""
    value = Decimal(100 * part) / (whole or 1) if question.percent else Decimal(part)
    if not whole:
        return Actual(None if question.percent else value, n=part)
    return Actual(value, numerator=part, denominator=whole)


def seals_of(groups: Sequence[QuerySet[Evidence]]) -> tuple[Counter[str], ...]:
    """How many pieces of each group bear each seal, in the same order. A seal is found once."""
    found: tuple[Counter[str], ...] = tuple(Counter() for _ in groups)
    if not groups:
        return found
    within = [Q(pk__in=rows.order_by().values("pk")) for rows in groups]
    counts = {f"in_{at}": Count("pk", filter=inside) for at, inside in enumerate(within)}
    rows = Evidence.objects.filter(reduce(or_, within))
    marked: QuerySet[Any] = evidences.with_seals(rows)
    for row in marked.order_by().values("seal").annotate(**counts):
        for at, seals in enumerate(found):
            seals[row["seal"]] = row[f"in_{at}"]
    return found
