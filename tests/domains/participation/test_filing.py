from datetime import date
from uuid import uuid4

import pytest

from tangguh.domains.audit.models import Entry
from tangguh.domains.participation import errors, selectors, services
from tangguh.domains.participation.models import Proposal, Status
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed
from tests.domains.participation.proposal_drafts import (
    People,
    filed,
    people_of,
    proposal_draft,
)
from tests.factories import NOW, TODAY, make_evidence, make_person, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Area:
    return make_village()


@pytest.fixture
def people(village: Area) -> People:
    return people_of(village)


def test_a_resident_files_a_proposal_and_gets_a_number(village: Area, people: People):
    proposal = filed(people.ani, village, estimated_cost=72_000_000, activity_code="02.03.13")

    assert proposal.number == "U-2026-0001"
    assert selectors.status_of(proposal) == Status.SUBMITTED
    assert proposal.steps.get().happened_on == proposal.filed_on == date(2026, 6, 22)
    assert proposal.received_at == NOW
    assert Entry.objects.filter(deed="participation.proposal_filed").count() == 1


def test_numbers_follow_each_other_within_the_year_of_filing(village: Area, people: People):
    numbers = [
        filed(people.ani, village, filed_on=day).number
        for day in (date(2025, 6, 10), date(2026, 1, 12), date(2025, 12, 31), TODAY)
    ]

    assert numbers == ["U-2025-0001", "U-2026-0001", "U-2025-0002", "U-2026-0002"]


def test_a_number_of_the_paper_register_is_kept_and_later_ones_go_on_from_it(
    village: Area, people: People
):
    paper = filed(people.budi, village, number="U-2026-0056")
    earlier = filed(people.budi, village, number="U-2026-0007")

    assert (paper.number, earlier.number) == ("U-2026-0056", "U-2026-0007")
    assert filed(people.ani, village).number == "U-2026-0057"


@pytest.mark.parametrize("number", ["U-2025-0056", "0056", "U-2026-56"])
def test_a_number_of_another_year_or_shape_is_refused(village: Area, people: People, number: str):
    with pytest.raises(errors.NumberTaken, match="U-2026-0056"):
        filed(people.budi, village, number=number)


def test_a_number_is_given_once(village: Area, people: People):
    filed(people.budi, village, number="U-2026-0056")

    with pytest.raises(errors.NumberTaken, match="U-2026-0056"):
        filed(people.budi, village, number="U-2026-0056")


def test_the_same_act_sent_twice_is_one_proposal(village: Area, people: People):
    act, draft = uuid4(), proposal_draft(village)

    first = services.file_proposal(by=people.ani, draft=draft, act_id=act, now=NOW)
    again = services.file_proposal(by=people.ani, draft=draft, act_id=act, now=NOW)

    assert again == first
    assert Proposal.objects.count() == 1


def test_an_act_of_somebody_else_is_not_taken_over(village: Area, people: People):
    act, draft = uuid4(), proposal_draft(village)
    services.file_proposal(by=people.ani, draft=draft, act_id=act, now=NOW)

    with pytest.raises(errors.ActUsedElsewhere):
        services.file_proposal(by=people.budi, draft=draft, act_id=act, now=NOW)


def test_a_proposal_keeps_its_photos(village: Area, people: People):
    photo = make_evidence(village, people.budi)

    proposal = filed(people.budi, village, pictures=(photo,))

    assert list(proposal.pictures.all()) == [photo]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"title": "   "}, errors.TitleNeeded),
        ({"filed_on": date(2026, 11, 25)}, errors.DayOutOfReach),
        ({"activity_code": "99.99.99"}, errors.NoSuchCode),
    ],
)
def test_what_cannot_be_is_refused_and_uses_no_number(
    village: Area, people: People, fields: dict[str, object], problem: type[Exception]
):
    with pytest.raises(problem):
        filed(people.ani, village, **fields)

    assert filed(people.ani, village).number == "U-2026-0001"


def test_a_resident_of_another_village_files_nothing_here(village: Area):
    elsewhere = make_village("15.03.08.2010", "Pulau Buayo")
    citra = make_person("citra", "resident", elsewhere)

    with pytest.raises(NotAllowed):
        filed(citra, village)
