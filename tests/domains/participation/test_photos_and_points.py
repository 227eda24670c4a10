"""What a card or a proposal shows of its place: photos, and a point on the map."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.errors import PositionRefused
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation import services
from tangguh.domains.participation.forms import ProposalForm
from tangguh.domains.participation.models import Forum, Problem, Proposal
from tangguh.domains.participation.services import ForumDraft
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area
from tests.domains.participation.proposal_drafts import People, filed, people_of
from tests.engines.media import samples
from tests.factories import NOW, TODAY, make_district, make_person, make_village

pytestmark = pytest.mark.django_db

POINT = (Decimal("-2.301200"), Decimal("102.712400"))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
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


@pytest.fixture
def forum(joko: User, village: Area) -> Forum:
    draft = ForumDraft(
        area=village,
        kind=Forum.Kind.VILLAGE,
        title="Musyawarah desa 2026",
        held_on=date(2026, 6, 22),
        place="Balai desa",
        source="Test",
    )
    return services.open_forum(by=joko, draft=draft, act_id=uuid4(), now=NOW)


def visitor(user: User | None = None) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if user:
        client.force_login(user)
    return client


def photo(width: int = 40) -> SimpleUploadedFile:
    """A photo, another one for each width: the very same file is claimed once."""
    content = samples.photo(size=(width, 20))
    return SimpleUploadedFile("jalan.jpg", content, content_type="image/jpeg")


def pin(by: User, forum: Forum, **fields: object) -> None:
    said = {"act_id": uuid4(), "text": "Jalan terendam", "affected": "RT 02", **fields}
    answer = visitor(by).post(reverse("participation:add_problem", args=[forum.pk]), said)
    assert answer.status_code == 302, answer.content.decode()


def read_by(reader: Client, forum: Forum) -> str:
    return reader.get(reverse("participation:forum", args=[forum.pk])).content.decode()


# Photos


def test_a_card_carries_photos_and_shows_the_open_ones_with_words(joko: User, forum: Forum):
    pin(joko, forum, photos=[photo(), photo(50)], photos_open="on")

    (picture, second) = Problem.objects.get().pictures.order_by("pk")
    assert picture.audience == Evidence.Audience.PUBLIC
    assert picture.claimed_by == joko
    answer = read_by(visitor(), forum)
    assert 'alt="Photo 1 of “Jalan terendam”"' in answer
    assert reverse("evidence:thumbnail", args=[second.pk]) in answer


def test_a_photo_of_a_card_is_for_officials_unless_it_is_opened(joko: User, forum: Forum):
    pin(joko, forum, photos=[photo()])

    (picture,) = Problem.objects.get().pictures.all()
    assert picture.audience == Evidence.Audience.OFFICIALS
    assert reverse("evidence:thumbnail", args=[picture.pk]) not in read_by(visitor(), forum)
    assert "for officials" in read_by(visitor(), forum)
    assert reverse("evidence:thumbnail", args=[picture.pk]) in read_by(visitor(joko), forum)


def test_the_same_card_sent_twice_is_one_with_one_photo(joko: User, forum: Forum):
    act = uuid4()

    pin(joko, forum, act_id=act, photos=[photo()])
    pin(joko, forum, act_id=act, photos=[photo()])

    assert Problem.objects.get().pictures.count() == Evidence.objects.count() == 1


def test_what_is_no_photo_is_refused_and_pins_no_card(joko: User, forum: Forum):
    virus = SimpleUploadedFile("a.jpg", b"MZ" + bytes(200), content_type="image/jpeg")

    answer = visitor(joko).post(
        reverse("participation:add_problem", args=[forum.pk]),
        {"act_id": uuid4(), "text": "Jalan terendam", "affected": "RT 02", "photos": [virus]},
    )

    assert answer.status_code in {415, 422}
    assert not Problem.objects.exists()
    assert not Evidence.objects.exists()


def test_a_resident_pins_no_card(people: People, forum: Forum):
    answer = visitor(people.ani).post(
        reverse("participation:add_problem", args=[forum.pk]),
        {"act_id": uuid4(), "text": "Jalan terendam", "affected": "RT 02", "photos": [photo()]},
    )

    assert answer.status_code == 404
    assert not Problem.objects.exists()


def test_the_photos_of_many_cards_ask_no_query_each(
    joko: User, forum: Forum, django_assert_max_num_queries
):
    for number in range(6):
        pin(joko, forum, text=f"Masalah {number}", photos=[photo(40 + number)], photos_open="on")

    with django_assert_max_num_queries(15):
        answer = read_by(visitor(), forum)

    assert answer.count("Photo 1 of") == 6


def test_a_proposal_leads_to_its_forum_names_its_card_and_shows_the_photos_of_it(
    people: People, joko: User, forum: Forum, village: Area
):
    pin(joko, forum, photos=[photo()], photos_open="on")
    proposal = filed(people.ani, village, forum=forum, problem=Problem.objects.get())

    answer = visitor().get(reverse("participation:proposal", args=[proposal.number]))

    assert reverse("participation:forum", args=[forum.pk]) in answer.content.decode()
    assert "Jalan terendam" in answer.content.decode()
    assert 'alt="Photo 1 of' in answer.content.decode()


# A point on the map


def test_a_point_is_kept_shown_and_told_as_open_data(people: People, village: Area):
    proposal = filed(people.ani, village, point=POINT)

    page = Client().get(reverse("participation:proposal", args=[proposal.number]))
    told = Client().get(f"/api/proposals/{proposal.number}").json()
    assert "geo:-2.301200,102.712400" in page.content.decode()
    assert (told["latitude"], told["longitude"]) == (-2.3012, 102.7124)


@pytest.mark.parametrize(
    ("point", "says"),
    [
        ((Decimal("102.712"), Decimal("-2.301")), "seem to be exchanged"),
        ((Decimal("48.2"), Decimal("16.4")), "lies outside Indonesia"),
    ],
    ids=["exchanged", "Vienna"],
)
def test_a_point_where_it_cannot_be_is_refused_and_uses_no_number(
    people: People, village: Area, point: tuple[Decimal, Decimal], says: str
):
    with pytest.raises(PositionRefused, match=says):
        filed(people.ani, village, point=point)

    assert filed(people.ani, village).number == "U-2026-0001"


def point_form(text: str) -> ProposalForm:
    form = ProposalForm(
        {"point": text},
        areas=Area.objects.none(),
        organizations=Organization.objects.none(),
        takes_photos=False,
        today=TODAY,
    )
    form.is_valid()
    return form


@pytest.mark.parametrize(
    "text",
    [
        "-2.3012, 102.7124",
        "-2.3012,102.7124",
        "−2,3012; 102,7124",
        "-2,3012 102,7124",
        " -2.3012° 102.7124° ",
        "-2.30120004, 102.71239996",
    ],
)
def test_a_point_is_read_as_phones_write_it(text: str):
    assert point_form(text).cleaned_data["point"] == POINT


@pytest.mark.parametrize("text", ["di tikungan", "-2.3012", "2°18'5\" S", "1, 2, 3", "-2.3.1, 5"])
def test_what_is_no_point_is_named_with_an_example(text: str):
    (said,) = point_form(text).errors["point"]

    assert text in said
    assert "102.7124" in said


def test_a_meeting_takes_a_point_too(joko: User, forum: Forum):
    said = {"act_id": uuid4(), "title": "Tinggikan jalan", "helps": "all", "proposed_by": "women"}

    visitor(joko).post(
        reverse("participation:add_proposal", args=[forum.pk]),
        said | {"point": "-2.3012, 102.7124"},
    )

    proposal = Proposal.objects.get()
    assert (proposal.latitude, proposal.longitude) == POINT
