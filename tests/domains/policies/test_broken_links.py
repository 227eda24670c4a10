from datetime import date

import pytest

from tangguh.domains.policies import errors, parameters, selectors, services
from tangguh.domains.policies.selectors import BrokenLink, register_links
from tests.domains.policies.conftest import report
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def kinds(policy, on=TODAY):
    return [link.kind for link in selectors.broken_links(policy, on=on)]


@pytest.fixture(autouse=True)
def this_room_alone(monkeypatch):
    """What the rooms above find is theirs to test."""
    monkeypatch.setattr("tangguh.domains.policies.selectors._upper_rooms.link_tellers", [])


def test_a_result_that_nothing_measures_is_listed_with_the_way_to_mend_it(published):
    link = selectors.broken_links(published, on=TODAY)[0]

    assert link.text == "Nothing measures D1: Warga tahan"
    assert link.url == f"/policies/{published.pk}/#result-D1"


def test_an_indicator_is_silent_when_its_period_has_gone_by_without_a_number(
    planner, published, indicator
):
    # Measured every 12 months; the baseline is of 15 August 2025
    assert "silent" not in kinds(published, on=date(2026, 8, 15))
    assert "silent" in kinds(published, on=date(2026, 8, 16))

    report(planner, indicator)  # until 31 October 2026

    assert "silent" not in kinds(published, on=date(2027, 10, 31))
    assert "silent" in kinds(published, on=date(2027, 11, 1))


def test_a_missing_baseline_target_or_review_is_a_broken_link(published, indicator):
    indicator.targets.all().delete()
    indicator.baseline = indicator.baseline_on = None
    indicator.save()

    found = selectors.broken_links(published, on=TODAY, document=selectors.document_of(published))

    assert {"no_baseline", "no_target", "silent", "no_review"} <= {link.kind for link in found}


def test_a_target_that_is_over_asks_for_a_new_one(published):
    assert "target_over" in kinds(published, on=date(2028, 1, 1))
    assert "target_over" not in kinds(published, on=date(2027, 12, 31))


def test_a_review_that_is_late_is_a_broken_link_until_it_is_closed(planner, published):
    services.schedule_review(by=planner, policy=published, due_on=date(2026, 11, 23))

    assert "review_overdue" in kinds(published)
    assert "review_overdue" not in kinds(published, on=date(2026, 11, 23))


def test_a_room_above_adds_its_own(published):
    own = BrokenLink("result_without_programme", "No programme serves S1", "/programmes/")

    register_links(lambda policy, document, *, on: (own,))

    assert selectors.broken_links(published, on=TODAY)[-1] is own


def test_a_figure_that_cannot_be_used_names_its_file(monkeypatch):
    monkeypatch.setattr(parameters, "parameter", lambda name, *, on: "often")

    with pytest.raises(errors.ParameterUnfit, match=r"parameters/policies/review\.yaml is often"):
        parameters.review_interval_months(TODAY)
