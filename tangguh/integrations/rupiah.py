"""Whole rupiah, as people write them in a form or a table."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

WRITTEN = re.compile(r"[0-9]{1,3}(\.[0-9]{3}){1,6}|[0-9]{1,18}")
MOST_RUPIAH, LONGEST_TOLD = 10**15, 40


class RupiahField(forms.CharField):
    """Whole rupiah, with dots between thousands and a leading Rp as people write them.

    A field that is left empty gives `empty`.
    """

    def __init__(self, *, empty: int | None = None, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        self.empty = empty

    def prepare_value(self, value: Any) -> Any:
        """Dots between thousands, as people read it."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = str(super().clean(value)).strip().removeprefix("Rp").strip()
        if not text and not self.required:
            return self.empty
        amount = whole_rupiah(text) if text else None
        if amount is None or amount > MOST_RUPIAH:
            raise forms.ValidationError(
                _("“%(text)s” is not an amount in whole rupiah. Write it as 1.500.000.")
                % {"text": text[:LONGEST_TOLD]}
            )
        return amount


def whole_rupiah(said: str) -> int | None:
    """The amount, with dots between thousands or without; None where it is none. Empty is nothing.

    Any other dot is a decimal point: 45000000.00 must not become 4.5 billion.
    """
    digits = said.strip().removeprefix("Rp").replace(" ", "") or "0"
    return int(digits.replace(".", "")) if WRITTEN.fullmatch(digits) else None
