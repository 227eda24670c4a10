"""Officials, an operator and a head for every village, agencies, NGOs and their papers."""

from collections.abc import Iterator
from datetime import date

from tangguh.domains.accounts.models import Role, User
from tangguh.domains.atlas.models import Facility
from tangguh.domains.partners.models import Contact, Document, Member, Organization
from tangguh.domains.places.models import Area
from tests.benchmarks.district_size.ground import SOURCED, District, days_before, keep

SINCE = date(2025, 1, 1)
NOBODY_SIGNS_IN = "!"
OFFICIALS = {
    "bupati": Role.Name.REGENT,
    "perencana": Role.Name.PLANNER,
    "manajer": Role.Name.PROGRAMME_MANAGER,
    "kesbangpol": Role.Name.CIVIL_SOCIETY_OFFICER,
    "inspektorat": Role.Name.INSPECTOR,
    "admin": Role.Name.ADMINISTRATOR,
    "piket": Role.Name.DUTY_OFFICER,
}
AGENCIES = (
    "Bappeda",
    "Kesbangpol",
    "BPBD",
    "Dinas PMD",
    "Dinas Sosial",
    "Dinas Kesehatan",
    "Dinas Pendidikan",
    "Dinas PUPR",
    "Dinas Koperasi dan UKM",
    "Dinas Pertanian",
    "Dinas Lingkungan Hidup",
    "Dinas P3A",
)
FACILITIES = (Facility.Kind.VILLAGE_HALL, Facility.Kind.SCHOOL, Facility.Kind.HEALTH)
SKILLS = ("perempuan", "anak", "banjir", "hutan", "disabilitas", "kesehatan")


def add_people(district: District) -> None:
    """Who signs in, and which office each holds."""
    for name, role in OFFICIALS.items():
        district.officials[name] = add_person(name)
        keep([office(district.officials[name], district.area, role)])
    operators = keep(user(f"operator-{village.code}") for village in district.villages)
    heads = keep(user(f"kades-{village.code}") for village in district.villages)
    district.operators = {
        village.pk: operator for village, operator in zip(district.villages, operators, strict=True)
    }
    for village, operator, head in zip(district.villages, operators, heads, strict=True):
        keep(
            [
                office(operator, village, Role.Name.VILLAGE_OPERATOR),
                office(head, village, Role.Name.VILLAGE_HEAD),
            ]
        )


def add_person(username: str) -> User:
    (made,) = keep([user(username)])
    return made


def user(username: str) -> User:
    return User(username=username, first_name=username.title(), password=NOBODY_SIGNS_IN)


def office(person: User, area: Area, name: str) -> Role:
    return Role(user=person, area=area, name=name, since=SINCE)


def add_organizations(district: District) -> None:
    """The agencies of the district, and NGOs that each work in some villages."""
    district.agencies = keep(
        organization(district, Organization.Kind.AGENCY, name) for name in AGENCIES
    )
    district.ngos = keep(ngo(district, number) for number in range(district.size.ngos))
    everyone = district.agencies + district.ngos
    keep(
        Contact(organization=each, office="Sekretariat", phone=f"0745-{each.pk:05}")
        for each in everyone
    )
    manager = district.officials["manajer"]
    keep(Member(organization=each, user=manager) for each in district.agencies)
    works_in = Organization.works_in.through
    keep(
        works_in(organization_id=each.pk, area_id=village.pk)
        for each in district.ngos
        for village in district.chance.sample(district.villages, 6)
    )
    keep(paper for number, each in enumerate(district.ngos) for paper in papers(each, number))


def organization(district: District, kind: str, name: str) -> Organization:
    return Organization(area=district.area, kind=kind, name=name, **SOURCED)


def ngo(district: District, number: int) -> Organization:
    made = organization(
        district, Organization.Kind.NGO, f"Yayasan Warga {SKILLS[number % 6].title()} {number + 1}"
    )
    made.mission = "Mendampingi warga agar siap menghadapi bencana dan saling menolong."
    made.skills = SKILLS[number % len(SKILLS)]
    made.verification = list(Organization.Verification.values)[number % 4]
    return made


def papers(each: Organization, number: int) -> Iterator[Document]:
    """Two papers, of which one in three runs out soon and one in three has."""
    for order, kind in enumerate((Document.Kind.LEGAL_ENTITY, Document.Kind.REGISTRATION)):
        yield Document(
            organization=each,
            kind=kind,
            number=f"{order + 1}/{number + 1:04}",
            issued_on=days_before(900 + number),
            expires_on=days_before((-400, -20, 30)[number % 3]) if order else None,
        )


def add_facilities(district: District) -> None:
    keep(
        Facility(
            area=village,
            kind=kind,
            name=f"{Facility.Kind(kind).label} {village.name}",
            longitude=village.longitude,
            latitude=village.latitude,
            **SOURCED,
        )
        for village in district.villages
        for kind in FACILITIES
    )
