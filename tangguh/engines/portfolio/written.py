"""A question as officials write it down: a table of programmes, and a page of limits."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from math import lcm
from typing import Any

from tangguh.engines.portfolio.model import InvalidPortfolio, Limits, Measure, Per, Programme

COLUMNS = ("programme", "raises", "agency", "units", "per")
OPTIONAL = ("name", "evidence", "source")
A_FUND = "cost "
KINDS = ("funds", "agencies", "least_spend", "least_gain")
KNOWN = (*KINDS, "works_a_village", "most_share_of_one_indicator", "resilience")

Row = Mapping[str, str]


def programmes_of(lines: Sequence[Row], most: Mapping[str, int]) -> tuple[Programme, ...]:
    """All programmes or none. `most` is the highest score of every indicator there is.

    `raises` is such as "IKS01 5; IKL03 3"; a column "cost APBD" holds the rupiah from that fund.
    Raises InvalidPortfolio with the row (the first line is row 1), the field and what is wrong.
    """
    if not lines:
        raise InvalidPortfolio("no_programmes")
    _has_columns(lines[0])
    seen: dict[str, int] = {}
    programmes = []
    for row, line in enumerate(lines, start=2):
        code = line["programme"].strip()
        if not code:
            raise InvalidPortfolio("no_programme_code", row=row, field="programme")
        if code in seen:
            raise InvalidPortfolio(
                "programme_twice", row=row, field="programme", programme=code, first=seen[code]
            )
        seen[code] = row
        programmes.append(_programme(line, row, code, most))
    return tuple(programmes)


def _has_columns(line: Row) -> None:
    for column in COLUMNS:
        if column not in line:
            raise InvalidPortfolio("no_programme_column", column=column)
    if not any(column.startswith(A_FUND) for column in line):
        raise InvalidPortfolio("no_cost_column")
    for column in line:
        if column not in (*COLUMNS, *OPTIONAL) and not column.startswith(A_FUND):
            raise InvalidPortfolio("unknown_programme_column", column=column)


def _programme(line: Row, row: int, code: str, most: Mapping[str, int]) -> Programme:
    costs = {
        column.removeprefix(A_FUND).strip(): cost
        for column in line
        if column.startswith(A_FUND)
        and (cost := _whole(line[column] or "0", row, column, code, least=0))
    }
    if not costs:
        raise InvalidPortfolio("programme_is_free", row=row, programme=code)
    per = line["per"].strip()
    if per not in set(Per):
        raise InvalidPortfolio("unknown_per", row=row, field="per", programme=code, value=per)
    return Programme(
        code=code,
        raises=_raises(line["raises"], row, code, most),
        costs=costs,
        agency=line["agency"].strip(),
        units=_whole(line["units"] or "1", row, "units", code, least=0),
        per=Per(per),
        name=line.get("name", ""),
        evidence=line.get("evidence", "").strip(),
    )


def _raises(cell: str, row: int, code: str, most: Mapping[str, int]) -> dict[str, int]:
    place: dict[str, Any] = {"row": row, "field": "raises", "programme": code}
    raises: dict[str, int] = {}
    for part in filter(None, map(str.strip, cell.split(";"))):
        indicator, _, score = part.rpartition(" ")
        indicator = indicator.strip()
        if indicator not in most:
            near = get_close_matches(indicator or part, most, n=1)
            hint = f" ({near[0]}?)" if near else ""
            raise InvalidPortfolio("unknown_raise", **place, value=indicator or part, nearest=hint)
        reached = _whole(score, row, "raises", code, least=1)
        if reached > most[indicator]:
            raise InvalidPortfolio(
                "score_too_high", **place, indicator=indicator, value=reached, most=most[indicator]
            )
        raises[indicator] = reached
    if not raises:
        raise InvalidPortfolio("raises_no_indicator", **place)
    return raises


def _whole(cell: str, row: int, field: str, code: str, *, least: int) -> int:
    try:
        number = int(cell.strip())
    except ValueError:
        raise InvalidPortfolio(
            "not_whole", row=row, field=field, programme=code, value=cell
        ) from None
    if number < least:
        raise InvalidPortfolio(
            "too_small", row=row, field=field, programme=code, value=number, least=least
        )
    return number


def limits_of(about: Mapping[str, Any]) -> Limits:
    """The limits of a page such as {funds: {APBD: 5000000000}, works_a_village: 6}.

    Raises InvalidPortfolio with the entry that is wrong.
    """
    for entry in about:
        if entry not in KNOWN:
            raise InvalidPortfolio("unknown_limit", entry=entry, known=", ".join(KNOWN))
    if not about.get("funds"):
        raise InvalidPortfolio("no_funds")
    tables = {kind: _amounts(about.get(kind) or {}, kind) for kind in KINDS}
    works = about.get("works_a_village")
    if works is not None and not _is_whole(works, 1):
        raise InvalidPortfolio("bad_limit", entry="works_a_village", value=works)
    share = about.get("most_share_of_one_indicator")
    return Limits(**tables, works=works, most_share=None if share is None else _share(share))


def _amounts(table: object, kind: str) -> dict[str, int]:
    if not isinstance(table, Mapping):
        raise InvalidPortfolio("bad_limit", entry=kind, value=table)
    for key, value in table.items():
        if not _is_whole(value, 0):
            raise InvalidPortfolio("bad_limit", entry=f"{kind}, {key}", value=value)
    return {str(key): value for key, value in table.items()}


def _is_whole(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _share(value: object) -> Fraction:
    try:
        share = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        raise InvalidPortfolio("bad_share", entry="most_share_of_one_indicator", value=value)
    return share


def resilience_of(
    about: Mapping[str, Any], programmes: Sequence[Programme], most: Mapping[str, int]
) -> Measure:
    """The district's own measure: every point counts alike unless `weights` says otherwise.

    `evidence` says what share of a programme's gain is believed, by its grade; without it, all.
    """
    told = about.get("resilience") or {}
    weights, grades = told.get("weights") or {}, told.get("evidence") or {}
    for indicator, weight in weights.items():
        if indicator not in most:
            raise InvalidPortfolio("unknown_weight", entry=f"resilience, weights, {indicator}")
        if not _is_whole(weight, 0):
            raise InvalidPortfolio("bad_limit", entry=f"weights, {indicator}", value=weight)
    shares = {str(grade): _grade(grade, share) for grade, share in grades.items()}
    scale = lcm(1, *(share.denominator for share in shares.values()))
    credit = {}
    for row, programme in enumerate(programmes, start=2):
        if grades and programme.evidence not in shares:
            raise InvalidPortfolio(
                "unknown_evidence",
                row=row,
                field="evidence",
                programme=programme.code,
                value=programme.evidence or "“”",
                known=", ".join(shares),
            )
        credit[programme.code] = int(shares.get(programme.evidence, Fraction(1)) * scale)
    points = {indicator: int(weights.get(indicator, 1)) for indicator in most}
    parts = sum(points[indicator] * most[indicator] for indicator in most)
    return Measure("resilience", points, parts, credit, scale)


def _grade(grade: object, share: object) -> Fraction:
    try:
        found = Fraction(str(share))
    except (ValueError, ZeroDivisionError):
        found = Fraction(-1)
    if not 0 <= found <= 1:
        raise InvalidPortfolio("bad_share", entry=f"resilience, evidence, {grade}", value=share)
    return found
