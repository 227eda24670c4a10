from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.views import BACKEND
from tangguh.domains.audit.models import Entry
from tangguh.domains.participation import errors, selectors, services
from tangguh.domains.participation.models import Attendee, Forum, Proposal, Rating, Status
from tangguh.domains.participation.services import AttendeeDraft, ForumDraft, ProblemDraft
from tangguh.domains.participation.views import _forum_sheets as forum_sheets
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed
from tests.domains.participation.proposal_drafts import (
    People,
    filed,
    people_of,
    stepped,
)
from tests.factories import NOW, TODAY, make_district, make_person, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def village() -> Area:
    make_district(TODAY)
    return make_village()


@pytest.fixture
def people(village: Area) -> People:
    return people_of(village)


@pytest.fixture
def joko(village: Area) -> User:
    return make_person("joko", "facilitator", village)


def forum_draft(area: Area, **fields: object) -> ForumDraft:
    said = {
        "kind": Forum.Kind.VILLAGE,
        "title": "Musyawarah desa 2026",
        "held_on": date(2026, 6, 22),
        "place": "Balai desa",
        "source": "Test",
        "least_people": 3,
        "least_women": 1,
        "least_disabled": 1,
    }
    return ForumDraft(area=area, **said | fields)


@pytest.fixture
def forum(joko: User, village: Area) -> Forum:
    return services.open_forum(by=joko, draft=forum_draft(village), act_id=uuid4(), now=NOW)


def came(
    forum: Forum, by: User, sex: str = "female", act_id: UUID | None = None, **fields: object
) -> Attendee:
    draft = replace(AttendeeDraft(sex=sex, age_band="adult"), **fields)
    return services.add_attendee(
        by=by, forum=forum, draft=draft, act_id=act_id or uuid4(), happened_at=NOW, now=NOW
    )


def agree(forum: Forum, by: User, *criteria: tuple[str, int]) -> Forum:
    current = Forum.objects.get(pk=forum.pk)
    return services.agree_criteria(
        by=by, forum=current, criteria=criteria, revision=current.revision
    )


def rate(forum: Forum, by: User, proposal: Proposal, *points: int) -> Forum:
    current = Forum.objects.get(pk=forum.pk)
    criteria = current.criteria.order_by("position")
    given = {(each.text, proposal.act_id): got for each, got in zip(criteria, points, strict=True)}
    return services.rate(by=by, forum=current, points=given, revision=current.revision)


def close(forum: Forum, by: User, decisions: str = "Jembatan didahulukan.") -> Forum:
    current = Forum.objects.get(pk=forum.pk)
    return services.close_forum(
        by=by,
        forum=current,
        decisions=decisions,
        revision=current.revision,
        happened_on=current.held_on,
        now=NOW,
    )


# ── The meeting ──


def test_a_facilitator_calls_a_forum_and_the_same_act_twice_is_one(joko: User, village: Area):
    act = uuid4()
    first = services.open_forum(by=joko, draft=forum_draft(village), act_id=act, now=NOW)
    again = services.open_forum(by=joko, draft=forum_draft(village), act_id=act, now=NOW)

    assert first == again == Forum.objects.get()
    assert Entry.objects.filter(deed="participation.forum_opened").count() == 1


def test_a_resident_may_not_call_a_forum(people: People, village: Area):
    with pytest.raises(NotAllowed):
        services.open_forum(by=people.ani, draft=forum_draft(village), act_id=uuid4(), now=NOW)


def test_a_subdistrict_forum_is_not_held_in_a_village(joko: User, village: Area):
    draft = forum_draft(village, kind=Forum.Kind.PLANNING_SUBDISTRICT)

    with pytest.raises(errors.WrongLevel, match="Teluk Kecimbung"):
        services.open_forum(by=joko, draft=draft, act_id=uuid4(), now=NOW)


def test_two_devices_that_change_one_forum_do_not_overwrite_each_other(
    joko: User, forum: Forum, village: Area
):
    moved = forum_draft(village, place="Masjid Al-Hidayah")
    rina = make_person("rina", "facilitator", village)
    services.edit_forum(by=rina, forum=forum, draft=moved, revision=0)

    with pytest.raises(errors.ForumMoved, match="Rina"):
        services.edit_forum(by=joko, forum=forum, draft=forum_draft(village), revision=0)

    assert Forum.objects.get().place == "Masjid Al-Hidayah"


def test_changes_of_one_person_that_arrive_late_follow_each_other(
    joko: User, forum: Forum, village: Area
):
    for place in ("Masjid", "Balai desa"):
        draft = forum_draft(village, place=place)
        services.edit_forum(by=joko, forum=forum, draft=draft, revision=0)

    assert Forum.objects.get().place == "Balai desa"


