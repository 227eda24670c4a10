"""Who is proposed to whom, what both sides say, and what happens when somebody drops out."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from tangguh.domains.atlas.services import MapFacts
from tangguh.domains.audit.models import Entry
from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.commands import emergencies
from tangguh.domains.emergencies.errors import AlreadyAnswered, HelperUnclear
from tangguh.domains.emergencies.models import BuddyConsent, Helper, Pair
from tangguh.domains.emergencies.selectors import House
from tangguh.domains.emergencies.services import Proposed
from tangguh.domains.residents import services as residents
from tangguh.domains.residents.errors import NumberWritten
from tangguh.engines.matching import Reason
from tangguh.errors import NotAllowed
from tests.domains.emergencies.buddies import both_agree, helper, house, pairs, propose
from tests.domains.emergencies.conftest import RIVER
from tests.factories import NOW, TODAY, make_person

pytestmark = pytest.mark.django_db
LAST = date(2027, 5, 24)
FLOOD = {"neighbourhood": "04", "name": "Tepi sungai", "source": "Test", "on": TODAY}


@pytest.fixture
def kader(kecimbung):
    return make_person("siti", "cadre", kecimbung)


def test_as_many_as_possible_are_covered_though_nearest_first_would_leave_one(kader, kecimbung):
    # Ani has Kartini near and Lili far; Budi has Kartini alone. Each helper answers for one RT's two.
    house(kader, kecimbung, "Ani", north=0)
    house(kader, kecimbung, "Budi", north=-390)
    helper(kader, kecimbung, "Kartini", north=10)
    helper(kader, kecimbung, "Lili", north=90)

    told = propose(kader, kecimbung)

    assert told == Proposed(new=3, kept=0, ended=0, moved=0)
    assert pairs() == {("Ani", "Kartini"), ("Ani", "Lili"), ("Budi", "Kartini")}
    assert Pair.objects.get(helper__name="Lili").metres == 90


def test_whoever_is_cut_off_by_the_same_water_is_not_proposed(kader, kecimbung):
    services.set_flooded_place(by=kader, area=kecimbung, **FLOOD)
    house(kader, kecimbung, "Ani")
    helper(kader, kecimbung, "Kartini", north=10)
    helper(kader, kecimbung, "Lili", north=90, neighbourhood="05")

    propose(kader, kecimbung)

    assert pairs() == {("Ani", "Lili")}


BESIDE = {"longitude": 102.0615, "latitude": -2.45}  # 170 m outside it
NEAR = {"longitude": 102.0595, "latitude": -2.45}  # inside, at its edge


def test_the_zone_of_a_map_cuts_off_and_not_the_rt(kader, kecimbung, take_zones):
    take_zones()
    house(kader, kecimbung, "Ani", **NEAR)
    helper(kader, kecimbung, "Kartini", **NEAR)
    helper(kader, kecimbung, "Lili", **BESIDE)

    propose(kader, kecimbung)

    assert pairs() == {("Ani", "Lili")}


def test_a_map_for_which_nobody_answers_and_a_low_class_cut_nobody_off(
    kader, kecimbung, take_zones
):
    take_zones(MapFacts("flood", "", "", None))
    take_zones(MapFacts("flash_flood", "BPBD", "Peta", TODAY), ("rendah", RIVER))
    house(kader, kecimbung, "Ani", **NEAR)
    helper(kader, kecimbung, "Kartini", **NEAR)

    propose(kader, kecimbung)

    assert pairs() == {("Ani", "Kartini")}


def test_without_a_point_the_middle_of_the_rt_counts_and_a_named_rt_is_the_same_water(
    kader, kecimbung, take_zones
):
    # Ani has no point, and her RT lies in the zone. RT 05 was named; its only known house does too.
    take_zones()
    services.set_flooded_place(by=kader, area=kecimbung, **FLOOD | {"neighbourhood": "05"})
    found = selectors.waters(kecimbung, on=TODAY)
    wet, dry = (102.05, -2.45), (102.01, -2.49)

    ani, budi, citra, lili, rt_06 = found.of(
        [House("04"), House("04", wet), House("05", wet), House("05", dry), House("06", dry)]
    )

    assert ani == budi == citra
    assert lili == "Tepi sungai"  # the middle of RT 05 lies outside: what was said holds
    assert rt_06 == ""


def test_only_the_able_the_trained_and_those_who_can_carry_are_proposed(kader, kecimbung):
    house(kader, kecimbung, "Ani", needs=("bedridden",))
    helper(kader, kecimbung, "Kartini", north=10)
    helper(kader, kecimbung, "Lili", north=20, skills=("carry",), trained_on=None)
    strong = helper(kader, kecimbung, "Made", north=30, skills=("carry",))

    propose(kader, kecimbung)
    assert pairs() == {("Ani", "Made")}

    services.drop_out(by=kader, helper=strong, on=TODAY)
    assert pairs() == set()


def test_without_a_point_neighbours_of_one_rt_are_proposed_and_no_metres_are_told(kader, kecimbung):
    nowhere = {"latitude": None, "longitude": None}
    house(kader, kecimbung, "Ani", consents=("register", "help"), **nowhere)
    helper(kader, kecimbung, "Kartini", north=10)
    helper(kader, kecimbung, "Lili", north=10, neighbourhood="05")

    propose(kader, kecimbung)

    assert pairs() == {("Ani", "Kartini")}
    assert Pair.objects.get().metres is None


def test_a_village_without_helpers_is_told_whom_to_train(kader, kecimbung):
    house(kader, kecimbung, "Ani")

    assert propose(kader, kecimbung) == Proposed(0, 0, 0, 0)

    [gap] = selectors.missing(kecimbung, on=TODAY)
    assert (gap.member.name, gap.missing, gap.reason) == ("Ani", 2, Reason.NOBODY_NEAR)
    [row] = selectors.training_list((gap,), each=2)
    assert (row.neighbourhood, row.people, row.nobody) == ("04", 1, 1)


def test_the_yes_of_both_sides_makes_it_hold_for_six_months(kader, kecimbung):
    house(kader, kecimbung, "Ani")
    helper(kader, kecimbung, "Kartini")
    propose(kader, kecimbung)
    pair = Pair.objects.get()

    services.agree(by=kader, pair=pair, side="person", given_by="Ani", how="gendong", on=TODAY)
    assert not pair.holds(TODAY)
    services.agree(by=kader, pair=pair, side="helper", given_by="Kartini", on=TODAY)

    assert pair.holds(LAST)
    assert not pair.holds(LAST + timedelta(1))
    assert pair.how == "gendong"
    texts = BuddyConsent.objects.values_list("side", "given_by", "text_of", "given_on")
    since = date(2020, 1, 1)
    assert set(texts) == {("person", "Ani", since, TODAY), ("helper", "Kartini", since, TODAY)}


def test_a_side_answers_once_and_no_id_number_is_kept(kader, kecimbung):
    house(kader, kecimbung, "Ani")
    helper(kader, kecimbung, "Kartini")
    propose(kader, kecimbung)
    pair = Pair.objects.get()

    with pytest.raises(NumberWritten):
        services.agree(by=kader, pair=pair, side="person", given_by="1503 0812 3456 7890", on=TODAY)
    services.agree(by=kader, pair=pair, side="person", given_by="Ani", on=TODAY)
    with pytest.raises(AlreadyAnswered):
        services.agree(by=kader, pair=pair, side="person", given_by="Ani", on=TODAY)


def test_after_a_no_the_two_are_never_proposed_again_and_somebody_else_is(kader, kecimbung):
    house(kader, kecimbung, "Ani")
    for name in ("Kartini", "Lili", "Made"):
        helper(kader, kecimbung, name, north=10 * len(name))
    propose(kader, kecimbung)
    first = Pair.objects.order_by("metres").first()

    services.refuse_pair(by=kader, pair=first, side="person", on=TODAY)
    propose(kader, kecimbung)

    assert ("Ani", first.helper.name) not in pairs()
    assert len(pairs()) == 2


def test_who_drops_out_moves_nobody_who_need_not_be_moved(kader, kecimbung):
    for n in range(6):
        house(kader, kecimbung, f"Ani {n}", north=50 * n)
        helper(kader, kecimbung, f"Kartini {n}", north=50 * n)
    spare = helper(kader, kecimbung, "Lili", north=125)
    propose(kader, kecimbung)
    before = pairs()
    out = next(p.helper for p in Pair.objects.all() if p.helper != spare)

    told = services.drop_out(by=kader, helper=out, on=TODAY)

    stayed = {pair for pair in before if pair[1] != out.name}
    assert stayed <= pairs()
    assert told.new == len(pairs() - before)
    assert told.ended == len(before - stayed)


def test_an_agreed_pair_holds_until_whoever_replaces_it_has_agreed(kader, kecimbung):
    house(kader, kecimbung, "Ani")
    ill = helper(kader, kecimbung, "Kartini")
    helper(kader, kecimbung, "Lili", north=5)
    propose(kader, kecimbung)
    for pair in Pair.objects.all():
        both_agree(kader, pair)
    helper(kader, kecimbung, "Made", north=9)

    told = services.drop_out(by=kader, helper=ill, on=TODAY)
    assert (told.new, told.moved) == (1, 1)
    assert Pair.objects.get(helper=ill).holds(TODAY)

    both_agree(kader, Pair.objects.get(helper__name="Made"))
    assert not Pair.objects.filter(helper=ill).exists()
    assert pairs() == {("Ani", "Lili"), ("Ani", "Made")}


def test_a_helper_who_takes_the_yes_back_is_gone_with_name_and_pairs(kader, kecimbung):
    house(kader, kecimbung, "Ani")
    gone = helper(kader, kecimbung, "Kartini")
    propose(kader, kecimbung)

    services.forget_helper(by=kader, helper=gone, on=TODAY)

    assert not Helper.objects.exists()
    assert not Pair.objects.exists()
    entry = Entry.objects.get(deed="emergencies.helper_forgotten")
    assert "Kartini" not in str(vars(entry))


def test_without_the_households_consent_to_help_nobody_is_proposed(kader, kecimbung):
    household = house(kader, kecimbung, "Ani")
    helper(kader, kecimbung, "Kartini")
    propose(kader, kecimbung)
    residents.withdraw_consent(by=kader, household=household, purpose="help", on=TODAY)

    propose(kader, kecimbung)

    assert not Pair.objects.exists()


def test_what_ran_out_is_removed_by_the_operators_command(kader, kecimbung, district):
    house(kader, kecimbung, "Ani")
    helper(kader, kecimbung, "Kartini")
    propose(kader, kecimbung)
    both_agree(kader, Pair.objects.get())

    people = selectors.fetched(kecimbung, now=NOW)
    [(end, _first), *_others] = selectors.running_out(kecimbung, people, on=LAST - timedelta(20))
    assert end == LAST
    assert not list(selectors.running_out(kecimbung, people, on=TODAY))
    assert services.remove_expired(on=LAST) == 0
    district.district.frozen_today = LAST + timedelta(1)
    district.district.save()
    result = CliRunner().invoke(emergencies, ["remove-expired"])

    assert result.output == "2\n"
    assert not Helper.objects.exists()


def test_asked_again_both_sides_a_pair_holds_as_long_again(kader, kecimbung):
    house(kader, kecimbung, "Ani")
    helper(kader, kecimbung, "Kartini")
    propose(kader, kecimbung)
    pair = both_agree(kader, Pair.objects.get())
    later = TODAY + timedelta(100)

    services.renew_pair(by=kader, pair=pair, person_by="Ani", helper_by="Kartini", on=later)

    assert pair.holds(LAST + timedelta(90))
    assert BuddyConsent.objects.filter(given_on=later).count() == 2


def test_whoever_may_not_match_neither_proposes_nor_answers(kader, kecimbung):
    house(kader, kecimbung, "Ani")
    kartini = helper(kader, kecimbung, "Kartini")
    propose(kader, kecimbung)
    piket, pair = make_person("yusuf", "duty_officer", kecimbung), Pair.objects.get()

    for deed in (
        lambda: propose(piket, kecimbung),
        lambda: services.agree(by=piket, pair=pair, side="person", given_by="x", on=TODAY),
        lambda: services.refuse_pair(by=piket, pair=pair, side="person", on=TODAY),
        lambda: services.drop_out(by=piket, helper=kartini, on=TODAY),
        lambda: services.forget_helper(by=piket, helper=kartini, on=TODAY),
        lambda: helper(piket, kecimbung, "Lili"),
        lambda: services.set_flooded_place(by=piket, area=kecimbung, **FLOOD),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_half_a_point_and_a_training_ahead_are_refused(kader, kecimbung):
    with pytest.raises(HelperUnclear, match="both latitude and longitude"):
        helper(kader, kecimbung, "Kartini", longitude=None)
    with pytest.raises(HelperUnclear, match="lies ahead"):
        helper(kader, kecimbung, "Kartini", trained_on=TODAY + timedelta(1))
    assert not Helper.objects.exists()
