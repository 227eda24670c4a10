"""The example's twelve proposals, read by a resident who has the number, by the press, by officials."""

import pytest
from django.urls import reverse

from tangguh.domains.participation import selectors
from tangguh.domains.participation.models import Proposal, Status
from tangguh.domains.places import selectors as places

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
STANDING = {
    "U-2025-0047": Status.CONFIRMED,
    "U-2026-0056": Status.PLANNED_VILLAGE,
    "U-2026-0057": Status.DONE,
    "U-2026-0061": Status.PARKED,
    "U-2026-0064": Status.PLANNED_DISTRICT,
    "U-2026-0065": Status.DECLINED,
    "U-2026-0070": Status.PLANNED_DISTRICT,
    "U-2026-0072": Status.BUDGETED,
    "U-2026-0075": Status.DONE,
    "U-2026-0078": Status.DECLINED,
    "U-2026-0081": Status.PLANNED_VILLAGE,
    "U-2026-0113": Status.SUBMITTED,
}


def test_twelve_proposals_stand_where_they_should_and_each_page_asks_little(
    reader, django_assert_max_num_queries
):
    # Where each of them stands
    rows = Proposal.objects.filter(number__in=STANDING)
    assert {row.number: selectors.status_of(row) for row in rows} == STANDING

    # All but two were answered in time: one took 44 days, one waits for six
    district = places.home_district().area
    figures = selectors.promptness(district, on=places.today())[-1]
    assert (figures.late, figures.waiting, figures.overdue) == (1, 1, 0)
    assert figures.in_time == figures.filed - 2

    # With the number from the slip anybody reads the answer, and what is behind it
    for number in STANDING:
        with django_assert_max_num_queries(MOST_QUERIES, info=number):
            page = reader.get(reverse("proposal", args=[number]))
        assert page.status_code == 200
    posyandu = reader.get(reverse("proposal", args=["U-2025-0047"])).content.decode()
    assert "100%" in posyandu
    assert "58 orang" in posyandu

    # The group's name stays with the one who handed it in
    hidden = reader.get(reverse("proposal", args=["U-2026-0070"])).content.decode()
    assert "Temenggung" not in hidden
    assert "Kawan Rimba" in hidden
