from datetime import date, timedelta
from typing import Any

import pytest

from tangguh.domains.evidence import errors, selectors, services
from tangguh.domains.evidence.models import Evidence, Sample
from tangguh.engines import sampling
from tangguh.errors import NotAllowed
from tests.factories import NOW, TODAY, make_area, make_evidence, make_person, make_village

pytestmark = pytest.mark.django_db
RECEIVED = NOW - timedelta(days=1)


@pytest.fixture
def district():
    return make_area()


@pytest.fixture
def inspector(district):
    return make_person("irban", "inspector", district)


@pytest.fixture
def ten(district):
    village = make_village()
    ani = make_person("ani", "village_operator", village)
    return [make_evidence(village, ani, received_at=RECEIVED) for _ in range(10)]


def draw(by, area, **fields):
    said: dict[str, Any] = {
        "seed": "undian 4217",
        "size": 3,
        "happened_from": date(2026, 1, 1),
        "happened_to": TODAY,
        "now": NOW,
    } | fields
    return services.draw_sample(by=by, area=area, **said)


def test_a_draw_is_what_anybody_draws_with_paper_and_sha256(inspector, district, ten):
    sample = draw(inspector, district)

    tickets = {str(row.pk): sampling.ticket("undian 4217", str(row.pk)) for row in ten}
    assert sample.drawn == sorted(tickets, key=lambda pk: tickets[pk])[:3]
    assert sample.population == 10


def test_the_same_seed_gives_the_same_and_another_seed_another(inspector, district, ten):
    once, again = draw(inspector, district), draw(inspector, district)
    other = draw(inspector, district, seed="undian 4218")

    assert once.drawn == again.drawn
    assert once.drawn != other.drawn
    assert Sample.objects.count() == 3


def test_only_the_area_the_period_and_what_had_come_in_are_drawn_from(inspector, district, ten):
    outside = make_village("15.04.01.2001", "Jangkat")
    budi = make_person("budi", "village_operator", outside)
    make_evidence(outside, budi, received_at=RECEIVED)
    ten[0].happened_on = date(2025, 12, 31)
    ten[0].save()
    ten[1].received_at = NOW
    ten[1].save()

    assert draw(inspector, district).population == 8


def test_a_replay_confirms_a_draw_though_more_came_in_since(inspector, district, ten):
    sample = draw(inspector, district)
    make_evidence(ten[0].area, ten[0].claimed_by, received_at=NOW + timedelta(hours=1))

    assert selectors.replay(sample).confirmed


def test_a_replay_tells_that_the_population_is_another(inspector, district, ten):
    sample = draw(inspector, district)
    Evidence.objects.filter(pk=sample.drawn[0]).update(happened_on=date(2020, 1, 1))

    replay = selectors.replay(sample)

    assert not replay.confirmed
    assert not replay.same_population
    assert replay.missing == (sample.drawn[0],)


def test_a_replay_tells_that_the_drawn_list_was_changed(inspector, district, ten):
    sample = draw(inspector, district)
    sample.drawn = [*sample.drawn[1:], sample.drawn[0]]

    replay = selectors.replay(sample)

    assert replay.same_population
    assert not replay.same_sample


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"seed": "  "}, "Give a seed"),
        ({"size": 0}, "between 1 and 500"),
        ({"size": 501}, "between 1 and 500"),
        ({"happened_to": date(2025, 1, 1)}, "before it begins"),
        ({"happened_from": date(2020, 1, 1), "happened_to": date(2020, 2, 1)}, "no evidence"),
    ],
    ids=["no seed", "none", "too many", "a period backwards", "nothing there"],
)
def test_what_cannot_be_drawn_is_refused(fields, said, inspector, district, ten):
    with pytest.raises(errors.SampleRefused, match=said):
        draw(inspector, district, **fields)

    assert not Sample.objects.exists()


def test_only_an_inspector_draws(district, ten):
    planner = make_person("rina", "planner", district)

    with pytest.raises(NotAllowed):
        draw(planner, district)


def test_officials_of_the_area_see_a_draw_and_others_do_not(inspector, district, ten):
    sample = draw(inspector, district)
    planner = make_person("rina", "planner", district)
    head = make_person("kades", "village_head", ten[0].area)

    assert list(selectors.samples_for(planner)) == [sample]
    assert list(selectors.samples_for(head)) == []
