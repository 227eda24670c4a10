"""What is printed: everything on one page, however much is to be said."""

import json

import pytest
import typst

from tangguh.domains.participation.models import Proposal, Reason, Status
from tangguh.domains.participation.selectors import wall_of
from tangguh.domains.participation.views import _proposal_sheets as sheets
from tangguh.domains.places.models import Area
from tangguh.integrations.paper import HERE, TANGGUH
from tests.domains.participation.proposal_drafts import People, filed, people_of, stepped
from tests.factories import TODAY, make_district, make_village

pytestmark = pytest.mark.django_db

LONG = "The land belongs to a family that has not signed a deed of gift. " * 8


@pytest.fixture
def village() -> Area:
    return make_village()


@pytest.fixture
def people(village: Area) -> People:
    make_district(frozen_today=TODAY)
    return people_of(village)


def pages_of(words: dict[str, object]) -> int:
    """How many pages a sheet takes: drawn instead of printed, one picture is one page."""
    drawn: object = typst.compile(
        sheets.TEMPLATES / "wall.typ",
        root=TANGGUH,
        font_paths=[HERE],
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(words, default=str)},
        format="png",
        ppi=20,
    )
    return len(drawn) if isinstance(drawn, list) else 1


@pytest.mark.parametrize("size", ["a3", "a4"])
def test_the_longest_answers_still_fit_one_page(people: People, village: Area, size: str):
    for number in range(sheets.MOST_ON[size] + 2):
        proposal = filed(people.ani, village, title=f"Box culvert {number} " * 12)
        said = {"reason": Reason.LOWER_PRIORITY, "answer": LONG}
        stepped(people.budi, proposal, Status.PARKED, **said)

    told = wall_of(people.ani, village, on=TODAY, most=sheets.MOST_ON[size])
    words = sheets.wall_words(told, "https://tangguh.example.go.id/wall/", size=size)

    assert told.left_out == 2
    assert len(words["rows"]) == sheets.MOST_ON[size]
    assert pages_of(words) == 1


def test_the_wall_says_how_many_are_not_answered(people: People, village: Area):
    filed(people.ani, village)
    told = wall_of(people.ani, village, on=TODAY, most=5)

    words = sheets.wall_words(told, "https://tangguh.example.go.id/wall/", size="a4")

    assert "1" in words["promptness"].split(".")[1]
    assert Proposal.objects.get().number in words["rows"][0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Short enough", "Short enough"),
        ("Twelve signs and then more", "Twelve signs …"),
        ("Oneverylongwordwithoutspace", "Oneverylongword"),
    ],
)
def test_what_is_too_long_for_the_wall_is_cut_behind_a_word(text: str, shown: str):
    assert sheets.shortened(text, 15).startswith(shown)
