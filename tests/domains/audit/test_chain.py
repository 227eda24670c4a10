import threading
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from tangguh.domains.audit import selectors, services
from tangguh.domains.audit.commands import audit
from tangguh.domains.audit.models import Entry, Head
from tests.factories import make_area, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return make_area()


def write(area, *deeds: str):
    return [services.record(deed, by=None, about=area, area_code=area.code) for deed in deeds]


def tamper(statement: str, *values: str) -> None:
    """Change the table as somebody with the database's own tools would, past the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_is_never_changed")
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_is_never_removed")
        else:
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def test_each_entry_carries_the_hash_of_the_one_before(area):
    first, second, third = write(area, "a", "b", "c")

    assert first.previous_hash == selectors.GENESIS
    assert [second.previous_hash, third.previous_hash] == [first.hash, second.hash]
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert selectors.first_broken_link() is None


def test_an_entry_says_who_did_what_to_which_thing(area):
    ani = make_person("ani", "planner", area)

    entry = services.record("places.renamed", by=ani, about=area, area_code=area.code, was="Old")

    assert (entry.actor, entry.about) == ("ani", f"places.area:{area.pk}")
    assert entry.details == {"was": "Old"}
    assert list(selectors.history_of(area)) == [entry]


def test_a_changed_entry_is_found_by_its_number(area):
    write(area, "a", "b", "c")

    tamper("UPDATE audit_entry SET actor = 'somebody else' WHERE number = 2")

    assert selectors.first_broken_link() == selectors.BrokenLink(2, "diubah setelah ditulis")


def test_an_entry_changed_together_with_its_hash_breaks_the_next_link(area):
    write(area, "a", "b", "c")
    forged = Entry.objects.get(number=2)
    forged.actor = "somebody else"

    tamper(
        "UPDATE audit_entry SET actor = %s, hash = %s WHERE number = 2",
        forged.actor,
        selectors.hash_of(forged),
    )

    assert selectors.first_broken_link() == selectors.BrokenLink(
        3, "tidak menyambung dari catatan sebelumnya"
    )


def test_a_removed_entry_is_missed(area):
    write(area, "a", "b", "c")

    tamper("DELETE FROM audit_entry WHERE number = 2")

    assert selectors.first_broken_link() == selectors.BrokenLink(2, "hilang")


def test_a_tail_that_was_cut_off_is_missed(area):
    write(area, "a", "b", "c")

    tamper("DELETE FROM audit_entry WHERE number = 3")

    assert selectors.first_broken_link() == selectors.BrokenLink(3, "terpotong di ujung")


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET deed = 'x'", "DELETE FROM audit_entry"]
)
def test_the_database_itself_refuses_to_change_or_remove(area, statement):
    write(area, "a")

    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Entry.objects.get().deed == "a"


def test_an_entry_has_no_delete(area):
    with pytest.raises(TypeError, match="never removed"):
        write(area, "a")[0].delete()


def test_a_deed_that_is_taken_back_leaves_no_entry(area):
    class Failed(Exception):
        pass

    def write_and_fail() -> None:
        with transaction.atomic():
            write(area, "a")
            raise Failed

    with pytest.raises(Failed):
        write_and_fail()

    assert (Entry.objects.count(), Head.objects.get().number) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_deeds_at_the_same_time_stand_in_one_line():
    area = make_area()

    def work() -> None:
        for _ in range(10):
            write(area, "at the same time")
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Entry.objects.count() == 40
    assert selectors.first_broken_link() is None


def test_the_command_tells_of_an_unbroken_chain(area):
    write(area, "a", "b")

    result = CliRunner().invoke(audit, ["verify"])

    assert result.exit_code == 0
    assert result.output.startswith("2 catatan, tidak terputus. Ujung: ")


def test_the_command_names_the_first_broken_link(area):
    write(area, "a", "b", "c")
    tamper("UPDATE audit_entry SET deed = 'x' WHERE number >= 2")

    result = CliRunner().invoke(audit, ["verify"])

    assert (result.exit_code, result.output) == (1, "Catatan 2: diubah setelah ditulis.\n")


def test_entries_are_found_by_deed_area_words_and_nothing_else_comes_along(area):
    village = make_area("15.03.08.2006", "Teluk Kecimbung")
    make_area("15.03.1", "Not inside 15.03.08")
    write(area, "policies.published")
    write(village, "evidence.claimed", "evidence.verified")

    inside = selectors.entries_within(["15.03.08"])

    assert [entry.deed for entry in inside] == ["evidence.verified", "evidence.claimed"]
    assert selectors.entries_within([]).count() == 0
    for filters, found in [
        (selectors.Filters(deed="evidence"), 2),
        (selectors.Filters(deed="evidence.claimed"), 1),
        (selectors.Filters(area="15.03.08.2006"), 2),
        (selectors.Filters(area="15.0"), 0),
        (selectors.Filters(words=f"places.area:{area.pk}"), 1),
    ]:
        assert selectors.narrowed(selectors.entries_within(["15.03"]), filters).count() == found


def test_days_of_the_trail_are_days_of_the_district(area):
    """Half past six in the morning in Sarolangun is still the day before in Greenwich."""
    (entry,) = write(area, "places.renamed")
    tamper("UPDATE audit_entry SET at = '2026-11-23 23:30:00+00:00' WHERE number = %s", "1")
    day, before = date(2026, 11, 24), date(2026, 11, 23)

    for filters, found in [
        (selectors.Filters(since=day, until=day), [entry]),
        (selectors.Filters(until=before), []),
        (selectors.Filters(since=before, until=before), []),
        (selectors.Filters(since=date(1, 1, 1), until=date(9999, 12, 31)), [entry]),
    ]:
        assert list(selectors.narrowed(selectors.entries_within(["15.03"]), filters)) == found
