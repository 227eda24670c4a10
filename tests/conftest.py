"""What every test finds: translated words, and examples that are the same on every machine."""

import os

import pytest
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadScopeScheduling

from tangguh.cli import main as tangguh

# A red run can be repeated. To look for new examples: pytest --hypothesis-profile=explore
hypothesis_settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
hypothesis_settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis_settings.load_profile("house")


class OneWorkerForAnExample(LoadScopeScheduling):  # type: ignore[misc]
    """Tests go to the workers one by one; but those of a folder that loads the example, together."""

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.rpartition("/")[0]
        return folder if folder.endswith("in_the_example") else nodeid


@pytest.fixture(autouse=True)
def nothing_is_remembered(request, monkeypatch) -> None:
    """Rows that a test writes by itself leave no line in the trail, so all is computed anew."""
    if "db" in request.fixturenames:
        from tangguh.domains.resilience.selectors import _own

        monkeypatch.setattr(_own, "stamp", object)


def pytest_xdist_make_scheduler(config, log) -> OneWorkerForAnExample:
    return OneWorkerForAnExample(config, log)


def pytest_sessionstart() -> None:
    """Compile the catalogues, once, before the workers look for them."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        tangguh(["messages", "compile"], standalone_mode=False)


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks a database is marked: only that can differ from one database to another.

    Benchmarks measure each database themselves; that they still run is seen on one.
    """
    for item in items:
        asks = "db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db")
        if asks and not item.nodeid.startswith("tests/benchmarks/"):
            item.add_marker(pytest.mark.database)


def pytest_configure() -> None:
    """Let Django empty the tables after a test that commits.

    The audit trail's triggers refuse that, rightly; and the head of its chain, which a migration
    wrote, must be there for the next test.
    """
    from django.test import TransactionTestCase

    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def emptied(case: TransactionTestCase) -> None:
        from tangguh.domains.audit.models import Head
        from tangguh.web.backups import tables

        with tables.triggers_lifted():
            flush(case)
        Head.objects.get_or_create(pk=1)

    TransactionTestCase._fixture_teardown = emptied  # type: ignore[attr-defined]
