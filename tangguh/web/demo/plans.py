"""What the example's four programmes of 2026 plan: Rp4,40 billion, to the last rupiah."""

from dataclasses import dataclass
from datetime import date, timedelta

from tangguh.domains.programmes.models import Activity

KIND = Activity.Kind
DISTRICT = "15.03"
CRAFTS = (
    "olahan ikan",
    "jahit",
    "servis motor",
    "kopi",
    "anyaman rotan",
    "madu",
    "tanaman obat",
    "kue kering",
    "sablon",
    "las",
    "budidaya lele",
    "ikan asap",
)
NOT_DRILLED = {"15.03.01.2001", "15.03.01.2005", "15.03.04.2010"}
FAR_AWAY = "15.03.07.2007"  # Bukit Suban, where the Orang Rimba live


@dataclass(frozen=True)
class Work:
    """One activity: place, kind, title, cost in millions, first day, and for whom.

    `partner` is the NGO that carries it out itself (swakelola type III). `steps` are the
    percents at which it was reported with a picture.
    """

    area: str
    kind: str
    title: str
    cost: int
    starts: date
    days: int = 1
    people: int = 0
    women: int = 0
    disabled: int = 0
    hazard: str = ""
    partner: str = ""
    steps: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plan:
    """One programme: who runs it with whom, which output it serves, what it costs and consists of."""

    code: str
    title: str
    key: str
    manager: str
    result: str
    budget: int
    activities: tuple[Work, ...]
    partners: tuple[str, ...] = ()


def plans(pilots: list[str], stimulated: list[str]) -> list[Plan]:
    """Four programmes of together Rp4,40 billion."""
    desks = [*pilots, FAR_AWAY, "15.03.05.2003"]
    heard = ("dinsos", "diskominfo", "ngo1", "ngo2", "ngo3")
    return [
        Plan("P1", "Terampil Berdaya", "ukm", "ukm", "K1", 1240, skills(pilots)),
        Plan(
            "P2",
            "Desa Berembuk, Desa Membangun",
            "pmd",
            "pmd",
            "K4",
            1500,
            stimuli([*pilots, *stimulated]),
        ),
        Plan("P3", "Siaga Sungai dan Lereng", "bpbd", "pusdalops", "K3", 960, readiness(pilots)),
        Plan("P4", "Suara Sarolangun", "kesbangpol", "pmd", "K2", 700, voices(desks), heard),
    ]


def skills(pilots: list[str]) -> tuple[Work, ...]:
    """Twelve classes of 20 people: 240 people, 149 women, 9 with a disability."""
    classes = tuple(
        Work(
            pilot,
            KIND.TRAINING,
            f"Kelas {CRAFTS[number]}",
            32,
            date(2026, 2 + number // 2, 3 + 12 * (number % 2)),
            10,
            people=20,
            women=13 if number < 5 else 12,
            disabled=1 if number < 9 else 0,
            steps=(100,),
        )
        for number, pilot in enumerate(pilots)
    )
    return (
        *classes,
        Work(DISTRICT, KIND.MENTORING, "Pendampingan usaha", 168, date(2026, 5, 4), 200),
        Work(DISTRICT, KIND.SURVEY, "Survei hasil kohort 1", 112, date(2026, 8, 3), 60),
        Work(DISTRICT, KIND.EQUIPMENT, "240 paket alat awal", 576, date(2026, 6, 1), 90),
    )


def stimuli(villages: list[str]) -> tuple[Work, ...]:
    """Stimulus for twenty villages, 22 facilitators, and 41 forums, nine of them special ones."""
    posyandu, begun = "Posyandu Melati dan titian evakuasi", date(2026, 1, 12)
    special = "9 forum khusus perempuan dan penyandang disabilitas"
    return (
        Work(
            villages[0],
            KIND.STIMULUS,
            posyandu,
            50,
            date(2026, 7, 5),
            46,
            people=143,
            women=58,
            steps=(0, 40, 80, 100),
        ),
        *(stimulus(number, village) for number, village in enumerate(villages[1:], start=1)),
        Work(DISTRICT, KIND.MENTORING, "22 fasilitator desa", 396, begun, 340),
        Work(DISTRICT, KIND.DELIBERATION, "32 forum warga", 80, begun, 300),
        Work(DISTRICT, KIND.DELIBERATION, special, 24, date(2026, 3, 8), 260),
    )


def stimulus(number: int, village: str) -> Work:
    return Work(
        village,
        KIND.STIMULUS,
        "Stimulan gotong royong",
        50,
        date(2026, 4 + number // 5, 6),
        120,
        people=60 + 7 * number,
        women=25 + 2 * number,
    )


def readiness(pilots: list[str]) -> tuple[Work, ...]:
    """Twelve resilient villages, gauges, 24 talks, an exercise at the table and nine drills.

    Three villages have not drilled yet.
    """
    drilled = [pilot for pilot in pilots if pilot not in NOT_DRILLED]
    return (
        *(resilient_village(pilot) for pilot in pilots),
        Work(DISTRICT, KIND.EQUIPMENT, "12 papan duga dan sirene", 180, date(2026, 6, 8), 120),
        *(talks(number, pilot) for number, pilot in enumerate(pilots)),
        Work(DISTRICT, KIND.DRILL, "Gladi ruang pos komando", 6, date(2026, 10, 20), people=34),
        *(drill(number, pilot) for number, pilot in enumerate(drilled)),
    )


def hazard_at(village: str) -> str:
    """Batang Asai slides; everywhere else the river comes."""
    return "landslide" if village.startswith("15.03.01") else "flood"


def resilient_village(village: str) -> Work:
    return Work(
        village,
        KIND.RESILIENT_VILLAGE,
        "Desa tangguh bencana",
        55,
        date(2026, 3, 2),
        240,
        people=30,
        women=14,
        disabled=1,
        hazard=hazard_at(village),
    )


def talks(number: int, village: str) -> Work:
    """1.386 people heard of it in all."""
    return Work(
        village,
        KIND.OUTREACH,
        "Dua kali sosialisasi peringatan dini",
        2,
        date(2026, 8, 3) + timedelta(days=3 * number),
        2,
        people=115 if number < 6 else 116,
        women=60,
        disabled=2,
        hazard=hazard_at(village),
    )


def drill(number: int, village: str) -> Work:
    return Work(
        village,
        KIND.DRILL,
        "Gladi lapang evakuasi",
        10,
        date(2026, 9, 6) + timedelta(weeks=number),
        people=110 + 9 * number,
        women=52 + 4 * number,
        disabled=3,
        hazard=hazard_at(village),
        steps=(100,),
    )


def voices(villages: list[str]) -> tuple[Work, ...]:
    """Fourteen desks that come to the village, and three NGOs that speak up for those unheard."""
    desks = tuple(
        Work(
            village,
            KIND.SERVICE_DESK,
            "Meja keliling",
            20 if village == FAR_AWAY else 10,
            date(2026, 2 + number * 9 // 14, 10 + number % 5),
            2,
            people=35,
            women=19,
        )
        for number, village in enumerate(villages)
    )
    helped = tuple(
        Work(
            subdistrict,
            KIND.OUTREACH,
            "Pendampingan suara warga",
            150,
            date(2026, 2, 2),
            480,
            partner=partner,
        )
        for partner, subdistrict in (
            ("ngo1", "15.03.08"),
            ("ngo2", "15.03.04"),
            ("ngo3", "15.03.07"),
        )
    )
    mobile = Work(
        DISTRICT, KIND.SERVICE_DESK, "Adminduk dan kesehatan keliling", 100, date(2026, 3, 9), 250
    )
    return (*desks, *helped, mobile)
