"""What people hand in, whole and right; a test changes the one thing that it is about."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from tangguh.domains.accounts.models import User
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import services
from tangguh.domains.programmes.models import (
    Activity,
    ActivityFunding,
    Cycle,
    Programme,
    Update,
)
from tangguh.domains.programmes.services import (
    ActivityDraft,
    CycleDraft,
    ProgrammeDraft,
    UpdateDraft,
)
from tests.factories import NOW

MILLION = 1_000_000


def programme_draft(programme: Programme, **fields: Any) -> ProgrammeDraft:
    """The draft of a programme like another one."""
    usual: dict[str, Any] = {
        "policy": programme.policy,
        "area": programme.area,
        "lead": programme.lead,
        "code": programme.code,
        "title": programme.title,
        "source": "Renja 2026",
    }
    return ProgrammeDraft(**usual | fields)


def cycle_draft(**fields: Any) -> CycleDraft:
    usual: dict[str, Any] = {
        "name": "2026",
        "starts": date(2026, 1, 1),
        "ends": date(2026, 12, 31),
        "budget": 960 * MILLION,
        "funding": {"district_budget": 700 * MILLION, "province": 260 * MILLION},
    }
    return CycleDraft(**usual | fields)


def activity_draft(cycle: Cycle, area: Area, **fields: Any) -> ActivityDraft:
    usual: dict[str, Any] = {
        "area": area,
        "lead": cycle.programme.lead,
        "kind": Activity.Kind.DRILL,
        "title": "Gladi lapang",
        "planned_start": date(2026, 9, 1),
        "planned_end": date(2026, 9, 10),
        "funding": {"district_budget": 10 * MILLION},
        "source": "Renja 2026",
    }
    return ActivityDraft(**usual | fields)


def update_draft(**fields: Any) -> UpdateDraft:
    usual: dict[str, Any] = {
        "happened_on": date(2026, 9, 5),
        "progress": 40,
        "spent": 4 * MILLION,
        "people": 30,
        "women": 12,
    }
    return UpdateDraft(**usual | fields)


def report(by: User, activity: Activity, *, act_id: UUID | None = None, **fields: Any) -> Update:
    return services.report_update(
        by=by, activity=activity, draft=update_draft(**fields), act_id=act_id or uuid4(), now=NOW
    )


def fund(activity: Activity, **amounts: int) -> Activity:
    ActivityFunding.objects.bulk_create(
        ActivityFunding(activity=activity, source=source, amount=amount)
        for source, amount in amounts.items()
    )
    return activity


def tell(activity: Activity, by: User, on: date, *evidence: Evidence, **figures: Any) -> Update:
    """An update as a row, past the rules of the deed."""
    update = Update.objects.create(
        activity=activity,
        happened_on=on,
        received_at=datetime(2026, 11, 24, tzinfo=UTC),
        reported_by=by,
        **{"progress": 0, "spent": 0} | figures,
    )
    update.evidence.set(evidence)
    return update
