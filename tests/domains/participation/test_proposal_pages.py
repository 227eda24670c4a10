from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tangguh.domains.accounts.models import User
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation import selectors
from tangguh.domains.participation.models import Group, Lane, Proposal, Reason, Status
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tests.domains.participation.proposal_drafts import (
    People,
    filed,
    people_of,
    stepped,
    walked,
)
from tests.engines.media import samples
from tests.factories import (
    NOW,
    TODAY,
    make_activity,
    make_cycle,
    make_district,
    make_evidence,
    make_person,
    make_policy,
    make_programme,
    make_village,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
WORDS = "There is no money for it this year. The province may pay."


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    """What is uploaded lies in a folder of the test's own."""
    default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = settings.STORAGES | {"default": default}


@pytest.fixture
def village() -> Area:
    return make_village()


@pytest.fixture
def people(village: Area) -> People:
    make_district(frozen_today=TODAY)
    return people_of(village)


@pytest.fixture
def parked(people: People, village: Area) -> Proposal:
    proposal = filed(people.ani, village, estimated_cost=1_850_000_000)
    stepped(
        people.budi,
        proposal,
        Status.PARKED,
        reason=Reason.BUDGET,
        answer=WORDS,
        lanes=(Lane.PROVINCE, Lane.NGO),
        happened_on=date(2026, 8, 5),
    )
    return proposal


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def read(url: str, reader: Client | None = None) -> str:
    page = (reader or Client()).get(url)
    assert page.status_code == 200
    return page.content.decode()


def page(proposal: Proposal) -> str:
    return reverse("participation:proposal", args=[proposal.number])


# Reading, by anybody


def test_the_answer_tells_status_day_reason_and_where_else_it_may_go(parked: Proposal):
    answer = read(page(parked))

    assert parked.number in answer
    assert str(Status.PARKED.label) in answer
    assert "5 Agustus 2026" in answer
    assert str(Reason.BUDGET.label) in answer
    assert WORDS in answer
    assert str(Lane.PROVINCE.label) in answer
    assert str(Lane.NGO.label) in answer


def test_the_short_address_and_the_typed_number_lead_to_the_answer_without_sign_in(
    parked: Proposal,
):
    short = reverse("proposal", args=[parked.number])
    found = Client().get(reverse("find_proposal"), {"number": "u 2026 1"})

    assert short == f"/usulan/{parked.number}/"
    assert WORDS in read(short)
    assert found.status_code == 302
    assert found.headers["Location"] == short


def test_an_unknown_number_is_told_kindly(parked: Proposal):
    page_ = Client().get(reverse("find_proposal"), {"number": "U-2026-9999"})

    assert page_.status_code == 404
    assert "U-2026-9999" in page_.content.decode()
    assert Client().get("/usulan/U-2026-9999/").status_code == 404


def test_an_unanswered_proposal_says_for_how_long(people: People, village: Area):
    proposal = filed(people.ani, village, filed_on=date(2026, 11, 18))

    answer = selectors.public_answer(people.dewi, with_all(proposal), on=TODAY)

    assert (answer.waiting_days, answer.is_overdue) == (6, False)
    assert answer.due_on == date(2026, 12, 18)


def with_all(proposal: Proposal) -> Proposal:
    return selectors.proposals_for(proposal.filed_by).get(pk=proposal.pk)


def test_the_answer_asks_the_programme_how_far_the_work_is(people: People, village: Area):
    policy = make_policy(village.parent.parent, people.dewi, status=Policy.Status.IN_FORCE)
    activity = make_activity(make_cycle(make_programme(policy)), village)
    proposal = walked(people, filed(people.ani, village), Status.BUDGETED)
    Proposal.objects.filter(pk=proposal.pk).update(activity=activity)
    activity.updates.create(
        happened_on=TODAY, progress=37, spent=0, received_at=NOW, reported_by=people.ratna
    )

    answer = read(page(proposal))

    assert "37%" in answer
    assert reverse("programmes:activity", args=[activity.pk]) in answer


def test_whoever_was_merged_is_led_to_the_proposal_that_goes_on(people: People, village: Area):
    first = filed(people.ani, village, title="Bridge of RT 02")
    second = filed(people.ani, village, title="Bridge of RT 02 and 03")
    said = {"reason": Reason.DUPLICATE, "answer": "Both ask for the same bridge."}
    stepped(people.budi, first, Status.MERGED, into=second, **said)
    stepped(people.budi, second, Status.SCREENED, answer="Planks are ordered.")

    answer = read(page(first))

    assert page(second) in answer
    assert "Planks are ordered." in answer
    assert page(first) in read(page(second))


def test_a_hidden_name_is_on_no_page_in_no_table_and_in_no_search(people: People, village: Area):
    proposal = filed(people.budi, village, proposer="Siti Aminah", hides_proposer=True)
    public = [
        page(proposal),
        reverse("participation:proposals"),
        reverse("participation:export_proposals"),
        reverse("participation:proposals") + "?q=Aminah",
        reverse("participation:wall", args=[village.code]),
        reverse("places:village", args=[village.code]),
    ]

    for reader in (Client(), signed_in(people.kades), signed_in(people.dewi)):
        texts = [read(url, reader) for url in public]
        assert not any("Siti" in text for text in texts)
    assert "Siti Aminah" in read(page(proposal), signed_in(people.budi))


def test_a_photo_shows_its_seal_to_all_and_itself_to_whom_it_is_open(people: People, village: Area):
    closed = make_evidence(village, people.budi)
    open_ = make_evidence(village, people.budi, audience=Evidence.Audience.PUBLIC)
    proposal = filed(people.budi, village, pictures=(closed, open_))

    answer = read(page(proposal))

    assert reverse("evidence:detail", args=[open_.pk]) in answer
    assert reverse("evidence:detail", args=[closed.pk]) not in answer
    assert answer.count('class="seal') == 2


# Lists


def test_the_list_keeps_its_filters_in_the_address_and_its_table_obeys_them(
    people: People, village: Area, parked: Proposal
):
    elsewhere = make_village("15.03.08.2010", "Pulau Buayo")
    women = filed(people_of_other(elsewhere), elsewhere, helps=Group.WOMEN, title="Posyandu")

    for query, shown in {
        "status=parked": {parked.number},
        "helps=women": {women.number},
        f"area={elsewhere.code}": {women.number},
        "answered=yes": {parked.number},
        "answered=no": {women.number},
        "answered=overdue": {women.number},
        "year=2026": {parked.number, women.number},
        "q=posyandu": {women.number},
        "status=nonsense": {parked.number, women.number},
    }.items():
        for name in ("proposals", "export_proposals"):
            text = read(f"{reverse(f'participation:{name}')}?{query}")
            found = {each.number for each in (parked, women) if each.number in text}
            assert found == shown, (name, query)


def people_of_other(area: Area) -> User:
    return make_person("citra", "resident", area)


def test_the_notice_board_hangs_as_page_and_as_paper(people: People, parked: Proposal):
    url = reverse("participation:wall", args=[parked.area.code])

    assert WORDS in read(url)
    for size in ("a3", "a4"):
        sheet = Client().get(
            reverse("participation:wall_sheet", args=[parked.area.code]), {"size": size}
        )
        assert sheet.content.startswith(b"%PDF-")
        assert sheet.content.count(b"/Type /Page\n") + sheet.content.count(b"/Type/Page") <= 2


def test_the_author_gets_a_slip(parked: Proposal):
    sheet = Client().get(reverse("participation:slip", args=[parked.number]))

    assert sheet.headers["Content-Type"] == "application/pdf"
    assert sheet.content.startswith(b"%PDF-")


# Filing


def form(village: Area, **fields: object) -> dict[str, object]:
    return {
        "act_id": uuid4(),
        "title": "Mend the bridge of RT 02",
        "area": village.code,
        "helps": Group.ALL,
        "proposed_by": Group.NEIGHBOURHOOD,
        "filed_on": "2026-11-24",
        **fields,
    }


def test_a_resident_hands_in_a_proposal_on_the_page(people: People, village: Area):
    answer = signed_in(people.ani).post(
        reverse("participation:file_proposal"), form(village, estimated_cost="Rp72.000.000")
    )

    proposal = Proposal.objects.get()
    assert answer.headers["Location"] == page(proposal)
    assert proposal.estimated_cost == 72_000_000


def test_the_same_form_sent_twice_is_one_proposal(people: People, village: Area):
    client, data = signed_in(people.ani), form(village)

    first = client.post(reverse("participation:file_proposal"), data)
    again = client.post(reverse("participation:file_proposal"), data)

    assert first.headers["Location"] == again.headers["Location"]
    assert Proposal.objects.count() == 1


def test_a_village_operator_hands_in_photos_with_it(people: People, village: Area):
    photo = SimpleUploadedFile("b.jpg", samples.photo(), content_type="image/jpeg")

    signed_in(people.budi).post(
        reverse("participation:file_proposal"), form(village, photos=[photo], photos_open="on")
    )

    (picture,) = Proposal.objects.get().pictures.all()
    assert picture.audience == Evidence.Audience.PUBLIC
    assert picture.claimed_by == people.budi


def test_a_form_that_is_wrong_keeps_what_was_typed_and_uses_nothing(people: People, village: Area):
    answer = signed_in(people.ani).post(
        reverse("participation:file_proposal"), form(village, filed_on="2026-11-25", need="Flood")
    )

    assert answer.status_code == 422
    assert "Flood" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_a_part_of_the_page_that_is_not_shown_is_not_called_by_its_name(
    people: People, village: Area
):
    client = signed_in(people.ani)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    answer = client.post(reverse("participation:file_proposal"), form(village, act_id="x"))

    assert answer.status_code == 422
    assert "Act id" not in answer.content.decode()
    assert "The page came without a part that is not shown" in answer.content.decode()
    assert "Mend the bridge of RT 02" in answer.content.decode()


def test_who_serves_no_village_hands_nothing_in(people: People):
    answer = signed_in(people.dewi).get(reverse("participation:file_proposal"))

    assert answer.status_code == 403


def test_while_a_title_is_typed_similar_proposals_and_hints_appear(people: People, village: Area):
    bridge = filed(people.ani, village, title="Perbaikan jembatan RT 02")

    shown = read(
        reverse("participation:hints") + f"?title=jembatan+rusak+RT+02&area={village.code}"
    )

    assert bridge.number in shown
    assert "02.03.04" in shown
    assert "02.03.13" in shown


# Answering


def test_a_declined_proposal_without_reason_is_refused_and_the_words_are_kept(
    people: People, village: Area
):
    proposal = filed(people.ani, village)

    answer = signed_in(people.budi).post(
        reverse("participation:take_step", args=[proposal.number]),
        {
            "act_id": uuid4(),
            "seen": 1,
            "status": "declined",
            "happened_on": "2026-11-24",
            "answer": "Not our task.",
        },
    )

    assert answer.status_code == 422
    assert "Not our task." in answer.content.decode()
    assert proposal.steps.count() == 1


def test_of_two_officers_the_second_keeps_the_words_and_reads_what_the_first_did(
    people: People, village: Area
):
    proposal = filed(people.ani, village)
    stepped(people.kades, proposal, Status.SCREENED)
    said = {"act_id": uuid4(), "seen": 1, "status": "screened", "happened_on": "2026-11-24"}

    answer = signed_in(people.budi).post(
        reverse("participation:take_step", args=[proposal.number]), said | {"answer": "We look."}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Kades" in text
    assert "We look." in text
    assert 'name="seen" value="2"' in text


# Figures


def test_the_share_answered_in_time_has_its_numerator_and_denominator(
    people: People, village: Area, parked: Proposal
):
    prompt = filed(people.ani, village, filed_on=date(2026, 11, 1))
    stepped(people.budi, prompt, Status.SCREENED, answer="We look.")
    filed(people.ani, village, filed_on=date(2026, 11, 18))
    filed(people.ani, village, filed_on=date(2026, 10, 24))

    (row, all_) = selectors.promptness(village.parent, on=TODAY)

    assert row.area == village
    assert (row.filed, row.in_time, row.late, row.waiting, row.overdue) == (4, 1, 1, 1, 1)
    assert (all_.filed, all_.in_time) == (4, 1)


def test_officials_see_who_still_waits_in_their_reach(people: People, village: Area):
    filed(people.ani, village, filed_on=date(2026, 11, 18))
    url = reverse("participation:answers")

    official, resident = read(url, signed_in(people.kades)), read(url, signed_in(people.ani))

    assert 'id="unanswered"' in official
    assert 'id="unanswered"' not in resident


# Cost


@pytest.mark.parametrize("name", ["", "ani", "budi", "dewi"])
def test_every_page_asks_at_most_fifteen_queries(
    people: People, village: Area, parked: Proposal, name: str, django_assert_max_num_queries
):
    for number in range(12):
        stepped(people.budi, filed(people.ani, village, title=f"Road {number}"), Status.SCREENED)
    reader = signed_in(getattr(people, name)) if name else Client()
    urls = [
        page(parked),
        reverse("proposal", args=[parked.number]),
        reverse("participation:proposals"),
        reverse("participation:export_proposals"),
        reverse("participation:wall", args=[village.code]),
        reverse("participation:wall_sheet", args=[village.code]),
        reverse("participation:slip", args=[parked.number]),
        reverse("participation:answers"),
        reverse("participation:hints") + f"?title=road+3&area={village.code}",
        reverse("find_proposal"),
    ]

    for url in urls:
        with django_assert_max_num_queries(MOST_QUERIES):
            assert reader.get(url).status_code == 200, url
