"""What our index counts from the rows of the other rooms, and what it leaves unknown."""

import csv
import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from click.testing import CliRunner

from tangguh.domains.emergencies.models import Pair
from tangguh.domains.places.models import Population
from tangguh.domains.policies.models import Policy
from tangguh.domains.resilience import indicators, parameters, selectors, services
from tangguh.domains.resilience.commands import index
from tangguh.domains.resilience.errors import MalformedIndex
from tangguh.domains.resilience.indicators import Count, Source
from tangguh.domains.resilience.selectors import _own
from tangguh.domains.resilience.selectors._own import stamp
from tests.domains.emergencies import buddies
from tests.domains.resilience.conftest import make_release, make_score
from tests.domains.resilience.own import (
    JULY,
    answer,
    ask_again,
    count_arrival,
    hold_drill,
    hold_forum,
    make_proposal,
    make_work,
)
from tests.factories import NOW, SOURCED, TODAY, make_person, make_village

NAME = "ketahanan_sosial@2026"
YEAR = selectors.period_of(2026, on=TODAY)


def standing(area, period=YEAR, **said):
    return selectors.own_of(area, [period], **said).of(area.code)


def figure(area, code, **said):
    return next(f for f in standing(area, **said).figures if f.indicator.code == code)


def test_an_answer_counts_once_it_was_due(kecimbung):
    make_proposal(kecimbung, answered_after=10)
    make_proposal(kecimbung, answered_after=31)  # a day late
    make_proposal(kecimbung)
    make_proposal(kecimbung, filed_on=TODAY - timedelta(days=5))  # not due yet

    told = figure(kecimbung, "SUA1")

    assert told.count == Count(1, 3, 3)
    assert told.score == (33, 33)


def test_a_proposal_of_last_december_is_due_this_year(kecimbung):
    for _n in range(3):
        make_proposal(kecimbung, filed_on=date(2025, 12, 20), answered_after=20)

    assert figure(kecimbung, "SUA1").count == Count(3, 3, 3)
    assert figure(kecimbung, "SUA2").count is None  # it was filed last year


def test_women_among_proposers_are_full_at_three_in_ten(kecimbung):
    for n in range(5):
        make_proposal(kecimbung, by_women=n == 0)

    assert figure(kecimbung, "SUA2").score == (66, 66)  # a fifth of three tenths


def test_more_answers_never_lower_the_index(kecimbung):
    waiting = [make_proposal(kecimbung) for _n in range(4)]
    lows = [standing(kecimbung).whole.low]
    for proposal in waiting:
        answer(proposal, JULY + timedelta(days=9))
        lows.append(standing(kecimbung).whole.low)

    assert lows == sorted(lows)
    assert lows[-1] > lows[0]


def test_few_rows_say_so_and_are_no_zero(kecimbung):
    make_proposal(kecimbung)

    told = figure(kecimbung, "SUA1")

    assert told.score is None
    assert told.why == _own.FEW_ROWS
    assert standing(kecimbung).whole.high == 1


def test_counts_that_point_at_few_are_told_as_bounds(kecimbung):
    hold_forum(kecimbung, women=2, men=38)

    told = figure(kecimbung, "SUA3")

    assert not told.may_be_counted
    assert told.score == (0, 0)  # 0 to 4 of 40 are all below the first goalpost
    hold_forum(kecimbung, women=8, men=30)
    assert figure(kecimbung, "SUA3").may_be_counted


def test_a_small_rest_is_told_as_bounds_too(kecimbung):
    make_work(kecimbung, people=20, women=17)

    told = figure(kecimbung, "TRM3")

    assert told.score == (100, 100)
    assert not told.may_be_counted
    assert _own.bounds(Count(17, 20, 20)) == (16, 20)
    assert _own.bounds(Count(3, 6, 6)) == (0, 4)


def test_work_with_residents_counts_beside_all_work(kecimbung):
    make_work(kecimbung, joint=True, people=10)
    make_work(kecimbung, people=10)
    make_work(kecimbung, people=10)

    told = figure(kecimbung, "SOL1")

    assert told.count == Count(1, 3, 3)
    assert told.score == (66, 66)  # a third of a half


