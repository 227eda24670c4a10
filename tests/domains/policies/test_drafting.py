from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Value

from tangguh.domains.audit.selectors import history_of
from tangguh.domains.policies import errors, selectors, services
from tangguh.domains.policies.indicators import Formula, Question, formulas, register
from tangguh.domains.policies.models import Indicator, Policy, Result
from tangguh.errors import NotAllowed
from tests.domains.policies.conftest import report
from tests.factories import NOW, make_person, make_village

pytestmark = pytest.mark.django_db


def asked(fields: dict[str, Any], **usual: Any) -> dict[str, Any]:
    """What a deed is asked for: the usual, unless the test says otherwise."""
    return usual | fields


def edit(by, policy, **fields):
    return services.edit_policy(
        by=by,
        policy=policy,
        **asked(
            fields,
            revision=policy.revision,
            owner=policy.owner,
            title=policy.title,
            problem=policy.problem,
            legal_basis=policy.legal_basis,
            planning_links="",
            source=policy.source,
            now=NOW,
        ),
    )


def test_a_planner_drafts_and_rewords_a_policy(planner, policy):
    edited = edit(planner, policy, problem="Banjir datang dua kali setahun.")

    assert edited.problem == "Banjir datang dua kali setahun."
    assert edited.revision == policy.revision + 1
    assert history_of(policy)[0].details == {"fields": ["problem"]}


def test_two_editors_at_once_the_second_is_told_who_was_first_and_nothing_is_lost(
    planner, policy, district
):
    budi = make_person("budi", "planner", district)
    edit(budi, policy, problem="Budi was here first.")

    with pytest.raises(errors.PolicyMoved, match="Budi changed “Ketahanan Sosial” on"):
        edit(planner, policy, problem="Rini did not see it.")

    policy.refresh_from_db()
    assert policy.problem == "Budi was here first."


def test_a_resident_may_not_draft(resident, policy, district, bappeda):
    with pytest.raises(NotAllowed):
        edit(resident, policy, problem="x")
    with pytest.raises(NotAllowed):
        services.draft_policy(
            by=resident,
            area=district,
            owner=bappeda,
            title="t",
            problem="p",
            legal_basis="l",
            source="s",
            now=NOW,
        )


def test_one_area_has_no_two_policies_of_one_title(planner, policy, district, bappeda):
    with pytest.raises(errors.TitleTaken, match="already has a policy called"):
        services.draft_policy(
            by=planner,
            area=district,
            owner=bappeda,
            title=" Ketahanan Sosial ",
            problem="p",
            legal_basis="l",
            source="s",
            now=NOW,
        )


def test_the_text_of_an_ended_policy_stands(planner, policy):
    Policy.objects.update(status="ended")

    with pytest.raises(errors.PolicyEnded):
        edit(planner, policy, problem="x")


def add_result(by, policy, **fields):
    policy.refresh_from_db()
    return services.add_result(
        by=by,
        policy=policy,
        **asked(
            fields,
            revision=policy.revision,
            level="output",
            code="K1",
            statement="Forum di 20 desa",
            now=NOW,
        ),
    )


def test_an_output_leads_to_an_outcome_and_not_straight_to_an_impact(planner, policy):
    impact, outcome = policy.results.order_by("position")

    output = add_result(planner, policy, parent=outcome)
    with pytest.raises(errors.OutOfLevel, match="leads to an Outcome"):
        add_result(planner, policy, code="K2", parent=impact)
    with pytest.raises(errors.OutOfLevel, match="leads to an Outcome"):
        add_result(planner, policy, code="K2")
    with pytest.raises(errors.OutOfLevel, match="An impact leads to nothing"):
        add_result(planner, policy, code="K2", level="impact", parent=outcome)

    assert output.parent == outcome


def test_one_code_names_one_result(planner, policy):
    with pytest.raises(errors.CodeTaken):
        add_result(
            planner, policy, code="S1", parent=policy.results.get(level="impact"), level="outcome"
        )


def test_a_result_is_reworded_and_removed_only_when_nothing_hangs_on_it(planner, policy):
    impact = policy.results.get(code="D1")
    output = add_result(planner, policy, parent=policy.results.get(code="S1"))

    policy.refresh_from_db()
    edited = services.edit_result(
        by=planner,
        result=output,
        revision=policy.revision,
        statement="Forum di 25 desa",
        assumption="",
        position=3,
        parent=output.parent,
        now=NOW,
    )
    with pytest.raises(errors.StillInUse, match="S1 lead to D1"):
        services.remove_result(by=planner, result=impact, revision=policy.revision + 1, now=NOW)
    services.remove_result(by=planner, result=output, revision=policy.revision + 1, now=NOW)

    assert edited.statement == "Forum di 25 desa"
    assert not Result.objects.filter(code="K1").exists()


