"""What every test finds: translated words, and examples that are the same on every machine."""

import os

from hypothesis import settings as hypothesis_settings

from tangguh.cli import main as tangguh

# A red run can be repeated. To look for new examples: pytest --hypothesis-profile=explore
hypothesis_settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
hypothesis_settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis_settings.load_profile("house")


def pytest_sessionstart() -> None:
    """Compile the catalogues, once, before the workers look for them."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        tangguh(["messages", "compile"], standalone_mode=False)


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
