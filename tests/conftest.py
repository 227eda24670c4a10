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
    if "PYTEST_XDIST_WORKER" not in os.environ and "messages" in tangguh.commands:
        tangguh(["messages", "compile"], standalone_mode=False)
