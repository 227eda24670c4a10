from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from tangguh.domains.policies import services
from tangguh.domains.policies.models import Indicator, Policy
from tests.factories import (
    NOW,
    TODAY,
    make_district,
    make_evidence,
    make_organization,
    make_person,
)


@pytest.fixture(autouse=True)
def english():
    """Messages as they are written in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def district(db):
    return make_district(frozen_today=TODAY).area


@pytest.fixture
def bappeda(district):
    return make_organization(district)


@pytest.fixture
def planner(district):
    return make_person("rini", "planner", district)


@pytest.fixture
def regent(district):
    return make_person("hurmin", "regent", district)


@pytest.fixture
def resident(district):
    return make_person("ani", "resident", district)


@pytest.fixture
def policy(planner, bappeda, district) -> Policy:
    """A draft with an impact D1, an outcome S1 and its indicator I2: 22% in 2025, 90% by 2027."""
    drafted = services.draft_policy(
        by=planner,
        area=district,
        owner=bappeda,
        title="Ketahanan Sosial",
        problem="Banjir datang tiap tahun.",
        legal_basis="Perbup 12/2025",
        source="Perbup contoh",
        now=NOW,
    )
    impact = services.add_result(
        by=planner,
        policy=drafted,
        revision=1,
        level="impact",
        code="D1",
        statement="Warga tahan",
        now=NOW,
    )
    outcome = services.add_result(
        by=planner,
        policy=drafted,
        revision=2,
        level="outcome",
        code="S1",
        statement="Setiap usulan dijawab",
        parent=impact,
        position=1,
        now=NOW,
    )
    indicator = services.add_indicator(
        by=planner,
        result=outcome,
        revision=3,
        code="I2",
        name="Usulan terjawab dalam 30 hari",
        unit="%",
        direction="up",
        source="Catatan usulan",
        baseline=Decimal(22),
        baseline_on=date(2025, 8, 15),
        now=NOW,
    )
    services.set_target(
        by=planner,
        indicator=indicator,
        revision=4,
        area=district,
        starts=date(2027, 1, 1),
        ends=date(2027, 12, 31),
        value=Decimal(90),
        now=NOW,
    )
    found: Policy = Policy.objects.get(pk=drafted.pk)
    return found


@pytest.fixture
def indicator(policy) -> Indicator:
    return Indicator.objects.select_related("result__policy__area").get(code="I2")


@pytest.fixture
def published(policy, planner) -> Policy:
    """The same, in force since 15 August 2025 as 1.0."""
    publish(planner, policy, "1.0", date(2025, 8, 15))
    return policy


def publish(planner, policy, label, in_force_from, reason="Setelah musrenbang"):
    policy.refresh_from_db()
    version = services.publish_version(
        by=planner,
        policy=policy,
        revision=policy.revision,
        label=label,
        in_force_from=in_force_from,
        reason=reason,
        now=NOW,
    )
    policy.refresh_from_db()
    return version


def report(planner, indicator, **fields):
    """10 of 12 proposals answered in the year until 31 October 2026."""
    area = indicator.result.policy.area
    asked: dict[str, Any] = {
        "area": area,
        "starts": date(2025, 11, 1),
        "ends": date(2026, 10, 31),
        "value": Decimal(83),
        "numerator": 10,
        "denominator": 12,
        "source": "Catatan usulan",
        "act_id": uuid4(),
        "now": NOW,
    } | fields
    if "evidence" not in asked:
        asked["evidence"] = [make_evidence(area, planner, happened_on=date(2026, 11, 1))]
    return services.report_measurement(by=planner, indicator=indicator, **asked)