def test_people_trained_need_a_population(kecimbung):
    make_work(kecimbung, people=40, women=20)

    assert figure(kecimbung, "SIAP3").why == _own.NO_POPULATION
    Population.objects.create(area=kecimbung, period="2025", kind="register", total=1600, **SOURCED)
    told = figure(kecimbung, "SIAP3")
    assert told.count == Count(40, 1600, 1)
    assert told.score == (50, 50)  # 25 of 50 per 1,000


def test_who_is_asked_again_counts(kecimbung):
    activity = make_work(kecimbung, people=30, women=15, on=date(2026, 6, 1))
    assert figure(kecimbung, "TRM1").why == _own.NO_ROWS

    ask_again(activity, kecimbung, skill_in_use=10, knows_where_to_go=15)

    assert figure(kecimbung, "TRM1").count == Count(10, 20, 20)
    assert figure(kecimbung, "TRM1").score == (50, 50)
    assert figure(kecimbung, "TRM2").why == _own.NO_ROWS  # that was not asked


def test_nothing_under_a_draft_policy_counts(kecimbung):
    activity = make_work(kecimbung, joint=True, people=30, on=date(2026, 6, 1))
    ask_again(activity, kecimbung, skill_in_use=10)
    Policy.objects.update(status=Policy.Status.DRAFT)

    assert {f.count for f in standing(kecimbung).figures} == {None}


def test_in_a_drill_those_count_who_came_within_the_planned_time(kecimbung):
    hold_drill(kecimbung, in_time=18, late=12)  # of 40, of whom ten never came
    wrong = hold_drill(kecimbung, in_time=30, late=20)  # more than the plan wanted
    count_arrival(wrong, 60, 10, replaces=wrong.arrivals.get(minute=20))

    told = figure(kecimbung, "SIAP1")

    assert told.count == Count(18 + 11, 40 + 40, 80)
    assert told.may_be_counted  # what stands on the drill's own page


@pytest.mark.parametrize(
    "said",
    [{"kind": "ttx"}, {"ended_at": None}, {"plan_curve": []}, {"on": date(2025, 7, 1)}],
    ids=str,
)
def test_a_drill_at_the_table_without_end_or_plan_or_of_another_year_does_not_count(
    kecimbung, said
):
    hold_drill(kecimbung, in_time=18, **said)

    assert figure(kecimbung, "SIAP1").count is None


@pytest.fixture
def on_call(kecimbung):
    """Twenty who cannot leave alone: fourteen have a neighbour, twelve of them two."""
    by = make_person("fitri", "village_operator", kecimbung)
    residents = [buddies.house(by, kecimbung, f"Minah {n}").members.get().pk for n in range(20)]
    helpers = [buddies.helper(by, kecimbung, f"Dedi {n}") for n in range(2)]
    Pair.objects.bulk_create(
        Pair(
            member_id=member,
            helper=helper,
            state=Pair.State.AGREED,
            proposed_on=TODAY,
            expires_on=TODAY,
        )
        for helper, count in zip(helpers, (14, 12), strict=True)
        for member in residents[:count]
    )
    return helpers


def test_neighbours_on_call_tell_no_more_than_their_own_page(kecimbung, on_call):
    told = figure(kecimbung, "SIAP2")

    assert told.count == Count(12, 20, 20, between=(10, 14))
    assert not told.may_be_counted  # 14 have one: it would tell that two have no second
    assert told.score == (50, 70)
    on_call[0].pairs.last().delete()
    on_call[1].pairs.filter(pk__gt=on_call[1].pairs.all()[7].pk).delete()
    assert figure(kecimbung, "SIAP2").count == Count(8, 20, 20)


def test_neighbours_on_call_are_of_today_alone(kecimbung, on_call):
    last_year = selectors.period_of(2025, on=TODAY)

    assert standing(kecimbung, last_year).scores.get("SIAP2") is None


def test_a_source_that_nobody_serves_is_no_data_until_a_room_registers_it(kecimbung, monkeypatch):
    monkeypatch.delitem(indicators.sources, "emergencies.drill_arrived")
    assert figure(kecimbung, "SIAP1").why == _own.NO_SOURCE

    def read(area, periods):
        return {("emergencies.drill_arrived", kecimbung.code, 0): Count(23, 40, 40)}

    drill = Source("emergencies.drill_arrived", "Gladi", read, lambda area, period: [])
    monkeypatch.setitem(indicators.sources, drill.name, drill)
    assert figure(kecimbung, "SIAP1").score == (50, 50)


