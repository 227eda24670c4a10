"""Real elections of Pabulib, with the winners that other software found. The benchmark has all."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tangguh.engines.allocation import (
    PROFILES,
    Election,
    allocate,
    certificate,
    check_certificate,
    reference,
)
from tangguh.engines.allocation.fast import count_fast
from tangguh.integrations.pabulib import read_pb

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "reference" / "pabulib"
NAMES = {  # of the profiles in the list of winners
    "pabulib-checker": "pabulib_checker",
    "equalshares.net": "equalshares_net",
    "pabutools": "pabutools",
}
ELECTIONS = (
    "Poland_Wieliczka_2023_Green_Budget",  # official: 30 winners, without the exhaustive stop
    "Poland_Swiecie_2023",
    "Netherlands_Assen_2024",
    "Poland_Zabrze_2020_Osiedle_Mlodego_Gornika",  # costs exactly what all own
    "Poland_Zabrze_2021_Osiedle_Mlodego_Gornika",
    "Poland_Zabrze_2021_Zaborze_Poludnie",
    "Poland_Zabrze_2021_Zandka",
    "Poland_Warszawa_2019_RadiowoWolka_WeglowaPlacowkaHuta",
    "Poland_Warszawa_2026_Blonia_Wilanowskie",  # a ballot lists a project twice
    "Poland_Warszawa_2026_Jelonki_Polnocne_Jelonki_Poludniowe_Chrzanow",
    "Poland_Gdynia_2024_Wzgorze_Sw._Maksymiliana__small",  # bisection goes wrong
    "Poland_Warszawa_2017_Chomiczowka",
    "Poland_Czestochowa_2020_Kiedrzyn",
    "Poland_Czestochowa_2024_Kiedrzyn",  # two projects equal for 89 steps
    "Hungary_Budapest_2022_VIII_Jozsefvaros",  # 153,144 steps
)


@cache
def winners() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((FOLDER / "winners.json").read_text(encoding="utf-8"))
    return told


@cache
def election(name: str) -> Election:
    if not FOLDER.exists():
        pytest.skip("The elections of Pabulib (../shared/data/reference/pabulib) are not here.")
    return Election.of(read_pb((FOLDER / f"{name}.pb").read_bytes()).approvals())


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", ELECTIONS)
def test_the_same_projects_win_after_the_same_steps(name: str, profile: str):
    counted = allocate(election(name), PROFILES[profile])

    known = winners()[f"{name}.pb"]
    assert sorted(counted.winners_before_utilitarian) == sorted(known[NAMES[profile]])
    assert counted.step == known["steps"][NAMES[profile]]


@pytest.mark.parametrize("step", [0, 227])
def test_a_real_vote_counts_as_the_law_says(step: int):
    swiecie, rule = election("Poland_Swiecie_2023"), PROFILES["pabulib-checker"]

    assert count_fast(swiecie, rule, step) == reference.count_at(swiecie, rule, step)


@pytest.mark.parametrize("name", ["Poland_Swiecie_2023", "Netherlands_Assen_2024"])
def test_the_certificate_of_a_real_vote_is_accepted(name: str):
    rule = PROFILES["pabulib-checker"]
    told = json.loads(json.dumps(certificate(election(name), allocate(election(name), rule))))

    assert check_certificate(told, election(name), earlier=2) == ()
