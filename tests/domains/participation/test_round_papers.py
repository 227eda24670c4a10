import pytest
from django.urls import reverse

from tangguh.domains.accounts.models import User
from tangguh.domains.audit.models import Entry as AuditEntry
from tangguh.domains.participation import errors, selectors, services
from tangguh.domains.participation.models import Ballot, Bundle, Keying, Round
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed, NotFound
from tests.domains.participation.rounds import AFTER, DURING, fixed_round
from tests.factories import NOW, make_person, make_village

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def village() -> Area:
    return make_village()


@pytest.fixture
def fitri(village: Area) -> User:
    return make_person("fitri", "village_operator", village)


@pytest.fixture
def siti(village: Area) -> User:
    return make_person("siti", "cadre", village)


@pytest.fixture
def round_(village: Area) -> Round:
    ahmad = make_person("ahmad", "village_head", village)
    return fixed_round(village, ahmad, papers=10, most_choices=2)


@pytest.fixture
def bundle(round_: Round, fitri: User) -> Bundle:
    return services.open_bundle(by=fitri, round_=round_, label="rt04", size=3, now=DURING)


def key(bundle: Bundle, by: User, *ballots: tuple[int, ...]) -> None:
    for serial, choices in enumerate(ballots, start=1):
        services.key_ballot(by=by, bundle=bundle, serial=serial, choices=choices, now=DURING)


def test_two_people_key_alike_and_the_ballots_go_into_the_box(
    round_: Round, bundle: Bundle, fitri: User, siti: User
):
    for person in (fitri, siti):
        key(bundle, person, (1, 3), (2,), ())

    services.commit_bundle(by=siti, bundle=bundle, now=AFTER)

    assert dict(Ballot.objects.values_list("paper", "choices")) == {
        "RT04/001": "1,3",
        "RT04/002": "2",
    }
    told = AuditEntry.objects.get(deed="participation.bundle_committed").details
    assert told == {"label": "RT04", "keyed_by": ["fitri", "siti"], "valid": 2}


def test_where_two_differ_is_told_field_by_field_and_keyed_anew(
    bundle: Bundle, fitri: User, siti: User
):
    key(bundle, fitri, (1, 3), (2,), ())
    key(bundle, siti, (1, 2), (2,), ())

    assert selectors.comparison_of(bundle).disagreements == (
        selectors.Disagreement(serial=1, numbers=(2, 3)),
    )
    with pytest.raises(errors.BundleNotReady, match="ballot 1: number 2, 3"):
        services.commit_bundle(by=siti, bundle=bundle, now=DURING)
    assert not Ballot.objects.exists()

    key(bundle, siti, (3, 1))
    services.commit_bundle(by=siti, bundle=bundle, now=DURING)
    assert Ballot.objects.count() == 2


def test_one_person_is_not_two(bundle: Bundle, fitri: User):
    key(bundle, fitri, (1,), (2,), ())
    key(bundle, fitri, (1,), (2,), ())

    with pytest.raises(errors.BundleNotReady, match="1 of two people"):
        services.commit_bundle(by=fitri, bundle=bundle, now=DURING)


def test_a_ballot_that_one_of_the_two_left_out_is_missed(bundle: Bundle, fitri: User, siti: User):
    key(bundle, fitri, (1,), (2,), ())
    key(bundle, siti, (1,), (2,))

    with pytest.raises(errors.BundleNotReady, match="Siti has not keyed ballot 3"):
        services.commit_bundle(by=fitri, bundle=bundle, now=DURING)


def test_a_third_person_is_not_needed(bundle: Bundle, village: Area, fitri: User, siti: User):
    key(bundle, fitri, (1,))
    key(bundle, siti, (1,))

    with pytest.raises(errors.KeyedByTwo):
        key(bundle, make_person("joko", "facilitator", village), (1,))


@pytest.mark.parametrize(
    ("serial", "choices", "error", "words"),
    [
        (4, (1,), errors.NoSuchSerial, "1 to 3; there is no 4"),
        (0, (1,), errors.NoSuchSerial, "no 0"),
        (1, (7,), errors.NotOnTheBallot, "Number 7"),
        (1, (2, 2), errors.ChosenTwice, "Number 2"),
        (1, (1, 2, 3), errors.WrongNumberOfChoices, "at most 2"),
    ],
)
def test_what_no_paper_can_say_is_refused(
    bundle: Bundle,
    fitri: User,
    serial: int,
    choices: tuple[int, ...],
    error: type[Exception],
    words: str,
):
    with pytest.raises(error, match=words):
        services.key_ballot(by=fitri, bundle=bundle, serial=serial, choices=choices, now=DURING)


def test_a_committed_bundle_does_not_change(bundle: Bundle, fitri: User, siti: User):
    for person in (fitri, siti):
        key(bundle, person, (1,), (2,), (3,))
    services.commit_bundle(by=fitri, bundle=bundle, now=DURING)

    with pytest.raises(errors.BundleCommitted):
        key(bundle, fitri, (2,))
    with pytest.raises(errors.BundleCommitted):
        services.commit_bundle(by=fitri, bundle=bundle, now=DURING)
    assert Ballot.objects.count() == 3


def test_no_more_paper_comes_back_than_was_given_out(round_: Round, bundle: Bundle, fitri: User):
    with pytest.raises(errors.TooMany, match=r"10 paper ballots .* 3 lie in bundles"):
        services.open_bundle(by=fitri, round_=round_, label="B", size=8, now=DURING)
    with pytest.raises(errors.RoundNotReady, match="a bundle RT04 already"):
        services.open_bundle(by=fitri, round_=round_, label="RT04", size=1, now=DURING)


def test_paper_is_keyed_from_the_opening_on(round_: Round, fitri: User):
    with pytest.raises(errors.RoundNotOpenYet):
        services.open_bundle(by=fitri, round_=round_, label="B", size=1, now=NOW)
    assert services.open_bundle(by=fitri, round_=round_, label="B", size=1, now=AFTER).pk


def test_residents_key_nothing_and_learn_of_no_bundle(bundle: Bundle, village: Area):
    ani = make_person("ani", "resident", village)

    with pytest.raises(NotAllowed):
        key(bundle, ani, (1,))
    with pytest.raises(NotFound):
        selectors.bundle_for(ani, bundle.pk)


def test_a_bundle_is_taken_back_with_a_reason_by_who_counts(
    round_: Round, bundle: Bundle, fitri: User
):
    key(bundle, fitri, (1,))

    with pytest.raises(NotAllowed):
        services.withdraw_bundle(by=fitri, bundle=bundle, reason="Salah bundel")
    with pytest.raises(errors.BundleNotReady, match="Say why"):
        services.withdraw_bundle(by=round_.drafted_by, bundle=bundle, reason=" ")
    services.withdraw_bundle(by=round_.drafted_by, bundle=bundle, reason="Salah bundel")

    assert not Keying.objects.exists()


def test_who_is_told_that_two_differ_is_led_to_where(bundle: Bundle, fitri: User, siti: User):
    key(bundle, fitri, (1, 3), (2,), ())
    key(bundle, siti, (1, 2), (2,), ())

    with pytest.raises(errors.BundleNotReady) as refused:
        services.commit_bundle(by=siti, bundle=bundle, now=DURING)

    assert refused.value.details["link"] == reverse("participation:bundle", args=[bundle.pk])
