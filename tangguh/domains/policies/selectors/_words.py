"""How the figures of indicators are written for the reader, in the reader's language."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats

NO_FIGURE = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"


def figure(value: Decimal | None, unit: str, decimals: int) -> str:
    """A value with its unit: 83%, Rp1.800.000, 112 minutes; a dash where there is none."""
    if value is None:
        return NO_FIGURE
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    sign = MINUS if rounded < 0 else ""
    number = formats.number_format(abs(rounded), decimal_pos=decimals, force_grouping=True)
    if unit == "%":
        return f"{sign}{number}%"
    if unit.lower() == "rp":
        return f"{sign}Rp{number}"
    return f"{sign}{number} {unit}"
