"""The example: whole, always the same, marked as what it is, and taken away without harm."""

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum
from django.utils import translation

from tangguh.domains.accounts.models import User
from tangguh.domains.audit import selectors as trail
from tangguh.domains.audit import services as audit
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence import services as evidence
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area, District
from tangguh.domains.policies import selectors as policies
from tangguh.domains.policies.models import Measurement, Policy, Recommendation
from tangguh.domains.programmes.models import Activity, ActivityFunding, Cycle, Update
from tangguh.engines.revision import difference, from_json
from tangguh.web import demo
from tangguh.web.backups import tables
from tangguh.web.commands.demo import demo as command
from tangguh.web.demo.load import BEGUN
from tangguh.web.demo.pictures import picture
from tests.engines.media.samples import photo
from tests.factories import NOW, TODAY, make_area, make_district, make_person

pytestmark = pytest.mark.django_db
NEVER_THE_SAME = {
    "accounts.user.password",
    "accounts.user.date_joined",
    "atlas.boundaryset.received_at",
    "atlas.roadset.edition",
    "participation.step.act_id",
}
# Numbers of ballots and slips are drawn anew each time, so that nobody is known by one.
DRAWN_BY_LOT = {
    "participation.ballot",
    "participation.slip",
    "participation.tally",
    "participation.votingright",
}
THE_TRAIL = {"audit.entry", "audit.head"}


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> Path:
    """The folder in which this test's files lie."""
    files = tmp_path / "files"
    default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": files},
    }
    settings.STORAGES = settings.STORAGES | {"default": default}
    return files


def rows_now() -> dict[str, list[list[object]]]:
    """All rows of the rooms, without the trail, the salt of passwords and the wall's time."""
    found: dict[str, list[list[object]]] = {}
    for model in tables.carried():
        label = model._meta.label_lower
        names, *rows = [json.loads(line) for line in tables.lines(model)]
        same = [at for at, name in enumerate(names) if f"{label}.{name}" not in NEVER_THE_SAME]
        found[label] = [[row[at] for at in same] for row in rows]
        if label in DRAWN_BY_LOT:
            found[label] = [[len(rows)]]
    return {label: rows for label, rows in found.items() if label not in THE_TRAIL}


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_the_example_is_whole_and_its_reset_brings_back_the_very_same(kept):
    tables.restart_numbering()  # PostgreSQL goes on where other tests left off
    demo.load()
    check_the_policy()
    check_the_programmes()
    check_the_evidence()
    first, files = rows_now(), files_in(kept)

    # A visitor tries things out
    operator = User.objects.get(username="operator")
    tried = evidence.claim(
        by=operator,
        area=Area.objects.get(code="15.03.08.2006"),
        kind="photo",
        title="Percobaan",
        file=SimpleUploadedFile("IMG.jpg", photo()),
        happened_on=TODAY,
        source="Pengunjung",
        audience="public",
        act_id="00000000-0000-4000-8000-000000000001",
        now=NOW,
    )
    Policy.objects.update(problem="Diubah pengunjung")
    assert files_in(kept) > files

    demo.reset()

    assert rows_now() == first
    assert files_in(kept) == files
    assert not Evidence.objects.filter(title=tried.title).exists()
    assert trail.first_broken_link() is None
    assert list(evidences.damaged_files()) == []


def check_the_policy():
    """In force is 1.1; 1.2 is being written, and each version says why it came."""
    policy = Policy.objects.get()
    first, second = policy.versions.order_by("number")
    assert policies.version_on(policy, TODAY) == second
    assert (first.label, second.label) == ("1.0", "1.1")
    assert "pendamping" in second.reason
    changed = {
        change.path for change in difference(*map(from_json, (first.document, second.document)))
    }
    assert {"", "H3", "H3/I3"} <= changed
    draft = difference(from_json(second.document), policies.document_of(policy))
    assert {change.path for change in draft if change.kind == "added"} == {"H5", "K5"}
    corrected = Measurement.objects.get(replaces__isnull=False)
    assert (corrected.numerator, corrected.denominator) == (10, 12)
    assert Recommendation.objects.exclude(done_on=None).count() == 1


def check_the_programmes():
    """Rp4,40 billion, in activities to the last rupiah; 240 learners, of whom 149 are women."""
    planned = Cycle.objects.aggregate(all=Sum("budget"))["all"]
    assert planned == ActivityFunding.objects.aggregate(all=Sum("amount"))["all"] == 4_400_000_000
    classes = Update.objects.filter(activity__kind=Activity.Kind.TRAINING)
    reached = classes.aggregate(*map(Sum, ("people", "women", "disabled")))
    assert list(reached.values()) == [240, 149, 9]
    assert Activity.objects.filter(kind=Activity.Kind.STIMULUS).count() == 20


def check_the_evidence():
    """Claimed, verified and disputed ones; all of it an example."""
    rows = evidences.with_seals(Evidence.objects.all())
    seals = Counter(str(evidences.seal(row)) for row in rows)
    assert set(seals) == {"claimed", "verified", "disputed"}
    assert seals["claimed"] >= 10
    for model in (Evidence, Policy, Activity, Measurement):
        assert not model.objects.exclude(provenance="demo").exists()


def test_a_picture_is_the_same_bytes_for_the_same_words():
    assert picture("Banjir", "Sepintun") == picture("Banjir", "Sepintun")
    assert picture("Banjir", "Sepintun") != picture("Longsor", "Sepintun")


def begin_the_example():
    """The least that an example has: a trail that it began, and a district that stands still."""
    audit.record(BEGUN, by=None, about=trail.head())
    return make_district(frozen_today=TODAY)


def refused():
    """What the terminal says to a reset, and that nothing was removed by it."""
    before = {name: len(rows) for name, rows in rows_now().items()}
    with translation.override("en"):
        done = CliRunner().invoke(command, ["reset", "--yes"])
    assert done.exit_code == 1
    assert {name: len(rows) for name, rows in rows_now().items()} == before
    return done.output


def test_a_real_district_is_never_removed():
    make_district()

    assert "not the example's" in refused()
    assert District.objects.exists()


def test_a_real_district_beside_the_example_keeps_both():
    begin_the_example()
    District.objects.create(area=make_area("15.04", "Merangin"))

    assert "not the example's" in refused()


def test_an_example_that_came_to_data_which_were_there_is_not_reset():
    make_person("rina", "planner", make_area())
    audit.record("accounts.person_created", by=None, about=trail.head())
    begin_the_example()

    assert "not the example's" in refused()


def test_where_nothing_is_nothing_is_reset():
    assert "not the example's" in refused()


def test_a_reset_that_fails_leaves_what_was_there(monkeypatch):
    begin_the_example()
    before = rows_now()
    monkeypatch.setattr("tangguh.web.demo.scenario.FILE", Path("there-is-none.yaml"))

    with pytest.raises(FileNotFoundError):
        demo.reset()

    assert rows_now() == before


@pytest.mark.parametrize(
    "make", [make_district, lambda: make_person("rina", "planner", make_area())]
)
def test_the_example_is_not_loaded_beside_others(make):
    make()

    with translation.override("en"):
        done = CliRunner().invoke(command, ["load"])

    assert done.exit_code == 1
    assert "the example must stand alone" in done.output


def test_sample_sign_ins_are_told_in_indonesian_first_whatever_the_terminal_speaks():
    with translation.override("en"):
        told = {username: offices for username, _password, _name, offices in demo.accounts()}

    assert told["kades"] == "Kepala desa · Village head"
    assert told["admin"] == "Administrator"
