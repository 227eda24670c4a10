"""The households of the example are the scenario's, RT by RT."""

from collections import Counter

import yaml

from tangguh.domains.places.models import Area
from tangguh.web.demo.households import drafts, share
from tangguh.web.demo.scenario import FILE, Scenario, written

TEXT = yaml.safe_load((FILE.parent / "households.yaml").read_text(encoding="utf-8"))


def households():
    scenario = Scenario(written(), Area(code="15.03"))
    scenario.areas[TEXT["area"]] = Area(code=TEXT["area"])
    return list(drafts(scenario, TEXT))


def test_each_rt_has_the_households_people_and_needs_of_the_scenario():
    found = {rt: [0, 0, 0] for rt in TEXT["neighbourhoods"]}
    for household in households():
        row = found[household.neighbourhood]
        row[0] += 1
        row[1] += len(household.members)
        row[2] += sum(bool(member.needs) for member in household.members)

    assert found == TEXT["neighbourhoods"]
    assert [sum(column) for column in zip(*found.values(), strict=True)] == [118, 437, 74]


def test_the_needs_are_those_that_were_counted_and_fit_the_age():
    members = [member for household in households() for member in household.members]
    needs = Counter(need for member in members for need in member.needs)

    assert needs == TEXT["needs"]
    assert all(m.birth_year > 2021 for m in members if "small_child" in m.needs)
    assert all(m.birth_year < 1966 for m in members if "elderly" in m.needs)
    assert all(m.sex == "female" for m in members if "pregnant" in m.needs)


def test_shares_add_up_and_differ_by_one_at_most():
    shares = [share(126, 34, part) for part in range(34)]

    assert sum(shares) == 126
    assert max(shares) - min(shares) == 1
