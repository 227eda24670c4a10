"""The paper roster: printed with who is known, keyed in as of its day."""

from datetime import timedelta

import pytest

from tangguh.domains.audit.models import Entry
from tangguh.domains.residents.models import Household
from tangguh.domains.residents.views import _roster
from tests.domains.residents.drafts import recorded
from tests.domains.residents.test_pages import (  # noqa: F401
    filled,
    household,
    kader,
    text,
    village,
    visitor,
)
from tests.factories import TODAY, make_person

pytestmark = pytest.mark.django_db
EARLIER = TODAY - timedelta(days=9)


def test_the_sheet_names_who_is_known_with_what_they_agreed_to(household, kader, village):  # noqa: F811
    recorded(kader, village, neighbourhood="05")

    answer = visitor(kader).get("/residents/roster/", {"area": village.code, "rt": "04"})

    assert answer["Content-Type"] == "application/pdf"
    assert Entry.objects.filter(deed="residents.roster_printed").count() == 1
    words = _roster.words_of([household], "https://example.org/")
    head, other = words["known"]
    assert head[:6] == ["1", "Minah", "", "Female", "1950", "4, 8"]
    assert head[6].startswith("D B L, ")
    assert other[:2] == ["", "Budi"]
    assert len(words["texts"]) == 3


def test_it_is_printed_for_nobody_else(household, village):  # noqa: F811
    planner = make_person("rini", "planner", village.parent.parent)
    address = {"area": village.code, "rt": "04"}

    assert visitor(planner).get("/residents/roster/", address).status_code == 404
    assert not Entry.objects.filter(deed="residents.roster_printed").exists()


def test_a_row_from_paper_is_of_its_day_and_the_next_row_begins_beside_it(kader, village):  # noqa: F811
    client = visitor(kader)
    said = filled(village, paper_on=EARLIER.isoformat())

    answers = [client.post("/residents/record/", said) for _ in range(2)]

    kept = Household.objects.get()
    assert kept.source == "From the paper roster of Nov. 15, 2026"
    assert kept.as_of == kept.consents.first().given_on == EARLIER
    page = text(client.get(answers[0]["Location"]))
    assert 'value="2026-11-15"' in page
    assert 'value="04"' in page


@pytest.mark.parametrize(
    ("days", "said"), [(1, "still to come"), (-300, "Ask the household again")]
)
def test_a_day_that_cannot_be_is_refused(kader, village, days, said):  # noqa: F811
    paper_on = (TODAY + timedelta(days=days)).isoformat()

    answer = visitor(kader).post("/residents/record/", filled(village, paper_on=paper_on))

    assert answer.status_code == 422
    assert said in text(answer)
    assert not Household.objects.exists()
