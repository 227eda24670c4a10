from datetime import timedelta

import pytest

from tangguh.domains.audit.selectors import history_of
from tangguh.domains.evidence import errors, selectors, services
from tangguh.domains.evidence.models import Evidence, Seal, Verification
from tangguh.errors import NotAllowed
from tests.factories import NOW, TODAY, make_evidence, make_person, make_village

pytestmark = pytest.mark.django_db
VERIFIED, DISPUTED = Verification.Verdict.VERIFIED, Verification.Verdict.DISPUTED


@pytest.fixture
def village():
    return make_village()


@pytest.fixture
def evidence(village):
    return make_evidence(village, make_person("ani", "village_operator", village))


@pytest.fixture
def inspector(village):
    return make_person("irban", "inspector", make_area_around(village))


def make_area_around(village):
    return village.parent.parent


def verify(by, evidence, verdict=VERIFIED, note="", now=NOW):
    return services.verify(by=by, evidence=evidence, verdict=verdict, note=note, now=now)


def test_a_second_person_in_another_office_verifies(evidence, inspector):
    verification = verify(inspector, evidence)

    assert verification.by_role == "inspector"
    assert selectors.seal(evidence) == Seal.VERIFIED
    assert history_of(evidence).get().details == {"verdict": "verified", "role": "inspector"}


def test_nobody_verifies_an_own_claim(village):
    head = make_person("kades", "village_head", village)
    evidence = make_evidence(village, head, claimed_as="village_head")

    with pytest.raises(errors.SecondPersonNeeded, match="claimed this yourself"):
        verify(head, evidence)


def test_nobody_in_the_same_office_verifies(village):
    one = make_person("rina", "planner", make_area_around(village))
    other = make_person("sari", "planner", make_area_around(village))
    evidence = make_evidence(village, one, claimed_as="planner")

    with pytest.raises(errors.SecondPersonNeeded, match="same office"):
        verify(other, evidence)


def test_whoever_holds_a_second_office_verifies_in_that_one(village):
    one = make_person("rina", "planner", make_area_around(village))
    other = make_person("sari", "planner", make_area_around(village))
    other.roles.create(area=village, name="village_head", since=TODAY)
    evidence = make_evidence(village, one, claimed_as="planner")

    assert verify(other, evidence).by_role == "village_head"


def test_an_operator_verifies_nothing(evidence, village):
    budi = make_person("budi", "village_operator", village)

    with pytest.raises(NotAllowed):
        verify(budi, evidence)


def test_a_dispute_gives_its_reason(evidence, inspector):
    with pytest.raises(errors.NoteNeeded):
        verify(inspector, evidence, DISPUTED, note="  ")

    verify(inspector, evidence, DISPUTED, note="Fotonya dari desa lain")

    assert selectors.seal(evidence) == Seal.DISPUTED


def test_the_same_person_says_the_same_once(evidence, inspector):
    verify(inspector, evidence)

    with pytest.raises(errors.AlreadyVerified, match=r"Nov\. 24, 2026"):
        verify(inspector, evidence)


def test_the_newest_verdict_counts_and_the_older_stays(evidence, inspector, village):
    camat = make_person("camat", "subdistrict_head", village.parent)

    verify(inspector, evidence)
    verify(camat, evidence, DISPUTED, "Tanggalnya salah", now=NOW + timedelta(hours=1))

    assert selectors.seal(evidence) == Seal.DISPUTED
    assert evidence.verifications.count() == 2


def test_seals_of_many_come_in_one_query(village, inspector, django_assert_num_queries):
    ani = make_person("ani", "village_operator", village)
    rows = [make_evidence(village, ani) for _ in range(4)]
    verify(inspector, rows[1])
    verify(inspector, rows[2])
    verify(inspector, rows[2], DISPUTED, "Salah desa", now=NOW + timedelta(hours=1))

    with django_assert_num_queries(1):
        sealed = selectors.with_seals(Evidence.objects.order_by("pk"))
        seals = [selectors.seal(row) for row in sealed]

    assert seals == [Seal.CLAIMED, Seal.VERIFIED, Seal.DISPUTED, Seal.CLAIMED]


@pytest.mark.parametrize(("seal", "number"), [("claimed", 0), ("verified", 1), ("disputed", 2)])
def test_rows_are_found_by_their_seal(seal, number, village, inspector):
    ani = make_person("ani", "village_operator", village)
    rows = [make_evidence(village, ani) for _ in range(3)]
    verify(inspector, rows[1])
    verify(inspector, rows[2], DISPUTED, "Salah desa")

    assert list(selectors.sealed(Evidence.objects.all(), seal)) == [rows[number]]


@pytest.mark.parametrize(("days", "warned"), [(7, False), (8, True), (-8, True)], ids=str)
def test_a_camera_that_tells_of_another_week_warns_the_verifier(days, warned, village, inspector):
    ani = make_person("ani", "village_operator", village)
    evidence = make_evidence(
        village, ani, happened_on=TODAY, taken_at=f"{TODAY - timedelta(days=days)}T08:00:00"
    )

    seen = selectors.card(inspector, selectors.evidence_for(inspector, evidence.pk))

    assert any("camera says" in warning for warning in seen.warnings) == warned


def test_only_a_verifier_is_warned(village):
    ani = make_person("ani", "village_operator", village)
    evidence = make_evidence(village, ani, notes=["contains_html"])

    seen = selectors.card(ani, selectors.evidence_for(ani, evidence.pk))

    assert seen.warnings == ()
    assert not seen.may_verify
