"""Plain factories. Each makes the smallest whole thing, with people who have names."""

from datetime import UTC, date, datetime
from itertools import count

from tangguh.domains.accounts.models import Role, User
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.partners.models import Member, Organization
from tangguh.domains.places.models import Area, District
from tangguh.domains.policies.models import Indicator, Policy, Result
from tangguh.domains.programmes.models import Activity, Cycle, Programme

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
SOURCED = {"source": "Test", "as_of": TODAY}
LEVELS = {1: Area.Level.PROVINCE, 2: Area.Level.DISTRICT, 3: Area.Level.SUBDISTRICT}
numbers = count(1)


def make_area(code: str = "15.03", name: str = "Sarolangun", **fields: object) -> Area:
    """An area, with the areas around it that its code implies."""
    parts = code.split(".")
    parent = None
    if len(parts) > 1:
        outer = ".".join(parts[:-1])
        parent = Area.objects.filter(code=outer).first() or make_area(outer, f"Area {outer}")
    level = LEVELS.get(len(parts), Area.Level.VILLAGE)
    kind = Area.Kind.DESA if level == Area.Level.VILLAGE else ""
    return Area.objects.create(
        code=code,
        name=name,
        **{"level": level, "kind": kind, "parent": parent} | SOURCED | fields,
    )


def make_village(code: str = "15.03.08.2006", name: str = "Teluk Kecimbung") -> Area:
    return make_area(code, name)


def make_district(frozen_today: date | None = None) -> District:
    area = Area.objects.filter(code="15.03").first() or make_area()
    return District.objects.create(area=area, frozen_today=frozen_today)


def make_person(username: str, role: str, at: Area) -> User:
    person = User.objects.create(username=username, first_name=username.title())
    person.set_unusable_password()
    person.save()
    Role.objects.create(user=person, area=at, name=role, since=date(2025, 1, 1))
    return person


def make_organization(
    area: Area, name: str = "Bappeda", *members: User, **fields: object
) -> Organization:
    organization = Organization.objects.create(
        area=area, name=name, **{"kind": Organization.Kind.AGENCY} | SOURCED | fields
    )
    Member.objects.bulk_create(Member(organization=organization, user=user) for user in members)
    return organization


def make_evidence(area: Area, claimed_by: User, **fields: object) -> Evidence:
    """A row without a file behind it: tests of files upload real ones through the service."""
    number = next(numbers)
    return Evidence.objects.create(
        area=area,
        claimed_by=claimed_by,
        **{
            "kind": Evidence.Kind.PHOTO,
            "title": f"Foto {number}",
            "sha256": f"{number:064x}",
            "size": 1000,
            "media_type": "image/jpeg",
            "happened_on": TODAY,
            "received_at": NOW,
            "claimed_as": Role.Name.VILLAGE_OPERATOR,
        }
        | SOURCED
        | fields,
    )


def make_policy(area: Area, by: User, **fields: object) -> Policy:
    owner = Organization.objects.filter(area=area).first() or make_organization(area)
    return Policy.objects.create(
        area=area,
        owner=owner,
        edited_by=by,
        edited_at=NOW,
        **{
            "title": f"Ketahanan sosial {next(numbers)}",
            "problem": "Banjir datang tiap tahun.",
            "legal_basis": "Perbup 12/2025",
        }
        | SOURCED
        | fields,
    )


def make_result(policy: Policy, level: str = "impact", parent: Result | None = None) -> Result:
    number = next(numbers)
    return Result.objects.create(
        policy=policy, level=level, parent=parent, code=f"H{number}", statement=f"Hasil {number}"
    )


def make_indicator(result: Result, **fields: object) -> Indicator:
    return Indicator.objects.create(
        result=result,
        **{
            "code": f"I{next(numbers)}",
            "name": "Usulan terjawab dalam 30 hari",
            "unit": "%",
            "direction": Indicator.Direction.UP,
            "method": Indicator.Method.REPORTED,
            "source": "Catatan usulan",
        }
        | fields,
    )


def make_programme(policy: Policy, lead: Organization | None = None) -> Programme:
    return Programme.objects.create(
        area=policy.area,
        policy=policy,
        lead=lead or policy.owner,
        code=f"P{next(numbers)}",
        title="Siaga Sungai dan Lereng",
        **SOURCED,
    )


def make_cycle(programme: Programme, **fields: object) -> Cycle:
    return Cycle.objects.create(
        programme=programme,
        **{
            "name": f"{2026 + next(numbers)}",
            "starts": date(2026, 1, 1),
            "ends": date(2026, 12, 31),
            "budget": 960_000_000,
        }
        | fields,
    )


def make_activity(cycle: Cycle, area: Area, **fields: object) -> Activity:
    return Activity.objects.create(
        cycle=cycle,
        area=area,
        **{
            "lead": cycle.programme.lead,
            "kind": Activity.Kind.DRILL,
            "title": "Gladi lapang",
            "planned_start": date(2026, 9, 1),
            "planned_end": date(2026, 9, 2),
        }
        | SOURCED
        | fields,
    )
