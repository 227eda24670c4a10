"""What the open data answer when something asked for is not there or cannot be understood."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError

from tangguh.errors import NotFound, Problem, Refused
from tangguh.web.problems import show


class Wrong(Schema):
    """Why there is no answer: a code for machines, and a sentence in the reader's language."""

    code: str
    message: str
    details: dict[str, Any]


# What an operation may answer besides its rows, for the description of the interface.
ERRORS = {404: Wrong, 422: Wrong}


# By the kind of a fault: what that part of the address may be.
WORDS: dict[str, Promise] = {
    "enum": _("%(name)s must be one of these: %(expected)s."),
    "greater_than_equal": _("%(name)s must be %(ge)s or more."),
    "less_than_equal": _("%(name)s must be %(le)s or less."),
    "int_parsing": _("%(name)s must be a whole number."),
    "int_parsing_size": _("%(name)s must be a whole number of fewer digits."),
    "string_pattern_mismatch": _("%(name)s must be an official code such as 15.03.08.2006."),
}
OTHERWISE = _("%(name)s cannot be understood. See /api/openapi.json.")


def answer_problems(api: NinjaAPI) -> None:
    """Let an interface tell problems in the one form."""
    handlers: dict[type[Exception], Any] = {Problem: show, ValidationError: misunderstood}
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def misunderstood(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Every part of the address that cannot be understood, with what it may be."""
    faults = {str(each["loc"][-1]): each for each in fault.errors}
    words = {
        name: str(WORDS.get(each["type"], OTHERWISE)) % {"name": name, **facts(each)}
        for name, each in faults.items()
    }
    return show(request, Refused(" ".join(words.values()), fields=words))


def facts(fault: dict[str, Any]) -> dict[str, Any]:
    """What a fault is about, without the English word before the last of several values."""
    told: dict[str, Any] = fault.get("ctx", {})
    if "expected" in told:
        return told | {"expected": str(told["expected"]).replace(" or ", ", ")}
    return told


def no_such_place(code: str) -> NotFound:
    return NotFound(
        gettext("There is no area with the code %(code)s. All are listed under /api/places.")
        % {"code": code}
    )


def no_such_page() -> NotFound:
    return NotFound(gettext("There is no such list. All are named under /api/."))
