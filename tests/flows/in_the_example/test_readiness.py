"""The example's figures of readiness are the scenario's, over HTTP."""

import re
from collections import Counter

from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.models import Drill, DrillProblem
from tangguh.domains.places.models import Area
from tangguh.domains.places.selectors import home_area, now


def test_68_of_74_have_a_neighbour_rt_by_rt_as_the_scenario_counts_them(reader):
    page = reader.get("/emergencies/buddies/").content.decode()
    kecimbung = Area.objects.get(code="15.03.08.2006")

    figures = re.findall(r'<td class="n"[^>]*>\s*(\d+)\s*</td>', page)
    assert figures[:2] == ["74", "68"]
    found = selectors.fetched(kecimbung, now=now())
    by_rt = Counter(row.member.household.neighbourhood for row in found if row.is_covered)
    assert by_rt == {"01": 20, "02": 16, "03": 19, "04": 13}


def test_the_first_drill_reached_nine_tenths_after_171_minutes(reader):
    drill = Drill.objects.get(kind="ftx")
    page = reader.get(f"/emergencies/drills/{drill.pk}/").content.decode()

    assert selectors.course_of(selectors.drill_for(drill.pk)).most == 171
    assert "(11.21)" in page
    assert DrillProblem.objects.filter(drill=drill, done_on=None).count() == 1


def test_the_plan_in_force_is_computed_from_what_the_example_holds_now(reader):
    plan = selectors.newest_in_force(Area.objects.get(code="15.03.08.2006"), "flood")
    found = selectors.computed(selectors.contents(plan), home_area(), now=now())

    assert found.changed == ()
    assert (found.of.people, found.of.routed, found.of.modelled) == (437, 437, 0)
    page = reader.get(f"/emergencies/plan/{plan.key}/computed/").content.decode()
    assert f"<b>{selectors.told_of(found.of).clearance}</b>" in page
    assert "dari 437 orang punya jalan" in page