# ── Attendance ──


def test_attendance_is_counted_by_sex_age_and_disability(joko: User, forum: Forum):
    came(forum, joko, "female", disabled=True)
    came(forum, joko, "female", age_band="elder")
    came(forum, joko, "male")

    counts = selectors.attendance_of(forum)

    assert (counts.people, counts.women, counts.men, counts.disabled) == (3, 2, 1, 1)
    assert [count for _band, count in counts.by_age] == [0, 0, 2, 1]
    assert counts.is_complete


def test_whose_voice_is_missing_is_said(joko: User, forum: Forum):
    came(forum, joko, "male")

    gaps = selectors.attendance_of(forum).lacking

    assert gaps == (
        "2 more people of at least 3",
        "1 more woman of at least 1",
        "people with a disability (at least 1)",
    )


def test_an_attendee_sent_twice_is_one_and_one_struck_out_counts_no_more(joko: User, forum: Forum):
    act = uuid4()
    came(forum, joko, act_id=act, name="Ani")
    came(forum, joko, act_id=act, name="Ani")
    mistaken = came(forum, joko, "male")
    services.strike_attendee(by=joko, attendee=mistaken, now=NOW)

    assert Attendee.objects.count() == 2
    assert selectors.attendance_of(forum).people == 1


def test_a_name_goes_into_no_audit_line(joko: User, forum: Forum):
    came(forum, joko, name="Ani Lestari")

    assert not Entry.objects.filter(details__icontains="Ani Lestari").exists()


def test_a_resident_does_not_keep_the_attendance_list(people: People, forum: Forum):
    with pytest.raises(NotAllowed):
        came(forum, people.ani)


# ── Problems and ranking ──


def test_a_problem_card_says_what_and_whom(joko: User, forum: Forum):
    draft = ProblemDraft(text="Jalan terendam tiap Desember", affected="RT 02, 40 keluarga")
    services.add_problem(
        by=joko, forum=forum, draft=draft, act_id=uuid4(), happened_at=NOW, now=NOW
    )

    with pytest.raises(errors.WordsMissing):
        services.add_problem(
            by=joko,
            forum=forum,
            draft=replace(draft, affected=" "),
            act_id=uuid4(),
            happened_at=NOW,
            now=NOW,
        )

    assert forum.problems.get().area == forum.area


def test_proposals_are_placed_by_weighted_points_and_equals_share_a_place(
    joko: User, people: People, forum: Forum, village: Area
):
    bridge, boat, well = (
        filed(people.ani, village, title=title, forum=forum)
        for title in ("Jembatan", "Perahu", "Sumur")
    )
    agree(forum, joko, ("Mendesak", 3), ("Banyak terbantu", 1))
    rate(forum, joko, bridge, 5, 1)  # 16
    rate(forum, joko, boat, 4, 4)  # 16
    rate(forum, joko, well, 1, 5)  # 8

    order = selectors.ranking(forum)

    assert [(each.proposal, each.total, each.rank) for each in order.placed] == [
        (bridge, 16, 1),
        (boat, 16, 1),
        (well, 8, 3),
    ]


def test_a_proposal_without_all_its_points_is_not_placed(
    joko: User, people: People, forum: Forum, village: Area
):
    proposal = filed(people.ani, village, forum=forum)
    agree(forum, joko, ("Mendesak", 3))

    order = selectors.ranking(forum)

    assert (order.placed, order.open) == ((), (proposal,))


@pytest.mark.parametrize("points", [0, 6])
def test_points_are_from_one_to_five(joko, people, forum, village, points):
    proposal = filed(people.ani, village, forum=forum)
    agree(forum, joko, ("Mendesak", 3))

    with pytest.raises(errors.PointsUnsound, match="1 to 5"):
        rate(forum, joko, proposal, points)


def test_a_proposal_of_another_village_is_not_ranked_here(joko, people, forum, village):
    stranger = make_village("15.03.08.2007", "Desa lain")
    outside = filed(make_person("beni", "resident", stranger), stranger)
    agree(forum, joko, ("Mendesak", 3))

    with pytest.raises(errors.PointsUnsound, match="not of this forum"):
        rate(forum, joko, outside, 3)


@pytest.mark.parametrize(
    "criteria", [(), (("", 1),), (("Mendesak", 1), ("Mendesak", 2)), (("Mendesak", 9),)]
)
def test_criteria_are_named_once_and_weigh_from_one_to_five(joko, forum, criteria):
    with pytest.raises(errors.CriteriaUnsound):
        agree(forum, joko, *criteria)


# ── The end ──