def test_the_figures_do_not_depend_on_the_order_of_villages(district):
    villages = [make_village(f"15.03.08.20{n:02}", f"Desa {n}") for n in range(10, 16)]
    random.Random(4).shuffle(villages)  # noqa: S311
    for n, village in enumerate(villages):
        for m in range(4):
            make_proposal(village, answered_after=5 if m < n else None)
    together = selectors.own_of(district, [YEAR])

    for village in villages:
        alone, among = standing(village), together.of(village.code)
        assert alone.spans == among.spans
        assert [f.count for f in alone.figures] == [f.count for f in among.figures]


def test_the_district_asks_as_often_for_one_village_as_for_many(
    district, django_assert_num_queries
):
    for n in range(10, 40):
        make_proposal(make_village(f"15.03.08.20{n:02}", f"Desa {n}"), answered_after=5)

    with django_assert_num_queries(10):
        selectors.own_of(district, selectors.periods_back(TODAY, year=2026, most=3))


def test_the_rows_listed_are_the_rows_counted(kecimbung):
    make_proposal(kecimbung, filed_on=date(2025, 12, 20), answered_after=20)
    for n in range(6):
        make_proposal(kecimbung, answered_after=5 * n, by_women=n < 2)
    hold_forum(kecimbung, women=12, men=20)
    hold_forum(kecimbung, women=9, men=11)
    Population.objects.create(area=kecimbung, period="2025", kind="register", total=900, **SOURCED)
    make_work(kecimbung, joint=True, people=18, women=9)
    make_work(kecimbung, people=12, women=6)
    ask_again(
        make_work(kecimbung, people=40, women=20, on=date(2026, 6, 1)), kecimbung, skill_in_use=9
    )

    counted = [f for f in standing(kecimbung).figures if f.count]

    assert {f.indicator.code for f in counted} == {
        "SOL1",
        "SUA1",
        "SUA2",
        "SUA3",
        "SIAP3",
        "TRM1",
        "TRM3",
    }
    for told in counted:
        rows = told.source.rows(kecimbung, YEAR)
        assert sum(row.part for row in rows) == told.count.part, told.indicator.code
        if told.indicator.code != "SIAP3":  # whose whole is the village's population
            assert sum(row.whole for row in rows) == told.count.whole, told.indicator.code


def test_a_struck_follow_up_and_a_struck_attendee_count_no_longer(kecimbung):
    activity = make_work(kecimbung, people=30, on=date(2026, 6, 1))
    told = ask_again(activity, kecimbung, skill_in_use=10)
    services.strike_follow_up(by=told.recorded_by, follow_up=told, now=NOW)
    forum = hold_forum(kecimbung, women=10, men=10)
    forum.attendees.filter(sex="male").update(struck_at=NOW)

    assert figure(kecimbung, "TRM1").count is None
    assert figure(kecimbung, "SUA3").why == _own.FEW_ROWS


def test_years_and_halves_are_told_apart_and_a_new_definition_is_a_break(
    kecimbung, monkeypatch, tmp_path
):
    for on in (date(2025, 4, 1), date(2026, 3, 1), date(2026, 8, 1)):
        for _n in range(3):
            make_proposal(kecimbung, filed_on=on, answered_after=3)
    monkeypatch.setattr(
        parameters, "own_index", lambda on: NAME if on.year > 2025 else older(tmp_path)
    )

    years = selectors.periods_back(TODAY, year=2026, most=3)
    halves = selectors.halves_back(TODAY, most=3)
    found = selectors.own_of(kecimbung, [*years, *halves])
    told = selectors.own_trend(found, kecimbung, range(3))

    assert [p.name for p in (*years, *halves)] == [
        "2026",
        "2025",
        "2024",
        "2026/2",
        "2026/1",
        "2025/2",
    ]
    counts = [found.of(kecimbung.code, n).figures[2].count for n in range(6)]
    assert [count and count.part for count in counts] == [6, 3, None, 3, 3, None]
    assert [each.breaks for each in told] == [True, False, False]


def older(tmp_path):
    """The same definition under an older name."""
    folder = tmp_path / "ketahanan_sosial@2024"
    if not folder.exists():
        folder.mkdir()
        for path in (parameters.SHIPPED / NAME).iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
    return str(folder)


