"""Figures that the district sets for policies: parameters/policies/, each dated, with its reference."""

from datetime import date

from django.utils.translation import gettext as _

from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.policies.errors import ParameterUnfit


def review_interval_months(on: date) -> int:
    """How many months after a review the next one is proposed."""
    return whole_number("policies.review.interval_months", on)


def stale_after_periods(on: date) -> int:
    """For how many of its periods an indicator may be without a number."""
    return whole_number("policies.review.stale_after_periods", on)


def whole_number(name: str, on: date) -> int:
    """A figure that must be a whole number from 1 up; ParameterUnfit names the file where it is not."""
    value = parameter(name, on=on)
    if isinstance(value, int) and value >= 1:
        return value
    *folders, leaf = name.split(".")
    raise ParameterUnfit(
        _(
            "“%(leaf)s” in parameters/%(file)s.yaml is %(value)s; it must be a whole number from "
            "1 up. Correct it there."
        )
        % {"leaf": leaf, "file": "/".join(folders), "value": value}
    )
