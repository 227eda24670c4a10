from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import Role, User
from tangguh.domains.accounts.permissions import MAY
from tangguh.domains.audit import selectors as audit
from tangguh.domains.audit.models import Entry
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed, NotFound

Viewer = User | AnonymousUser
Row = TypeVar("Row", bound=Model)
NOBODY = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Reach:
    """An office that is held today, and how many villages lie in its area."""

    role: Role
    villages: int


class PeopleWithRoles(ModelBackend):
    """Who is signed in. The person comes with all roles in one query, since every page asks for both."""

    def get_user(self, user_id: int) -> User | None:
        roles = tuple(
            Role.objects.filter(user=user_id).select_related("user", "area").order_by("pk")
        )
        if not roles:
            return super().get_user(user_id)
        person = roles[0].user
        person.all_roles = roles
        return person if self.user_can_authenticate(person) else None


def roles_of(viewer: Viewer, *, on: date | None = None) -> tuple[Role, ...]:
    """The roles that a person holds on a day (today when none is given), with their areas."""
    if not isinstance(viewer, User):
        return ()
    day = on or timezone.localdate()
    return tuple(role for role in viewer.all_roles if role.holds_on(day))


def roles_for(viewer: Viewer, deed: str, *, at: Area) -> tuple[Role, ...]:
    """The roles by which a person may do a deed in an area: held there, or for an area around it."""
    return tuple(
        role
        for role in roles_of(viewer)
        if role.name in MAY[deed] and places.contains(role.area.code, at.code)
    )


def may(viewer: Viewer, deed: str, *, at: Area) -> bool:
    """Whether a person holds a role that allows a deed in an area."""
    return bool(roles_for(viewer, deed, at=at))


def may_anywhere(viewer: Viewer, deed: str) -> bool:
    """Whether a person holds a role that allows a deed somewhere: for menus, never for deeds."""
    return any(role.name in MAY[deed] for role in roles_of(viewer))


def open_to(
    viewer: Viewer,
    rows: QuerySet[Row],
    *,
    deed: str,
    area: str = "area",
    public: Q = NOBODY,
) -> QuerySet[Row]:
    """The rows that a person may see: those that are public, and those in the person's reach.

    This is the one row filter of the house. Pages, exports, the API and field forms all call it.
    `area` is the lookup from a row to its area; `public` says which rows are open to everyone.
    """
    reach = Q(public)
    for role in roles_of(viewer):
        if role.name in MAY[deed]:
            reach |= places.within(role.area.code, lookup=area)
    return rows.filter(reach)


def signed_in(viewer: Viewer) -> User:
    """The person behind a request, or a kind refusal."""
    if not isinstance(viewer, User):
        raise NotAllowed(_("Sign in first, then try again."))
    return viewer


def area_of(person: User, deed: str) -> Area:
    """The widest area in which a person may do a deed, or the answer of a page that is not there."""
    areas = [role.area for role in roles_of(person) if role.name in MAY[deed]]
    if not areas:
        raise NotFound(_("There is no such page, or it is not open to you."))
    return min(areas, key=lambda area: (area.code.count("."), area.code))


def roles_open_to(viewer: Viewer) -> QuerySet[Role]:
    """The offices that an administrator may see and change: those in the own reach."""
    roles = open_to(viewer, Role.objects.all(), deed="accounts.manage")
    return roles.select_related("user", "area").order_by("user__first_name", "user__pk", "pk")


def roles_named(viewer: Viewer, words: str) -> QuerySet[Role]:
    """Those of them whose person or area has each of the words in its name."""
    roles = roles_open_to(viewer)
    for word in words.split():
        roles = roles.filter(
            Q(user__first_name__icontains=word)
            | Q(user__last_name__icontains=word)
            | Q(user__username__icontains=word)
            | Q(area__name__icontains=word)
        )
    return roles


def people_without_role(viewer: Viewer) -> QuerySet[User]:
    """People who can sign in but hold no office yet; only an administrator is told of them."""
    if not may_anywhere(viewer, "accounts.manage"):
        return User.objects.none()
    return User.objects.filter(roles=None).order_by("pk")


def people_in_reach(viewer: Viewer) -> QuerySet[User]:
    """The people to whom an administrator may give an office."""
    held = Q(roles__in=roles_open_to(viewer).order_by())
    if may_anywhere(viewer, "accounts.manage"):
        held |= Q(roles=None)
    return User.objects.filter(held).distinct()


def reach(person: User) -> tuple[Reach, ...]:
    """The offices that a person holds today, each with how many villages it reaches."""
    held = roles_of(person)
    villages = Area.objects.filter(level=Area.Level.VILLAGE)
    counts = villages.aggregate(
        **{f"n{role.pk}": Count("pk", filter=places.within(role.area.code)) for role in held}
    )
    return tuple(Reach(role, counts[f"n{role.pk}"]) for role in held)


def administrators_of(area: Area, *, on: date) -> QuerySet[Role]:
    """Who may give offices in an area on a day: administrators there or of an area around it."""
    parts = area.code.split(".")
    around = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    return Role.objects.filter(
        Q(until=None) | Q(until__gte=on),
        area__code__in=around,
        name__in=MAY["accounts.manage"],
        since__lte=on,
        user__is_active=True,
    )


def entries_for(viewer: Viewer) -> QuerySet[Entry]:
    """The lines of the audit trail about areas in the viewer's reach, newest first.

    Lines that concern no area are deeds of the system: they go with the home district.
    """
    codes = {role.area.code for role in roles_of(viewer) if role.name in MAY["audit.read"]}
    home = places.home_district()
    if home and any(places.contains(code, home.area.code) for code in codes):
        codes.add("")
    return audit.entries_within(codes)
