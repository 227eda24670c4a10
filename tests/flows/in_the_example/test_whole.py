"""The example is whole, always the same, and its reset undoes what visitors tried."""

from collections import Counter
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum

from tangguh.domains.accounts.models import User
from tangguh.domains.audit import selectors as trail
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence import services as evidence
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area
from tangguh.domains.policies import selectors as policies
from tangguh.domains.policies.models import Measurement, Policy, Recommendation
from tangguh.domains.programmes.models import Activity, ActivityFunding, Cycle, Update
from tangguh.engines.revision import difference, from_json
from tangguh.web import demo
from tests.engines.media.samples import photo
from tests.example_rows import rows_now
from tests.factories import NOW, TODAY


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_the_example_is_whole_and_its_reset_brings_back_the_very_same(reader, loaded_example):
    check_the_policy()
    check_the_programmes()
    check_the_evidence()
    first, files = rows_now(), files_in(loaded_example)

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
    assert files_in(loaded_example) > files

    demo.reset()

    assert rows_now() == first
    assert files_in(loaded_example) == files
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
