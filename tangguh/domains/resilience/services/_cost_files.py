"""Unit costs from a table: every row is looked at first, and all are taken or none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import FundingSource
from tangguh.domains.resilience import parameters, selectors
from tangguh.domains.resilience.errors import CostsRefused
from tangguh.domains.resilience.models import UnitCost
from tangguh.domains.resilience.services._unit_costs import (
    UnitCostDraft,
    enter_unit_cost,
    faults_of,
)
from tangguh.integrations.rupiah import whole_rupiah
from tangguh.integrations.score_files import read_scores

NEEDED = ("intervention", "per", "agency", "units", "holds_from", "source")
IGNORED = ("name",)
WHOLE = re.compile(r"[0-9]{1,9}")
Fault = dict[str, object]


@transaction.atomic
def enter_unit_costs(
    *, by: User, district: Area, index: str, file: Path, now: datetime
) -> tuple[int, int]:
    """Take the costs of a CSV or XLSX; tell how many were entered and how many were known already.

    Raises CostsRefused with every row that cannot be taken; nothing is stored then.
    """
    accounts.require(by, "resilience.plan", at=district)
    drafts = read_costs(file, index)
    known = {told(cost) for cost in selectors.cost_entries(district, index)}
    new = [draft for draft in drafts if as_told(draft) not in known]
    for draft in new:
        enter_unit_cost(by=by, district=district, draft=draft, now=now)
    return len(new), len(drafts) - len(new)


def read_costs(file: Path, index: str) -> list[UnitCostDraft]:
    """The costs in a file, or all its faults at once. Rows without any money are passed over."""
    lines = read_scores(file)
    if not isinstance(lines, list):
        raise CostsRefused([fault(0, "", "", _("This is no table. Save it as CSV or XLSX."))])
    rows = [(number, line) for number, line in enumerate(lines, 1) if any(map(str.strip, line))]
    head = [name.strip().lower() for name in rows[0][1]] if rows else []
    faults = list(faults_of_head(head, has_rows=len(rows) > 1))
    if faults:
        raise CostsRefused(faults)
    agencies = by_name()
    drafts: list[UnitCostDraft] = []
    for number, line in rows[1:]:
        cells = dict(zip(head, map(str.strip, line), strict=False))
        if any(cells.get(fund) for fund in FundingSource.values):
            found, wrong = read_row(number, cells, index, agencies)
            faults += wrong
            drafts += [found] if found else []
    if not drafts and not faults:
        faults = [fault(0, "", "", _("No row holds any money. Write rupiah under a fund."))]
    if faults:
        raise CostsRefused(faults)
    return drafts


def faults_of_head(head: Sequence[str], *, has_rows: bool) -> Iterator[Fault]:
    known = {*NEEDED, *IGNORED, *FundingSource.values}
    for name in head:
        if name and name not in known:
            says = _("This column is not known. There are: %(known)s.")
            yield fault(1, name, "", says % {"known": ", ".join(sorted(known))})
        elif head.count(name) > 1:
            yield fault(1, name, "", _("This column is there twice. Keep one."))
    for name in NEEDED:
        if name not in head:
            yield fault(1, name, "", _("This column is missing. Add it to the first line."))
    if not has_rows:
        yield fault(1, "", "", _("The table has no rows. Begin with the template."))


def by_name() -> dict[str, list[Organization]]:
    """Agencies by how they are called, long or short."""
    found: dict[str, list[Organization]] = {}
    for each in Organization.objects.order_by("pk"):
        for name in {each.name.casefold(), each.short_name.casefold()} - {""}:
            found.setdefault(name, []).append(each)
    return found


def read_row(
    row: int, cells: Mapping[str, str], index: str, agencies: Mapping[str, list[Organization]]
) -> tuple[UnitCostDraft | None, list[Fault]]:
    code = cells["intervention"].upper()
    called = agencies.get(cells["agency"].casefold(), [])
    money = {fund: whole_rupiah(cells.get(fund, "")) for fund in FundingSource.values}
    units, day = whole_in(cells["units"]), day_in(cells["holds_from"])
    faults = [
        fault(
            row, fund, code, _("“%(said)s” is no amount in whole rupiah.") % {"said": cells[fund]}
        )
        for fund, amount in money.items()
        if amount is None
    ]
    if len(called) != 1:
        faults.append(fault(row, "agency", code, which_agency(cells["agency"], called)))
    if units is None:
        faults.append(fault(row, "units", code, _("Write a whole number of units, such as 1.")))
    if day is None:
        faults.append(fault(row, "holds_from", code, _("Write the day as 2027-01-31.")))
    if faults or units is None or day is None:
        return None, faults
    draft = UnitCostDraft(
        index=index,
        intervention=code,
        per=per_in(cells["per"]),
        costs={fund: amount for fund, amount in money.items() if amount},
        agency=called[0],
        units=units,
        source=cells["source"],
        holds_from=day,
    )
    wrong = [fault(row, "", code, says) for says in faults_of(draft)]
    return (None if wrong else draft), wrong


def which_agency(said: str, called: Sequence[Organization]) -> str:
    if not called:
        return _("There is no agency “%(said)s”. Write its name as in the list of agencies.") % {
            "said": said
        }
    return _("Several are called “%(said)s”. Write the full name.") % {"said": said}


def per_in(said: str) -> str:
    """A village or a point, in either language."""
    words = {"desa": UnitCost.Per.VILLAGE, "poin": UnitCost.Per.POINT}
    return str(words.get(said.casefold(), said.casefold()))


def whole_in(said: str) -> int | None:
    return int(said) if WHOLE.fullmatch(said) else None


def day_in(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


def fault(row: int, column: str, code: str, says: str) -> Fault:
    return {"row": row, "column": column, "code": code, "says": says}


def told(cost: UnitCost) -> tuple[object, ...]:
    parts = sorted((part.fund, part.amount) for part in cost.parts.all())
    entry = (cost.intervention, cost.per, cost.agency_id, cost.units, cost.holds_from, cost.source)
    return (*entry, *parts)


def as_told(draft: UnitCostDraft) -> tuple[object, ...]:
    parts = sorted(draft.costs.items())
    entry = (draft.intervention, draft.per, draft.agency.pk, draft.units, draft.holds_from)
    return (*entry, draft.source.strip(), *parts)


def template(index: str, costs: Mapping[str, UnitCost]) -> Iterator[list[str]]:
    """The lines of a table to fill in: all that can be done, with what it costs now."""
    yield [*NEEDED[:1], *IGNORED, *NEEDED[1:], *FundingSource.values]
    for code, known in parameters.interventions(index).items():
        cost = costs.get(code)
        if cost is None:
            yield [code, known.name, "", "", "", "", "", *([""] * len(FundingSource.values))]
            continue
        money = {part.fund: str(part.amount) for part in cost.parts.all()}
        yield [
            code,
            known.name,
            cost.per,
            cost.agency.name,
            str(cost.units),
            cost.holds_from.isoformat(),
            cost.source,
            *(money.get(fund, "") for fund in FundingSource.values),
        ]