def test_closing_ranks_what_the_village_has_checked_and_leaves_the_rest(
    joko, people, forum, village
):
    checked = filed(people.ani, village, title="Jembatan", forum=forum)
    waiting = filed(people.ani, village, title="Perahu", forum=forum)
    stepped(people.budi, checked, Status.SCREENED)
    agree(forum, joko, ("Mendesak", 3))
    rate(forum, joko, checked, 5)
    rate(forum, joko, waiting, 4)

    closed = close(forum, joko)

    assert closed.closed_by == joko
    assert selectors.status_of(checked) == Status.RANKED
    assert selectors.status_of(waiting) == Status.SUBMITTED
    assert "Place 1 of 2" in checked.steps.order_by("-position")[0].answer


def test_a_closed_forum_takes_nothing_more(joko: User, forum: Forum):
    close(forum, joko)

    with pytest.raises(errors.ForumClosed, match="another forum"):
        came(forum, joko)
    with pytest.raises(errors.ForumClosed):
        filed(joko, forum.area, forum=forum)


def test_a_forum_is_not_closed_without_decisions_or_before_its_day(joko, forum, village):
    with pytest.raises(errors.WordsMissing):
        close(forum, joko, " ")

    ahead = services.open_forum(
        by=joko, draft=forum_draft(village, held_on=date(2026, 12, 1)), act_id=uuid4(), now=NOW
    )
    with pytest.raises(errors.NotHeldYet):
        close(ahead, joko)


def test_a_cadre_writes_down_but_does_not_close(forum: Forum, village: Area):
    siti = make_person("siti", "cadre", village)
    came(forum, siti)

    with pytest.raises(NotAllowed):
        close(forum, siti)


# ── Pages ──


@pytest.fixture
def at_work(client: Client, joko: User) -> Client:
    client.force_login(joko, backend=BACKEND)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def test_a_whole_meeting_is_written_down_through_its_page(
    at_work: Client, village: Area, django_assert_max_num_queries
):
    # Joko calls the forum
    told = {
        "act_id": uuid4(),
        "kind": "village",
        "area": village.code,
        "title": "Musdes",
        "held_on": "2026-11-20",
        "place": "Balai desa",
    }
    page = at_work.post(reverse("participation:open_forum"), told)
    forum = Forum.objects.get()
    assert page["Location"] == reverse("participation:meeting", args=[forum.pk])
    assert (forum.least_people, forum.least_women, forum.least_disabled) == (40, 12, 1)
    assert forum.criteria.count() == 4

    # One comes, a card is pinned, a proposal answers to it
    send(at_work, "add_attendee", forum, sex="female", age_band="youth", name="Ani")
    send(at_work, "add_problem", forum, text="Jalan terendam", affected="RT 02")
    send(
        at_work,
        "add_proposal",
        forum,
        title="Tinggikan jalan",
        problem=forum.problems.get().act_id,
        helps="all",
        proposed_by="women",
        estimated_cost="46.000.000",
    )
    proposal = Proposal.objects.get()
    assert (proposal.forum, proposal.estimated_cost) == (forum, 46_000_000)

    # It is rated, and the forum closes
    forum.refresh_from_db()
    points = {f"points-{each.text}-{proposal.act_id}": 4 for each in forum.criteria.all()}
    at_work.post(
        reverse("participation:rate", args=[forum.pk]), points | {"revision": forum.revision}
    )
    forum.refresh_from_db()
    send(at_work, "close_forum", forum, decisions="Jalan didahulukan", revision=forum.revision)
    forum.refresh_from_db()
    assert forum.closed_at
    assert selectors.ranking(forum).placed[0].total == 4 * (3 + 2 + 2 + 1)

    # Everybody reads it, without the name and without a group of one
    with django_assert_max_num_queries(15):
        public = Client().get(reverse("participation:forum", args=[forum.pk])).content.decode()
    assert "Tinggikan jalan" in public
    assert "Ani" not in public
    assert ">1</b>" in public
    assert public.count(">–</b>") == 2


def send(client: Client, deed: str, forum: Forum, **fields: object) -> None:
    url = reverse(f"participation:{deed}", args=[forum.pk])
    answer = client.post(url, {"act_id": uuid4(), **fields})
    assert answer.status_code == 302, answer.content.decode()


