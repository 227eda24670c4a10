from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from tangguh.domains.policies import errors, selectors, services
from tangguh.engines.revision import from_json
from tangguh.errors import NotAllowed, NotFound
from tests.domains.policies.conftest import publish
from tests.domains.policies.test_drafting import edit
from tests.factories import NOW, TODAY, make_policy

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def test_a_published_text_is_kept_word_for_word(planner, policy):
    version = publish(planner, policy, "1.0", date(2025, 8, 15))

    assert (version.number, policy.status) == (1, "in_force")
    assert from_json(version.document) == selectors.document_of(policy)


def test_after_editing_version_2_appears_and_version_1_can_still_be_read(planner, published):
    edit(planner, published, problem="Banjir dan longsor.")
    publish(planner, published, "1.1", date(2026, 3, 2), reason="Longsor Tambak Ratu")

    one, two = published.versions.order_by("number")
    assert from_json(one.document).problem == "Banjir datang tiap tahun."
    assert from_json(two.document).problem == "Banjir dan longsor."
    assert two.reason == "Longsor Tambak Ratu"


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2025, 8, 14), None),
        (date(2025, 8, 15), "1.0"),
        (date(2026, 3, 1), "1.0"),
        (date(2026, 3, 2), "1.1b"),
        (TODAY, "1.1b"),
    ],
)
def test_the_policy_is_read_as_it_stood_on_any_day(planner, published, day, label):
    edit(planner, published, problem="a")
    publish(planner, published, "1.1a", date(2026, 3, 2))
    edit(planner, published, problem="b")
    publish(planner, published, "1.1b", date(2026, 3, 2))

    version = selectors.version_on(published, day)

    assert (version.label if version else None) == label


def test_a_publication_needs_a_reason_a_change_a_new_label_and_a_later_day(planner, published):
    with pytest.raises(errors.NothingChanged, match="word for word"):
        publish(planner, published, "1.1", date(2026, 3, 2))
    edit(planner, published, problem="x")
    with pytest.raises(errors.ReasonMissing):
        publish(planner, published, "1.1", date(2026, 3, 2), reason=" ")
    with pytest.raises(errors.LabelTaken):
        publish(planner, published, "1.0", date(2026, 3, 2))
    with pytest.raises(errors.VersionOutOfOrder, match=r"in force from Aug\. 15, 2025"):
        publish(planner, published, "1.1", date(2025, 1, 1))

    assert published.versions.count() == 1


def test_what_was_seen_is_what_is_published(planner, published):
    seen = published.revision
    edit(planner, published, problem="x")

    with pytest.raises(errors.PolicyMoved):
        services.publish_version(
            by=planner,
            policy=published,
            revision=seen,
            label="1.1",
            in_force_from=TODAY,
            reason="r",
            now=NOW,
        )


def test_a_resident_may_not_publish(resident, policy):
    with pytest.raises(NotAllowed):
        publish(resident, policy, "1.0", TODAY)


def test_editors_see_the_working_text_and_everybody_else_what_is_in_force(planner, published):
    published = edit(planner, published, problem="Not for everybody yet.")

    editor = selectors.shown_to(planner, published, on=TODAY)
    public = selectors.shown_to(NOBODY, published, on=TODAY)

    assert editor.document.problem == "Not for everybody yet."
    assert [change.what for change in editor.unpublished] == ["policy"]
    assert public.document.problem == "Banjir datang tiap tahun."
    assert public.unpublished == ()


def test_a_draft_does_not_exist_for_the_public(policy, planner, regent):
    with pytest.raises(NotFound):
        selectors.policy_for(NOBODY, policy.pk)

    assert selectors.policy_for(regent, policy.pk) == policy


def test_the_list_is_searched_filtered_and_shows_the_title_in_force(planner, published):
    edit(planner, published, title="Judul baru")
    filters = selectors.Filters(words="ketahanan", status="in_force", area="15.03")

    (row,) = selectors.policy_list(NOBODY, filters, on=TODAY)

    assert (vars(row)["title_in_force"], vars(row)["label"]) == ("Ketahanan Sosial", "1.0")
    assert not selectors.policy_list(NOBODY, selectors.Filters(area="15.04"), on=TODAY)


@pytest.mark.parametrize("words", ["baru", "rahasia"])
def test_a_text_that_is_not_published_is_not_found_out_by_searching_for_it(
    planner, published, words
):
    edit(planner, published, title="Judul baru", problem="Rahasia")

    assert not selectors.policy_list(NOBODY, selectors.Filters(words=words), on=TODAY)
    assert not selectors.policies_called(NOBODY, words)
    assert selectors.policies_called(NOBODY, "sosial")


def test_a_policy_is_called_by_its_working_title_until_it_is_published(planner, published):
    draft = make_policy(published.area, planner, title="Rancangan")
    edit(planner, published, title="Judul baru")
    published.refresh_from_db()
    assert (draft.called, published.called) == ("Rancangan", "Ketahanan Sosial")

    publish(planner, published, "1.1", TODAY)

    assert published.called == "Judul baru"
