"""Who stands in a zone is counted, and never so that a count points at few."""

from tangguh.domains.emergencies.selectors import people_in_zones
from tangguh.domains.residents.selectors import PlacedHousehold
from tangguh.engines.hazard_zones import Zone
from tests.domains.emergencies.conftest import BANK, RIVER

ZONES = {"Flood": (Zone(1, "high", RIVER), Zone(2, "low", BANK))}
IN_HIGH, IN_LOW, DRY = (102.05, -2.45), (102.035, -2.465), (102.01, -2.41)


def homes(place, many, people=4, help_=0):
    return [PlacedHousehold(place, people, help_)] * many


def counted(*groups):
    households = [each for group in groups for each in group]
    (lines,) = people_in_zones(ZONES, households).values()
    return [(line.where, line.households, line.people, line.who_need_help) for line in lines]


def test_classes_the_rest_and_unknown_places_are_told_apart():
    told = counted(
        homes(IN_HIGH, 6, help_=1), homes(IN_LOW, 5, help_=1), homes(DRY, 9), homes(None, 7)
    )

    assert told == [
        ("in a zone of class high", 6, 24, 6),
        ("in a zone of class low", 5, 20, 5),
        ("outside the zones", 9, 36, 0),
        ("place of the house not in the register", 7, 28, 0),
    ]


def test_a_class_with_few_is_told_together_with_the_others():
    assert counted(homes(IN_HIGH, 3), homes(IN_LOW, 4), homes(DRY, 9)) == [
        ("in a zone", 7, 28, 0),
        ("outside the zones", 9, 36, 0),
    ]


def test_few_in_the_zones_or_few_outside_are_not_told_at_all():
    assert counted(homes(IN_HIGH, 3), homes(DRY, 50)) == []
    assert counted(homes(IN_HIGH, 50), homes(DRY, 2)) == []
    assert counted(homes(IN_HIGH, 50), homes(None, 2)) == []


def test_few_who_need_help_hide_only_that_column():
    told = counted(homes(IN_HIGH, 2, help_=1), homes(IN_HIGH, 8), homes(DRY, 9))

    assert told == [("in a zone of class high", 10, 40, None), ("outside the zones", 9, 36, None)]


def test_nobody_in_a_zone_is_said_as_none():
    assert counted(homes(DRY, 9))[0] == ("in a zone of class high", 0, 0, 0)


def test_of_modelled_households_no_need_for_help_is_told():
    modelled = [PlacedHousehold(IN_HIGH, 4, 0, is_modelled=True)] * 6

    assert counted(modelled) == [("in a zone of class high", 6, 24, None)]
