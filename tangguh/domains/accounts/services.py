import secrets
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors
from tangguh.domains.accounts.models import Role, User
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed, Refused

LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"


def require(viewer: Viewer, deed: str, *, at: Area) -> Role:
    """The role by which a person may do a deed in an area, or a refusal that says whom to ask."""
    person = selectors.signed_in(viewer)
    roles = selectors.roles_for(person, deed, at=at)
    if not roles:
        raise NotAllowed(
            _(
                "%(person)s holds no office that allows this in %(area)s (%(deed)s). "
                "The administrator gives offices under People and offices."
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
    refuse_taken(username)
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
                "The office would end on %(until)s, before it begins on %(since)s. Correct one of them."
            )
            % {"until": date_format(until), "since": date_format(since)}
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
            _("The office began on %(since)s; it cannot end before that. Give a later day.")
            % {"since": date_format(role.since)}
        )
    role.until = on
    role.save(update_fields=["until"])
    audit.record("accounts.role_ended", by=by, about=role, area_code=role.area.code)
    return role


@transaction.atomic
def take_on(
    *, by: User, username: str, name: str, office: str, at: Area, since: date
) -> tuple[User, str]:
    """Let somebody sign in and hold a first office: the person, and a password for one sign-in."""
    password = one_time_password()
    person = create_person(by=by, at=at, username=username, name=name, password=password)
    mark_one_time(person)
    give_role(by=by, person=person, name=office, at=at, since=since)
    return person, password


@transaction.atomic
def issue_password(*, by: User, person: User) -> str:
    """A new password for one sign-in, for somebody who forgot the own one.

    Whoever sets a password could sign in with it. So `by` must reach every office of the person:
    the administrator of a village cannot become the administrator of the district.
    """
    for role in person.roles.select_related("area"):
        require(by, "accounts.manage", at=role.area)
    at = selectors.area_of(by, "accounts.manage")
    password = one_time_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    mark_one_time(person)
    audit.record("accounts.password_issued", by=by, about=person, area_code=at.code)
    return password


@transaction.atomic
def choose_password(*, by: User, password: str) -> User:
    """Let a person sign in with a password that nobody else knows."""
    by.set_password(password)
    by.password_is_one_time = False
    by.save(update_fields=["password", "password_is_one_time"])
    roles = selectors.roles_of(by)
    code = roles[0].area.code if roles else ""
    audit.record("accounts.password_chosen", by=by, about=by, area_code=code)
    return by


@transaction.atomic
def choose_language(*, by: User, language: str) -> User:
    """Keep the language in which a person wants to read, for every device."""
    by.language = language
    by.save(update_fields=["language"])
    return by


@transaction.atomic
def appoint_first_administrator(
    *, at: Area, username: str, name: str, on: date
) -> tuple[User, str]:
    """Open an area in which nobody may give offices yet; from then on only administrators do.

    Nobody is asked for permission, because nobody could give it: the operator at the machine acts
    in the name of the system, and the trail says so.
    """
    if there := selectors.administrators_of(at, on=on).select_related("user").first():
        raise Refused(
            _("%(area)s has an administrator already, who signs in as %(name)s: act in that name.")
            % {"area": at.name, "name": there.user.get_username()}
        )
    refuse_taken(username)
    password = one_time_password()
    person = User.objects.create_user(username, password=password, first_name=name)
    mark_one_time(person)
    audit.record("accounts.person_created", by=None, about=person, area_code=at.code)
    role = Role.objects.create(user=person, area=at, name=Role.Name.ADMINISTRATOR, since=on)
    audit.record("accounts.role_given", by=None, about=role, area_code=at.code, role=role.name)
    return person, password


def one_time_password() -> str:
    """Twelve letters and digits in groups of four, none of which is taken for another."""
    letters = [secrets.choice(LEGIBLE) for _each in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def mark_one_time(person: User) -> None:
    person.password_is_one_time = True
    person.save(update_fields=["password_is_one_time"])


def refuse_taken(username: str) -> None:
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(
            _("There is already a person who signs in as %(name)s. Choose another sign-in name.")
            % {"name": username}
        )
