"""Households of a model stand in the register as what they are."""

import pytest

from tangguh.domains.residents import selectors, services
from tangguh.domains.residents.services import ModelledHome
from tests.factories import TODAY, make_district, make_person, make_village

pytestmark = pytest.mark.django_db
SOURCE = "Modelled; nobody lives there"
HOMES = [ModelledHome("01", 102.53, -2.28, 4), ModelledHome("01", 102.531, -2.28, 3)]


def test_modelled_households_are_counted_as_modelled_and_need_no_help():
    make_district(frozen_today=TODAY)
    village = make_village()
    by = make_person("fitri", "village_operator", village)

    services.load_modelled_households(by=by, area=village, homes=HOMES, source=SOURCE, on=TODAY)

    placed = selectors.placed_households(village, on=TODAY)
    assert [(each.people, each.who_need_help, each.is_modelled) for each in placed] == [
        (4, 0, True),
        (3, 0, True),
    ]
    assert not selectors.needs(TODAY).exists()
    rows = selectors.households(by, selectors.Filters(), on=TODAY)
    assert {row.provenance for row in rows} == {"modelled"}
