import re

WRITTEN = re.compile(r"[0-9]{1,3}(\.[0-9]{3}){1,6}|[0-9]{1,18}")


def rupiah(amount: int) -> str:
    """An exact amount of whole rupiah, as it stands in Indonesian budgets: Rp1.240.000.000."""
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def whole_rupiah(said: str) -> int | None:
    """The amount, with dots between thousands or without; None where it is none. Empty is nothing.

    Any other dot is a decimal point: 45000000.00 must not become 4.5 billion.
    """
    digits = said.strip().removeprefix("Rp").replace(" ", "") or "0"
    return int(digits.replace(".", "")) if WRITTEN.fullmatch(digits) else None
