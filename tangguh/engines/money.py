def rupiah(amount: int) -> str:
    """An exact amount of whole rupiah, as it stands in Indonesian budgets: Rp1.240.000.000."""
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")