def test_only_planners_change_results_indicators_and_targets(resident, policy, indicator):
    deeds = [
        lambda: add_result(resident, policy),
        lambda: services.remove_result(
            by=resident, result=indicator.result, revision=policy.revision, now=NOW
        ),
        lambda: services.remove_indicator(
            by=resident, indicator=indicator, revision=policy.revision, now=NOW
        ),
        lambda: services.remove_target(
            by=resident, target=indicator.targets.get(), revision=policy.revision, now=NOW
        ),
        lambda: target(resident, indicator),
        lambda: change_indicator(resident, indicator),
    ]

    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()


def change_indicator(by, indicator, **fields):
    names = ("name", "unit", "direction", "source", "formula", "decimals", "every_months")
    known: dict[str, Any] = {name: getattr(indicator, name) for name in names}
    known |= {"baseline": indicator.baseline, "baseline_on": indicator.baseline_on}
    policy = Policy.objects.get(pk=indicator.result.policy_id)
    return services.edit_indicator(
        by=by, indicator=indicator, **known | {"revision": policy.revision, "now": NOW} | fields
    )


def test_an_indicator_becomes_computed_by_naming_a_formula(planner, indicator):
    register(
        Formula("test.villages", "Villages", "villages", lambda *_: Question(NOW.date(), Value(0)))
    )

    changed = change_indicator(planner, indicator, formula="test.villages")
    formulas.pop("test.villages")

    assert changed.method == Indicator.Method.COMPUTED
    with pytest.raises(errors.FormulaUnknown, match=r"test\.villages"):
        change_indicator(planner, indicator, formula="test.villages")


def test_a_baseline_has_a_day_and_is_not_finer_than_the_indicator(planner, indicator):
    with pytest.raises(errors.BaselineIncomplete):
        change_indicator(planner, indicator, baseline_on=None)
    with pytest.raises(errors.TooManyDecimals, match=r"22\.5 is finer than I2"):
        change_indicator(planner, indicator, baseline=Decimal("22.5"))


def test_an_indicator_with_numbers_keeps_its_unit_and_its_place(planner, indicator, policy):
    report(planner, indicator)

    with pytest.raises(errors.StillInUse, match="reported"):
        change_indicator(planner, indicator, unit="villages")
    with pytest.raises(errors.StillInUse):
        services.remove_indicator(
            by=planner, indicator=indicator, revision=policy.revision, now=NOW
        )
    with pytest.raises(errors.StillInUse):
        services.remove_result(
            by=planner, result=indicator.result, revision=policy.revision, now=NOW
        )


def target(by, indicator, **fields):
    policy = Policy.objects.get(pk=indicator.result.policy_id)
    return services.set_target(
        by=by,
        indicator=indicator,
        **asked(
            fields,
            revision=policy.revision,
            area=policy.area,
            starts=date(2027, 1, 1),
            ends=date(2027, 12, 31),
            value=Decimal(95),
            now=NOW,
        ),
    )


def test_the_same_period_again_replaces_the_target(planner, indicator):
    target(planner, indicator)

    assert indicator.targets.get().value == 95


def test_a_target_lies_in_the_policys_area_and_after_its_baseline(planner, indicator):
    elsewhere = make_village("15.04.01.2001", "Elsewhere")

    with pytest.raises(errors.OutsidePolicyArea, match="Elsewhere does not lie in Sarolangun"):
        target(planner, indicator, area=elsewhere)
    with pytest.raises(errors.PeriodRefused, match="before it begins"):
        target(planner, indicator, ends=date(2026, 1, 1))
    with pytest.raises(errors.PeriodRefused, match="not after the baseline"):
        target(planner, indicator, starts=date(2025, 1, 1), ends=date(2025, 6, 30))


def test_a_target_is_removed_from_the_working_text(planner, indicator, policy):
    services.remove_target(
        by=planner, target=indicator.targets.get(), revision=policy.revision, now=NOW
    )

    assert selectors.document_of(policy).results[1].indicators[0].targets == ()
