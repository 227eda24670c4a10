from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors
from tangguh.domains.accounts.models import Role, User
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed, Refused


def require(viewer: Viewer, deed: str, *, at: Area) -> Role:
    """The role by which a person may do a deed in an area, or a refusal that says whom to ask."""
    person = selectors.signed_in(viewer)
    roles = selectors.roles_for(person, deed, at=at)
    if not roles:
        raise NotAllowed(
            _(
                "%(person)s holds no role that allows this in %(area)s (%(deed)s). "
                "The administrator gives roles under People and roles."
            )
            % {"person": person, "area": at.name, "deed": deed},
            deed=deed,
        )
    return roles[0]


@transaction.atomic
def create_person(
    *, by: User, at: Area, username: str, name: str, password: str, language: str = "id"
) -> User:
    """Give somebody a way to sign in. Roles are given apart."""
    require(by, "accounts.manage", at=at)
    if User.objects.filter(username=username).exists():
        raise Refused(
            _("There is already a person who signs in as %(name)s. Choose another sign-in name.")
            % {"name": username}
        )
    person = User.objects.create_user(
        username, password=password, first_name=name, language=language
    )
    audit.record("accounts.person_created", by=by, about=person, area_code=at.code)
    return person


@transaction.atomic
def give_role(
    *,
    by: User,
    person: User,
    name: str,
    at: Area,
    since: date,
    until: date | None = None,
) -> Role:
    """Let a person hold an office for an area and everything inside it."""
    require(by, "accounts.manage", at=at)
    if until and until < since:
        raise Refused(
            _(
                "The role would end on %(until)s, before it begins on %(since)s. Correct one of them."
            )
            % {"until": until, "since": since}
        )
    role = Role.objects.create(user=person, area=at, name=name, since=since, until=until)
    person.__dict__.pop("all_roles", None)
    audit.record("accounts.role_given", by=by, about=role, area_code=at.code, role=name)
    return role


@transaction.atomic
def end_role(*, by: User, role: Role, on: date) -> Role:
    """Let an office end on a day. That it was held stays on record."""
    require(by, "accounts.manage", at=role.area)
    if on < role.since:
        raise Refused(
            _("The role began on %(since)s; it cannot end before that. Give a later day.")
            % {"since": role.since}
        )
    role.until = on
    role.save(update_fields=["until"])
    audit.record("accounts.role_ended", by=by, about=role, area_code=role.area.code)
    return role
