"""From unit costs to a plan, a decision and planned activities; and what stands in the way of each."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from tangguh.domains.audit.models import Entry
from tangguh.domains.places.models import Provenance
from tangguh.domains.policies.models import Finding, Policy
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.programmes.models import Activity, Cancellation, Cycle
from tangguh.domains.resilience import selectors, services
from tangguh.domains.resilience.errors import (
    AlreadyDecided,
    CostRefused,
    CostsRefused,
    DecisionRefused,
    NoScores,
    PlanOutOfDate,
    PlanRefused,
)
from tangguh.domains.resilience.models import Decision, IndicatorScore, Plan, UnitCost
from tangguh.domains.resilience.parameters import shipped
from tangguh.domains.resilience.services import UnitCostDraft
from tangguh.errors import NotAllowed
from tests.domains.resilience.conftest import make_release
from tests.factories import NOW, TODAY, make_organization, make_person, make_policy

INDEX = "idm@2016"
LIMITS = {"funds": {"district_budget": 100_000_000}, "works": 6, "floor_kind": "spend"}


@pytest.fixture
def sari(district):
    return make_person("sari", "planner", district)


@pytest.fixture
def agency(district):
    return make_organization(district, "Dinas Kesehatan")


@pytest.fixture
def scored(kecimbung, sepintun):
    """Both villages lack everything but have every score."""
    release = make_release()
    IndicatorScore.objects.bulk_create(
        IndicatorScore(release=release, area=area, indicator=i.code, score=1)
        for area in (kecimbung, sepintun)
        for i in shipped(INDEX).indicators
    )
    return release


@pytest.fixture
def enter(district, sari, agency):
    def enter(intervention="BIDAN", amount=40_000_000, by=None, **changed):
        said = {
            "index": INDEX,
            "intervention": intervention,
            "per": "village",
            "costs": {"district_budget": amount},
            "agency": agency,
            "units": 1,
            "source": "SSH 2026",
            "holds_from": date(2026, 1, 1),
        }
        draft = UnitCostDraft(**said | changed)
        return services.enter_unit_cost(by=by or sari, district=district, draft=draft, now=NOW)

    return enter


@pytest.fixture
def draw(district, sari, scored, enter):
    def draw(by=None, year=2027, objective="most-gain", **changed):
        return services.draw_plan(
            by=by or sari,
            district=district,
            year=year,
            objective=objective,
            limits=LIMITS | changed,
            now=NOW,
        )

    return draw


@pytest.fixture
def policy(district, sari):
    return make_policy(district, sari, status=Policy.Status.IN_FORCE)


@pytest.fixture
def plan(enter, draw):
    enter("BIDAN")
    enter("KREDIT", 10_000_000)
    return draw()


def decide(plan, by, policy, chosen="resilience", reason="Bidan menyelamatkan nyawa"):
    return services.decide(by=by, plan=plan, chosen=chosen, reason=reason, policy=policy, now=NOW)


def works(plan, side):
    return {(village, code) for village, code, *_ in plan.result["sides"][side]["works"]}


# ── Unit costs ───────────────────────────────────────────────────────────────────────────────


def test_a_new_cost_supersedes_the_old_one_from_its_day_and_both_stay(district, enter):
    old = enter(amount=40_000_000)
    new = enter(amount=50_000_000, holds_from=date(2027, 1, 1))

    held = {
        day: selectors.unit_costs_on(district, INDEX, day)["BIDAN"]
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    }

    assert list(held.values()) == [old, new]
    assert [cost.total for cost in selectors.cost_entries(district, INDEX)] == [
        50_000_000,
        40_000_000,
    ]
    assert Entry.objects.filter(deed="resilience.unit_cost_entered").count() == 2


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"intervention": "BALAP"}, "no intervention BALAP"),
        ({"amount": 0}, "costs nothing"),
        ({"amount": -5}, "never below zero"),
        ({"costs": {"saku": 5}}, "fund is not known"),
        ({"per": "rumah"}, "Say which"),
        ({"source": "  "}, "where the cost is from"),
        ({"units": -1}, "Units of capacity"),
    ],
)
def test_a_cost_that_cannot_be_is_refused_and_not_stored(enter, changed, says):
    with pytest.raises(CostRefused, match=says):
        enter(**changed)

    assert not UnitCost.objects.exists()


def test_only_the_planner_enters_costs_and_draws_plans(district, enter, draw, scored):
    dewi = make_person("dewi", "programme_manager", district)

    with pytest.raises(NotAllowed):
        enter(by=dewi)
    enter()
    with pytest.raises(NotAllowed):
        draw(by=dewi)


# ── Plans ────────────────────────────────────────────────────────────────────────────────────


def test_both_plans_keep_the_limits_and_their_proofs_are_accepted(plan, kecimbung, sepintun):
    for side in ("official", "resilience"):
        figures = plan.result["sides"][side]
        assert figures["cost"] <= 100_000_000
        assert figures["value"] <= figures["bound"]
        assert plan.certificates[side]["accepted"]
    everything = {(a.code, i) for a in (kecimbung, sepintun) for i in ("BIDAN", "KREDIT")}
    assert works(plan, "official") == everything  # twice 40 and 10 million is all there is


def test_what_is_believed_decides_where_money_is_short(plan, draw):
    short = draw(funds={"district_budget": 40_000_000})

    # One midwife brings 4 points that are believed whole; credit brings 8 of which a quarter is.
    assert {code for _, code in works(short, "official")} == {"KREDIT"}
    assert {code for _, code in works(short, "resilience")} == {"BIDAN"}


def test_the_alarm_rings_for_what_costs_little_and_changes_little(plan):
    alarm = plan.result["alarm"]

    assert alarm["rings"]
    assert [code for code, *_ in alarm["indicators"]] == ["IKE08"]


def test_a_plan_is_out_of_date_when_costs_or_scores_change(plan, enter, scored):
    assert not selectors.is_out_of_date(plan)

    enter(amount=41_000_000)
    assert selectors.is_out_of_date(plan)

    UnitCost.objects.order_by("-pk").first().parts.all().delete()
    UnitCost.objects.order_by("-pk").first().delete()
    newer = make_release(2025)
    IndicatorScore.objects.filter(release=scored).update(release=newer)
    assert selectors.is_out_of_date(plan)


def test_a_sample_cost_makes_a_sample_plan(enter, draw):
    enter(provenance=Provenance.DEMO)

    assert draw().provenance == Provenance.DEMO


@pytest.mark.parametrize("objective", ["max-min", "worst-decile", "status-steps"])
def test_the_other_aims_are_drawn_up_and_proven_too(plan, draw, objective):
    other = draw(objective=objective)

    assert all(proof["accepted"] for proof in other.certificates.values())


def test_a_village_with_a_missing_score_is_left_out_and_told(enter, draw, sepintun):
    enter()
    IndicatorScore.objects.filter(area=sepintun, indicator="IKS01").delete()

    plan = draw()

    assert plan.result["left_out"] == [sepintun.code]
    assert works(plan, "official") == {("15.03.08.2006", "BIDAN")}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"funds": {}}, "All ceilings are zero"),
        ({"floors": {"15.03.08": 90_000_000}}, r"least spending in .*Lower this floor"),
        ({"floors": {"15.03.08": 80_000_000}, "funds": {"district_budget": 60_000_000}}, "floor"),
        ({"floors": {"15.03.99": 5}}, "without scored villages"),
        ({"year": 2025}, "not for 2025"),
        ({"year": 2040}, "not for 2040"),
    ],
)
def test_limits_that_cannot_be_kept_are_named_with_a_remedy(enter, draw, changed, says):
    enter()

    with pytest.raises(PlanRefused, match=says):
        draw(**changed)
    assert not Plan.objects.exists()


def test_without_scores_or_costs_nothing_is_planned(draw, enter):
    with pytest.raises(PlanRefused, match="No unit cost holds"):
        draw()
    enter()
    IndicatorScore.objects.all().delete()
    with pytest.raises(NoScores):
        draw()


# ── Decisions ────────────────────────────────────────────────────────────────────────────────


def test_a_decision_opens_activities_once_and_tells_the_policy(plan, sari, policy):
    decision = decide(plan, sari, policy)
    again = decide(plan, sari, policy)

    assert again == decision
    assert Activity.objects.count() == decision.works.count() == 4
    cycle = Cycle.objects.get()
    assert (cycle.budget, cycle.programme.policy) == (100_000_000, policy)
    assert cycle.programme.status == "planned"
    finding = Finding.objects.get()
    assert "Bidan menyelamatkan nyawa" in finding.text
    assert finding.link == reverse("resilience:plan", args=[plan.pk])
    assert Entry.objects.filter(deed="resilience.plan_decided").count() == 1


def test_neither_opens_nothing_and_still_says_why(plan, sari, policy):
    decide(plan, sari, policy, chosen="neither", reason="Tunggu hasil musrenbang")

    assert not Activity.objects.exists()
    assert "Tunggu hasil musrenbang" in Finding.objects.get().text


def test_a_decision_is_made_once(plan, sari, policy):
    decide(plan, sari, policy, chosen="neither")

    with pytest.raises(AlreadyDecided):
        decide(plan, sari, policy, chosen="official")


@pytest.mark.parametrize("changed", [{"reason": "  "}, {"chosen": "keduanya"}])
def test_a_decision_without_choice_or_reason_is_refused(plan, sari, policy, changed):
    with pytest.raises(DecisionRefused):
        decide(plan, sari, policy, **changed)
    assert not Decision.objects.exists()


def test_a_plan_out_of_date_is_not_carried_out(plan, sari, policy, enter):
    enter(amount=60_000_000)

    with pytest.raises(PlanOutOfDate):
        decide(plan, sari, policy)
    assert not Activity.objects.exists()


def test_somebody_else_may_not_decide(plan, district, policy):
    with pytest.raises(NotAllowed):
        decide(plan, make_person("nuraini", "regent", district), policy)


def withdraw(decision, by, reason="Anggaran dipotong"):
    return services.withdraw_decision(by=by, decision=decision, reason=reason, now=NOW)


def test_taking_back_cancels_what_has_not_begun_and_leaves_the_rest(plan, sari, policy):
    decision = decide(plan, sari, policy)
    begun = Activity.objects.order_by("pk").first()
    Activity.objects.filter(pk=begun.pk).update(planned_start=TODAY)

    made = withdraw(decision, sari)

    assert withdraw(decision, sari, "lagi") == made
    assert set(Activity.objects.exclude(cancellation=None)) == set(
        Activity.objects.exclude(pk=begun.pk)
    )
    opened = selectors.opened_by(decision, TODAY)
    assert (opened.goes_on, opened.cancelled, opened.begun) == (1, 3, ((begun.title, begun.pk),))
    assert list(programmes.activities_for(sari)) == [begun]
    assert Finding.objects.filter(text__contains="Anggaran dipotong").count() == 1
    assert Entry.objects.filter(deed="programmes.activity_cancelled").count() == 3


def test_a_decision_is_taken_back_with_a_reason_and_by_the_planner_alone(
    plan, district, sari, policy
):
    decision = decide(plan, sari, policy)

    with pytest.raises(DecisionRefused):
        withdraw(decision, sari, " ")
    with pytest.raises(NotAllowed):
        withdraw(decision, make_person("nuraini", "regent", district))
    assert not Cancellation.objects.exists()


def test_what_a_looser_limit_is_worth_is_computed_once_a_limit_for_any_aim(enter, draw, sari):
    enter("BIDAN")
    plan = draw(objective="max-min", works=1, funds={"district_budget": 40_000_000})

    while services.price_next_limit(by=sari, plan=plan, now=NOW):
        pass

    found = selectors.limit_prices(plan)
    assert set(found) == set(selectors.limits_to_price(plan)) >= {("official", "works", "")}
    assert all(value >= plan.result["sides"][side]["value"] for (side, *_), value in found.items())


# ── A table of costs ─────────────────────────────────────────────────────────────────────────

HEAD = "intervention,name,per,agency,units,holds_from,source,district_budget,village_fund\n"


@pytest.fixture
def take(district, sari, agency, tmp_path):
    def take(rows, by=None):
        file = tmp_path / "biaya.csv"
        file.write_text(HEAD + rows, encoding="utf-8")
        return services.enter_unit_costs(
            by=by or sari, district=district, index=INDEX, file=file, now=NOW
        )

    return take


def test_a_table_of_costs_is_taken_whole_and_its_rows_only_once(district, take):
    rows = (
        "BIDAN,Bidan desa,desa,dinas kesehatan,1,2026-01-01,SSH 2026,Rp40.000.000,\n"
        "KREDIT,,poin,Dinas Kesehatan,2,2026-01-01,SSH 2026,,5000000\n"
        "AIR,,,,,,,,\n"
    )

    assert (take(rows), take(rows)) == ((2, 0), (0, 2))
    held = selectors.unit_costs_on(district, INDEX, TODAY)
    assert {code: (cost.per, cost.total) for code, cost in held.items()} == {
        "BIDAN": ("village", 40_000_000),
        "KREDIT": ("point", 5_000_000),
    }


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("BIDAN,,desa,Dinas Angin,1,2026-01-01,SSH,5,", "row 2, agency .*no agency “Dinas Angin”"),
        ("BIDAN,,desa,Dinas Kesehatan,1,besok,SSH,5,", "row 2, holds_from .*2027-01-31"),
        ("BIDAN,,desa,Dinas Kesehatan,1,2026-01-01,SSH,lima,", "row 2, district_budget .*“lima”"),
        ("BIDAN,,desa,Dinas Kesehatan,1,2026-01-01,SSH,45000000.00,", "no amount in whole rupiah"),
        (f"BIDAN,,desa,Dinas Kesehatan,1,2026-01-01,SSH,{'9' * 5000},", "no amount in whole"),
        (f"BIDAN,,desa,Dinas Kesehatan,{'9' * 5000},2026-01-01,SSH,5,", "whole number of units"),
        ("BALAP,,desa,Dinas Kesehatan,1,2026-01-01,SSH,5,", "no intervention BALAP"),
        ("BIDAN,,rumah,Dinas Kesehatan,1,2026-01-01,SSH,5,", "Say which"),
        ("BIDAN,,desa,Dinas Kesehatan,1,2026-01-01,SSH,,", "No row holds any money"),
    ],
)
def test_a_table_with_a_faulty_row_is_refused_whole(take, row, says):
    good = (
        "KREDIT,,poin,Dinas Kesehatan,1,2026-01-01,SSH,5,\n" if "BIDAN,,desa,D" not in row else ""
    )

    with pytest.raises(CostsRefused, match=says):
        take(f"{row}\n{good}")
    assert not UnitCost.objects.exists()


# ── Pages ────────────────────────────────────────────────────────────────────────────────────


def signed_in(person):
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(person)
    return client


def page(name, *args):
    return reverse(f"resilience:{name}", args=args)


def test_costs_plan_decision_activities_over_http(district, sari, agency, scored, policy):
    client = signed_in(sari)
    cost = {
        "per": "village",
        "agency": agency.pk,
        "units": 1,
        "holds_from": "2026-01-01",
        "source": "SSH 2026",
        "fund_district_budget": "Rp40.000.000",
    }
    assert client.post(page("cost", "BIDAN"), cost).status_code == 302
    assert "SSH 2026" in client.get(page("costs")).content.decode()

    year = TODAY.year + 1
    said = {"year": year, "objective": "most-gain", "floor_kind": "spend"}
    answer = client.post(page("draw_plan"), said | {"fund_district_budget": "100.000.000"})
    assert answer.status_code == 302, answer.content.decode()
    drawn = client.get(answer["Location"]).content.decode()
    assert "no plan under these limits is better" in drawn
    assert "Rp100 million more would lift nothing" not in drawn

    plan = Plan.objects.get()
    said = {"chosen": "official", "reason": "Bidan dulu", "policy": policy.pk}
    client.post(page("decide", plan.pk), said)
    decided = client.get(page("plan", plan.pk)).content.decode()
    activity = Activity.objects.first()
    assert "Bidan dulu" in decided
    assert reverse("programmes:activity", args=[activity.pk]) in decided
    public = Client().get(reverse("programmes:activity", args=[activity.pk])).content.decode()
    assert page("plan", plan.pk) in public
    assert Client().get(page("plan", plan.pk)).status_code == 200
    sheet = client.get(page("decision_sheet", plan.pk))
    assert sheet.content.startswith(b"%PDF")

    client.post(page("withdraw", plan.pk), {"reason": "Anggaran dipotong"})
    assert "Anggaran dipotong" in client.get(page("plan", plan.pk)).content.decode()
    gone = client.get(reverse("programmes:activity", args=[activity.pk])).content.decode()
    assert "Cancelled" in gone


def test_the_template_comes_back_as_it_is_and_the_next_plan_begins_where_the_last_ended(
    sari, enter, draw
):
    enter()
    draw(works=3)
    client = signed_in(sari)
    table = client.get(page("cost_template")).content

    answer = client.post(page("import_costs"), {"file": BytesIO(table)})
    assert answer.status_code == 302, answer.content.decode()
    assert UnitCost.objects.count() == 1
    form = client.get(page("draw_plan")).content.decode()
    assert 'value="100.000.000"' in form
    assert 'value="3"' in form


def test_prices_of_limits_are_computed_one_a_request(sari, enter, draw):
    enter()
    plan = draw(funds={"district_budget": 40_000_000})
    client = signed_in(sari)
    asked = len(selectors.limits_to_price(plan))

    assert "hx-post" not in client.get(page("limit_prices", plan.pk)).content.decode()
    answer = client.post(page("limit_prices", plan.pk), headers={"HX-Request": "true"})
    assert f"1 of {asked}" in answer.content.decode()
    assert "hx-post" in answer.content.decode()


def test_a_form_with_faults_tells_them_and_stores_nothing(sari, enter, scored):
    enter()
    client = signed_in(sari)

    said = {"year": 2027, "objective": "most-gain", "floor_kind": "gain"}
    bad = said | {"fund_district_budget": "-5", "floor_15.03.08": "120", "works": "0"}
    answer = client.post(page("draw_plan"), bad)
    infeasible = client.post(page("draw_plan"), said | {"fund_district_budget": "0"})

    assert (answer.status_code, infeasible.status_code) == (422, 422)
    told = answer.content.decode()
    assert "is not an amount in whole rupiah" in told
    assert "Percent end at 100" in told
    assert "All ceilings are zero" in infeasible.content.decode()
    assert not Plan.objects.exists()


def test_a_draft_is_for_officials_alone(plan, district):
    regent = make_person("nuraini", "regent", district)
    resident = make_person("ani", "resident", district)

    assert signed_in(regent).get(page("plan", plan.pk)).status_code == 200
    for client in (Client(), signed_in(resident)):
        assert client.get(page("plan", plan.pk)).status_code == 404
    assert signed_in(resident).get(page("costs")).status_code == 403
    assert signed_in(regent).get(page("draw_plan")).status_code == 403


@pytest.mark.parametrize("name", ["costs", "plans", "draw_plan", "plan", "cost", "limit_prices"])
def test_the_pages_ask_little(plan, sari, name, django_assert_max_num_queries):
    args = {"plan": [plan.pk], "limit_prices": [plan.pk], "cost": ["BIDAN"]}.get(name, [])
    client = signed_in(sari)

    with django_assert_max_num_queries(15):
        assert client.get(page(name, *args)).status_code == 200


def test_a_cost_of_a_day_to_come_does_not_hold_yet(district, enter):
    enter(holds_from=TODAY + timedelta(days=1))

    assert selectors.unit_costs_on(district, INDEX, TODAY) == {}