def test_a_definition_whose_weights_do_not_sum_is_refused_with_its_place(tmp_path):
    folder = older(tmp_path)
    table = tmp_path / "ketahanan_sosial@2024" / "indicators.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",1/2,3,0,100", ",1/3,3,0,100", 1), encoding="utf-8")

    with pytest.raises(MalformedIndex) as refusal:
        parameters.measured(folder)

    assert "SOL" in str(refusal.value.message)
    assert "5/6" in str(refusal.value.message)


def test_the_shipped_definition_can_be_argued_with():
    measured = parameters.own(NAME)
    sources = {stick.source for stick in measured.yardsticks.values()}
    asked = {f"followup.{code}" for code in parameters.questions(NAME)}

    served = {source.name for source in selectors.OF_THIS_ROOM}
    assert served | asked == sources
    for indicator in measured.definition.indicators:
        for column in ("numerator", "why", "defects", "gaming", "kinds"):
            assert indicator.facts[column], (indicator.code, column)
            assert column == "kinds" or indicator.facts[f"{column}_en"], (indicator.code, column)
    assert sum((d.weight for d in measured.definition.dimensions), Fraction(0)) == 1


def test_it_is_computed_anew_after_a_deed_and_not_before(
    kecimbung, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(_own, "stamp", stamp)
    training = make_work(kecimbung, people=40, women=20, on=date(2026, 6, 1))
    before = standing(kecimbung)

    with django_assert_num_queries(1):
        assert standing(kecimbung) is before
    ask_again(training, kecimbung, skill_in_use=9)
    assert standing(kecimbung) is not before


def test_where_the_official_status_says_otherwise_it_is_said(kecimbung):
    make_score(make_release(), kecimbung, Decimal("0.9"), status="mandiri")
    for _n in range(6):
        make_proposal(kecimbung)
    hold_forum(kecimbung, women=1, men=60)
    for _n in range(3):
        make_work(kecimbung, people=20, women=0)
    ask_again(
        make_work(kecimbung, people=40, on=date(2026, 6, 1)),
        kecimbung,
        skill_in_use=0,
        helped_neighbour=0,
    )

    (row,) = selectors.own_rows(kecimbung.parent.parent, selectors.own_of(kecimbung, [YEAR]), "KSK")

    assert row.value == "0"
    assert row.disagrees.startswith("Officially Mandiri, yet")


def test_the_worked_example_of_the_docs(kecimbung):
    for n in range(6):
        make_proposal(kecimbung, answered_after=10 if n < 4 else 40, by_women=n == 0)
    hold_forum(kecimbung, women=12, men=20)

    told = standing(kecimbung)
    bars = {bar.code: bar for bar in selectors.bars_of(told)}

    assert [f.score[0] for f in told.figures if f.score] == [66, 55, 78]
    assert told.spans["SUA"].value == Fraction(6625, 10_000)
    assert bars["SUA"].value == 66
    assert (bars["KSK"].value, bars["KSK"].low, bars["KSK"].high, bars["KSK"].known) == (
        None,
        17,
        92,
        25,
    )


def test_the_command_writes_every_village_and_leaves_the_unknown_empty(
    kecimbung, sepintun, tmp_path
):
    for _n in range(3):
        make_proposal(kecimbung, answered_after=10)
    out = tmp_path / "OUT.csv"

    done = CliRunner().invoke(index, ["own", "--year", "2026", "--out", str(out)])
    later = CliRunner().invoke(index, ["own", "--year", "2999", "--out", str(out)])
    unknown = CliRunner().invoke(
        index, ["own", "--year", "2026", "--definition", "ada@1", "--out", str(out)]
    )

    assert done.exit_code == 0, done.output
    with out.open(encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert set(rows) == {kecimbung.code, sepintun.code}
    told = rows[kecimbung.code]
    assert (told["SUA"], told["SUA_known"], told["SUA1"]) == ("100", "50", "100")
    assert (told["KSK"], told["class"], told["SIAP1"]) == ("", "", "")
    assert rows[sepintun.code]["SUA1"] == ""
    assert later.exit_code == 1
    assert "has not begun" in later.output
    assert unknown.exit_code == 1
    assert "ketahanan_sosial@2026" in unknown.output
