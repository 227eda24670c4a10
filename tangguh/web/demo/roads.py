"""Modelled roads of the whole district, for the example and as files. Nobody may take them for real."""

from django.utils.translation import gettext as _

from tangguh.domains.atlas import services as atlas
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.engines.modelled_district import Modelled, Village, model_district
from tangguh.web.demo.scenario import Scenario, noon

SEED = 1503
PEOPLE = 313_097  # of Sarolangun, civil register, as data/districts/15.03/population.csv
A_PIECE_KM = 1.5  # in the example; files have pieces of 400 m
A_FEW = 1_580  # the example keeps no modelled households: its own are by consent
FLOOD = "flood"


def load_roads(scenario: Scenario) -> None:
    found = modelled(scenario.district, people=A_FEW, piece_km=A_PIECE_KM)
    atlas.load_modelled_roads(
        district=scenario.district,
        network=found.network,
        source=_("Modelled from label points of the villages; no real road"),
        as_of=scenario.today,
        now=noon(scenario.today),
    )


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
