from datetime import date
from pathlib import Path

import pytest

from tangguh.domains.accounts.models import User
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Cycle, Programme
from tests.factories import (
    make_area,
    make_cycle,
    make_person,
    make_policy,
    make_programme,
    make_village,
)


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> None:
    """What is uploaded lies in a folder of the test's own."""
    default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = settings.STORAGES | {"default": default}


@pytest.fixture
def district() -> Area:
    return make_area()


@pytest.fixture
def dewi(district: Area) -> User:
    """The planner of the district."""
    return make_person("dewi", "planner", district)


@pytest.fixture
def policy(district: Area, dewi: User) -> Policy:
    return make_policy(district, dewi, status=Policy.Status.IN_FORCE)


@pytest.fixture
def programme(policy: Policy) -> Programme:
    return make_programme(policy)


@pytest.fixture
def cycle(programme: Programme) -> Cycle:
    return make_cycle(programme, name="2026", starts=date(2026, 1, 1), ends=date(2026, 12, 31))


@pytest.fixture
def village(district: Area) -> Area:
    """Teluk Kecimbung."""
    return make_village()
