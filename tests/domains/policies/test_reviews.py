from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from tangguh.domains.policies import errors, selectors, services
from tangguh.domains.policies.models import Finding, Policy
from tangguh.errors import NotAllowed
from tests.domains.policies.conftest import report
from tests.domains.policies.test_drafting import asked
from tests.factories import NOW, TODAY, make_evidence, make_organization

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def add_finding(by, policy, **fields):
    return services.add_finding(
        by=by,
        policy=policy,
        **asked(
            fields,
            area=policy.area,
            source="after_action",
            text="RT 04 route floods before the point fills",
            happened_on=date(2026, 11, 21),
            now=NOW,
        ),
    )


@pytest.fixture
def review(planner, published):
    return services.schedule_review(by=planner, policy=published, due_on=date(2026, 12, 10))


@pytest.fixture
def opened(planner, review):
    return services.open_review(by=planner, review=review, now=NOW)


def close(by, review, **fields):
    return services.close_review(
        by=by,
        review=review,
        **asked(
            fields,
            decision="change",
            reasons="Evacuation was slow in RT 04.",
            next_review_on=date(2027, 12, 10),
            now=NOW,
        ),
    )


def test_a_finding_comes_through_one_door_and_asks_for_no_permission_of_its_own(
    resident, published
):
    evidence = make_evidence(published.area, resident)

    finding = add_finding(resident, published, evidence=[evidence])

    assert list(selectors.findings_of(published, "after_action")) == [finding]
    assert not selectors.findings_of(published, "cases")
    assert [use.kind for use in selectors.uses_of(evidence)] == ["Finding"]


@pytest.mark.parametrize(
    "fields",
    [{"text": " "}, {"source": "rumour"}, {"happened_on": TODAY + timedelta(days=1)}],
)
def test_a_finding_says_what_from_where_and_is_not_of_tomorrow(planner, published, fields):
    with pytest.raises(errors.FindingRefused):
        add_finding(planner, published, **fields)

    assert not Finding.objects.exists()


def test_a_review_opens_with_numbers_findings_and_broken_links(
    planner, published, indicator, review
):
    report(planner, indicator)
    add_finding(planner, published)

    opened = services.open_review(by=planner, review=review, now=NOW)

    (number,) = opened.prefill["indicators"]
    assert (number["code"], number["value"], number["track"]) == ("I2", "83.0000", "on_track")
    assert [each["source"] for each in opened.prefill["findings"]] == ["after_action"]
    assert opened.prefill["broken_links"][0]["text"] == "Nothing measures D1: Warga tahan"


def test_what_a_review_started_from_stays_as_it_was(planner, published, indicator, opened):
    report(planner, indicator)

    opened.refresh_from_db()
    assert opened.prefill["indicators"][0]["value"] is None


def test_a_review_cannot_be_closed_while_a_recommendation_has_no_owner_or_day(
    planner, regent, bappeda, opened
):
    recommendation = services.recommend(
        by=planner, review=opened, text="Move the assembly point", owner=bappeda
    )

    with pytest.raises(errors.ReviewUnfinished, match="Move the assembly point"):
        close(regent, opened)
    services.edit_recommendation(
        by=planner,
        recommendation=recommendation,
        text="Move the assembly point",
        owner=bappeda,
        due_on=date(2027, 1, 31),
    )
    closed = close(regent, opened)

    assert (closed.decision, closed.signed_by) == ("change", regent)
    assert closed.policy.reviews.filter(due_on=date(2027, 12, 10), closed_at=None).exists()


def test_a_closed_review_stands_for_good(planner, regent, bappeda, opened):
    recommendation = services.recommend(
        by=planner, review=opened, text="Store for 7 villages", owner=bappeda, due_on=TODAY
    )
    close(regent, opened)

    with pytest.raises(errors.ReviewNotOpen, match="stands for good"):
        services.recommend(by=planner, review=opened, text="One more")
    with pytest.raises(errors.ReviewNotOpen):
        services.edit_recommendation(
            by=planner, recommendation=recommendation, text="x", owner=None, due_on=None
        )
    with pytest.raises(errors.ReviewNotOpen):
        close(regent, opened, decision="stop")
    with pytest.raises(errors.ReviewNotOpen):
        services.open_review(by=planner, review=opened, now=NOW)


def test_a_policy_that_goes_on_is_reviewed_again_and_one_that_stops_has_ended(
    regent, published, opened
):
    with pytest.raises(errors.NextReviewMissing):
        close(regent, opened, next_review_on=None)
    with pytest.raises(errors.DayRefused, match="not ahead"):
        close(regent, opened, next_review_on=TODAY)
    with pytest.raises(errors.ReasonMissing):
        close(regent, opened, reasons="")

    close(regent, opened, decision="stop", next_review_on=None)

    assert Policy.objects.get(pk=published.pk).status == "ended"


def test_only_the_regent_decides_and_only_planners_review(planner, regent, published, opened):
    with pytest.raises(NotAllowed):
        close(planner, opened)
    with pytest.raises(NotAllowed):
        services.schedule_review(by=regent, policy=published, due_on=date(2027, 1, 1))
    with pytest.raises(NotAllowed):
        services.open_review(by=regent, review=opened, now=NOW)
    with pytest.raises(NotAllowed):
        services.recommend(by=regent, review=opened, text="x")


def test_nothing_is_recommended_or_decided_before_a_review_is_opened(planner, regent, review):
    with pytest.raises(errors.ReviewNotOpen, match="not opened yet"):
        services.recommend(by=planner, review=review, text="x")
    with pytest.raises(errors.ReviewNotOpen):
        close(regent, review)


def test_a_policy_is_reviewed_once_a_day(planner, published, review):
    with pytest.raises(errors.ReviewDayTaken):
        services.schedule_review(by=planner, policy=published, due_on=review.due_on)


def test_a_recommendation_is_done_once_and_not_tomorrow(planner, resident, bappeda, opened):
    kept = services.recommend(
        by=planner, review=opened, text="Two backups", owner=bappeda, due_on=TODAY
    )

    def finish(by, done_on):
        return services.finish_recommendation(
            by=by, recommendation=kept, done_on=done_on, done_note="relay config v4", now=NOW
        )

    with pytest.raises(NotAllowed):
        finish(resident, TODAY)
    with pytest.raises(errors.DayRefused, match="has not come yet"):
        finish(planner, TODAY + timedelta(days=1))
    assert finish(planner, date(2026, 11, 22)).done_on == date(2026, 11, 22)
    with pytest.raises(errors.RecommendationDone):
        finish(planner, TODAY)


def test_what_is_promised_is_public_once_the_review_is_signed(planner, regent, bappeda, opened):
    other = make_organization(opened.policy.area, "BPBD")
    late = services.recommend(
        by=planner, review=opened, text="Late", owner=bappeda, due_on=date(2026, 11, 1)
    )
    ahead = services.recommend(
        by=planner, review=opened, text="Ahead", owner=other, due_on=date(2027, 2, 28)
    )

    assert list(selectors.promised(planner)) == [late, ahead]
    assert not selectors.promised(NOBODY)
    close(regent, opened)
    assert list(selectors.promised(NOBODY, within="15.03")) == [late, ahead]
    assert list(selectors.promised(NOBODY, owner=other.pk)) == [ahead]
