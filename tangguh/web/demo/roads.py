"""A modelled district: its roads and some of its households for the example, all of it as files.

Nobody may take them for real.
"""

from itertools import compress

from django.utils.translation import gettext as _

from tangguh.domains.atlas import services as atlas
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.residents import services as residents
from tangguh.domains.residents.services import ModelledHome
from tangguh.engines.modelled_district import Modelled, Village, model_district
from tangguh.web.demo.scenario import Scenario, noon

SEED = 1503
PEOPLE = 313_097  # of Sarolangun, civil register, as data/districts/15.03/population.csv
A_PIECE_KM = 1.5  # in the example; files have pieces of 400 m
SETTLED = ("15.03.08.2001", "15.03.08.1011")  # the villages of the two gauges
AN_RT = 40  # households
BESIDE = 0.0003  # degrees between houses of one junction
FLOOD = "flood"


def load_roads(scenario: Scenario) -> None:
    found = modelled(scenario.district, piece_km=A_PIECE_KM)
    for code in SETTLED:
        residents.load_modelled_households(
            by=scenario.people["operator"],
            area=scenario.area(code),
            homes=homes_in(found, code),
            source=_("Modelled; nobody lives there"),
            on=scenario.today,
        )
    atlas.load_modelled_roads(
        district=scenario.district,
        network=found.network,
        source=_("Modelled from label points of the villages; no real road"),
        as_of=scenario.today,
        now=noon(scenario.today),
    )


def homes_in(found: Modelled, code: str) -> list[ModelledHome]:
    """The modelled households of a village, around their junctions, forty an RT."""
    here = [village == code for village in found.homes.village]
    rows = compress(zip(found.homes.node.tolist(), found.homes.persons.tolist(), strict=True), here)
    homes = []
    for number, (node, people) in enumerate(sorted(rows)):
        east, north = found.network.points[node].tolist()
        rt = f"{number // AN_RT + 1:02d}"
        row, column = divmod(number % AN_RT, 8)
        place = (round(east + column * BESIDE, 5), round(north + row * BESIDE, 5))
        homes.append(ModelledHome(rt, *place, people))
    return homes


def modelled(
    district: Area, *, people: int = PEOPLE, seed: int = SEED, piece_km: float = 0.4
) -> Modelled:
    """The district as it might be, from the villages of its list."""
    prone = places.prone_codes(district, FLOOD)
    villages = [
        Village(
            village.code,
            village.name,
            village.longitude,
            village.latitude,
            float(village.area_km2 or 1),
            village.code in prone,
        )
        for village in places.villages_of(district)
        if village.longitude is not None and village.latitude is not None
    ]
    town = max(
        villages,
        key=lambda village: (
            village.code.rpartition(".")[2][0] == "1",
            -distance(village, villages),
        ),
    ).code
    return model_district(villages, people=people, seed=seed, town=town, piece_km=piece_km)


def distance(one: Village, villages: list[Village]) -> float:
    """How far a village lies from the others, all together."""
    return sum(
        (one.longitude - other.longitude) ** 2 + (one.latitude - other.latitude) ** 2
        for other in villages
    )
