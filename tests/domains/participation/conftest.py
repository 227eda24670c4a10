from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture
def english() -> Iterator[None]:
    """Messages as they stand in the source, whatever is translated by now."""
    with override("en"):
        yield
