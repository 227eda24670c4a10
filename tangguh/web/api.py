"""The open data of a district: read-only lists that obey the same row filter as the pages."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, NinjaAPI, Query, Schema

from tangguh import __version__
from tangguh.domains.places.models import Area
from tangguh.domains.policies import selectors as policies
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.programmes.models import Activity, Programme

Row = TypeVar("Row", bound=Model)

api = NinjaAPI(
    title="Tangguh",
    version=__version__,
    description="What a district plans for the resilience of its people, and what came of it.",
    docs_url=None,
    urls_namespace="api",
)


class Page(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(100, ge=1, le=1000)
    offset: int = Field(0, ge=0)


class PlaceRow(Schema):
    code: str
    name: str
    level: str
    kind: str
    parent: str | None
    area_km2: float | None
    longitude: float | None
    latitude: float | None
    source: str
    as_of: date
    provenance: str

    @staticmethod
    def resolve_parent(area: Area) -> str | None:
        return area.code.rpartition(".")[0] or None


class PolicyRow(Schema):
    id: int
    title: str
    status: str
    owner: str
    area_code: str
    provenance: str

    @staticmethod
    def resolve_owner(policy: Policy) -> str:
        return policy.owner.name

    @staticmethod
    def resolve_area_code(policy: Policy) -> str:
        return policy.area.code


class ProgrammeRow(Schema):
    id: int
    code: str
    title: str
    status: str
    lead: str
    policy_id: int
    area_code: str
    provenance: str

    @staticmethod
    def resolve_lead(programme: Programme) -> str:
        return programme.lead.name

    @staticmethod
    def resolve_area_code(programme: Programme) -> str:
        return programme.area.code


class ActivityRow(Schema):
    id: int
    title: str
    kind: str
    hazard: str
    area_code: str
    programme_id: int
    planned_start: date
    planned_end: date
    provenance: str

    @staticmethod
    def resolve_area_code(activity: Activity) -> str:
        return activity.area.code

    @staticmethod
    def resolve_programme_id(activity: Activity) -> int:
        return activity.cycle.programme_id


class Places(Schema):
    count: int
    items: list[PlaceRow]


class Policies(Schema):
    count: int
    items: list[PolicyRow]


class Programmes(Schema):
    count: int
    items: list[ProgrammeRow]


class Activities(Schema):
    count: int
    items: list[ActivityRow]


@api.get("", url_name="root")
def root(request: HttpRequest) -> dict[str, str]:
    """What there is."""
    base = request.build_absolute_uri("/api/")
    lists = {name: f"{base}{name}" for name in ("places", "policies", "programmes", "activities")}
    return {"version": __version__, "openapi": f"{base}openapi.json", **lists}


@api.get("places", response=Places)
def places(
    request: HttpRequest,
    page: Query[Page],
    level: Area.Level | None = None,
    within: str = "",
) -> dict[str, object]:
    """Areas by official dotted code. `within`: only those inside the area with this code."""
    rows = Area.objects.filter(valid_to=None).order_by("code")
    if level:
        rows = rows.filter(level=level)
    if within:
        rows = rows.filter(code__startswith=f"{within}.")
    return part(rows, page)


@api.get("policies", response=Policies, url_name="policies")
def list_policies(request: HttpRequest, page: Query[Page]) -> dict[str, object]:
    """Policies by title: those that were ever published, and drafts in the caller's reach."""
    return part(policies.policies_for(request.user).order_by("title", "pk"), page)


@api.get("programmes", response=Programmes, url_name="programmes")
def list_programmes(request: HttpRequest, page: Query[Page]) -> dict[str, object]:
    """Programmes by code."""
    rows = programmes.programmes_for(request.user).select_related("lead", "area")
    return part(rows.order_by("code", "pk"), page)


@api.get("activities", response=Activities, url_name="activities")
def list_activities(request: HttpRequest, page: Query[Page]) -> dict[str, object]:
    """Activities by planned start."""
    rows = programmes.activities_for(request.user).select_related("area", "cycle")
    return part(rows.order_by("planned_start", "pk"), page)


def part(rows: QuerySet[Row], page: Page) -> dict[str, object]:
    """One page of a list, and how long the whole list is."""
    return {"count": rows.count(), "items": rows[page.offset : page.offset + page.limit]}