def test_the_meeting_page_asks_little(at_work, forum, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = at_work.get(reverse("participation:meeting", args=[forum.pk]))

    assert page.status_code == 200


@pytest.mark.parametrize("name", ["meeting", "minutes", "attendance_list", "blank_forms"])
def test_what_holds_names_is_for_those_who_keep_the_minutes(client, people, forum, name):
    client.force_login(people.ani, backend=BACKEND)

    assert client.get(reverse(f"participation:{name}", args=[forum.pk])).status_code == 404


@pytest.mark.parametrize("name", ["minutes", "attendance_list", "blank_forms", "wish_list"])
def test_every_sheet_is_a_pdf(at_work, people, forum, joko, village, name):
    proposal = filed(people.ani, village, forum=forum, estimated_cost=46_000_000)
    came(forum, joko, name="Ani *Lestari* #1")
    agree(forum, joko, ("Mendesak", 3))
    rate(forum, joko, proposal, 5)

    answer = at_work.get(reverse(f"participation:{name}", args=[forum.pk]))

    assert answer.content.startswith(b"%PDF-")


def test_points_that_are_no_number_are_named(at_work, forum, joko):
    agree(forum, joko, ("Mendesak", 3))
    forum.refresh_from_db()
    field = f"points-{forum.criteria.get().text}-{uuid4()}"

    answer = at_work.post(
        reverse("participation:rate", args=[forum.pk]),
        {field: "lima", "revision": forum.revision},
    )

    assert answer.status_code == 422
    assert "lima" in answer.content.decode()


def test_a_criterion_agreed_without_a_signal_is_rated_by_its_words(at_work, people, forum, joko):
    """The page was loaded before the criterion: what it sends later knows the words alone."""
    proposal = filed(people.ani, forum.area, forum=forum)
    agree(forum, joko, ("Mendesak", 3))
    forum.refresh_from_db()
    seen = forum.revision

    send(
        at_work, "agree_criteria", forum, criteria="Mendesak / 3\nAdil - bagi RT / 2", revision=seen
    )
    points = {
        f"points-Mendesak-{proposal.act_id}": 5,
        f"points-Adil - bagi RT-{proposal.act_id}": 4,
    }
    send(at_work, "rate", forum, **points, revision=seen)

    assert selectors.ranking(forum).placed[0].total == 5 * 3 + 4 * 2


def test_points_by_a_criterion_that_is_gone_name_it_and_keep_nothing(at_work, people, forum, joko):
    proposal = filed(people.ani, forum.area, forum=forum)
    agree(forum, joko, ("Mendesak", 3))
    forum.refresh_from_db()

    answer = at_work.post(
        reverse("participation:rate", args=[forum.pk]),
        {
            f"points-Mendesak-{proposal.act_id}": 5,
            f"points-Murah-{proposal.act_id}": 5,
            "revision": forum.revision,
        },
    )

    assert answer.status_code == 422
    assert "“Murah” is no criterion" in answer.content.decode()
    assert not Rating.objects.exists()


@pytest.mark.parametrize("field", ["points-Mendesak-12", "points-", "points-Mendesak-"])
def test_points_for_no_proposal_are_refused(at_work, forum, joko, field):
    agree(forum, joko, ("Mendesak", 3))
    forum.refresh_from_db()

    answer = at_work.post(
        reverse("participation:rate", args=[forum.pk]), {field: "4", "revision": forum.revision}
    )

    assert answer.status_code == 422
    assert "belong to no proposal" in answer.content.decode()


def test_a_criterion_is_not_cut(joko, forum):
    with pytest.raises(errors.CriteriaUnsound, match="longer than 150 signs"):
        agree(forum, joko, ("Mendesak " * 20, 3))


def test_a_list_with_names_is_kept_in_no_cache(at_work, forum):
    answer = at_work.get(reverse("participation:attendance_list", args=[forum.pk]))

    assert "no-store" in answer["Cache-Control"]


def test_the_list_of_proposals_says_whose_voices_are_missing_and_leaves_nothing_out(
    people, forum, joko, village
):
    first = filed(people.ani, village, forum=forum, estimated_cost=46_000_000, title="Jalan")
    district = filed(people.ani, village, forum=forum, authority="district", title="Jembatan")
    waiting = filed(people.ani, village, forum=forum, estimated_cost=4_000_000, title="Sumur")
    agree(forum, joko, ("Mendesak", 3))
    rate(forum, joko, first, 5)
    rate(forum, joko, district, 4)

    words = forum_sheets.wish_words(forum, "https://tangguh.example.go.id/forums/1/")

    assert words["warning"].startswith("Voices are missing: 3 more people of at least 3")
    own, sent_up, open_ = (each["rows"] for each in words["lists"])
    assert [row[:3] for row in own] == [["1", first.number, "Jalan"], ["", "", "Together"]]
    assert own[-1][-1] == "Rp46.000.000"
    assert [row[1] for row in sent_up] == [district.number]
    assert [row[0] for row in open_] == ["–", ""]
    assert open_[0][1] == waiting.number
