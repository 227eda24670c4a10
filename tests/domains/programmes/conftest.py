from datetime import date

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
