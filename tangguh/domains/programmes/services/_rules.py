"""What several deeds insist on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import errors, selectors
from tangguh.domains.programmes.models import Programme
from tangguh.errors import NotAllowed

CLOSED = (Programme.Status.FINISHED, Programme.Status.EVALUATED)


def require_part(by: User, deed: str, *, at: Area, organizations: Iterable[int]) -> None:
    """Let through who may do a deed here; a manager or NGO worker only for work of their own."""
    accounts.require(by, deed, at=at)
    if not selectors.takes_part(by, deed, at=at, organizations=organizations):
        raise NotAllowed(
            _(
                "%(person)s does not belong to an organization that leads or joins this work. "
                "Ask its lead agency to add you as a partner, or the administrator to add you "
                "to your organization."
            )
            % {"person": by},
            deed=deed,
        )


def require_inside(outer: Area, inner: Area) -> None:
    """A place lies in the area that is responsible for it."""
    if not places.contains(outer.code, inner.code):
        raise errors.OutsideItsArea(
            _(
                "%(inner)s (%(inner_code)s) does not lie in %(outer)s (%(outer_code)s). Choose a place there."
            )
            % {
                "inner": inner.name,
                "inner_code": inner.code,
                "outer": outer.name,
                "outer_code": outer.code,
            }
        )


def require_order(starts: date, ends: date) -> None:
    """The last day is not before the first."""
    if ends < starts:
        raise errors.EndsBeforeItBegins(
            _("It would end on %(ends)s, before it begins on %(starts)s. Correct one of them.")
            % {"ends": date_format(ends), "starts": date_format(starts)}
        )


def require_open(programme: Programme) -> None:
    """Nothing is planned in a programme that is over."""
    if programme.status in CLOSED:
        raise errors.ProgrammeClosed(
            _(
                "%(programme)s is %(status)s. Set it back to running first, or open a new "
                "programme for the next period."
            )
            % {"programme": programme, "status": programme.get_status_display().lower()}
        )


def written(row: Model, fields: Iterable[str]) -> dict[str, str]:
    """What fields of a row say, as text for the audit trail."""
    return {name: str(getattr(row, name)) for name in fields}


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Any]:
    """Every field that differs, as before and after."""
    return {
        name: {"before": before[name], "after": after[name]}
        for name in after
        if before[name] != after[name]
    }
