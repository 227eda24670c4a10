from collections.abc import Callable
from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, NinjaAPI, Path, Query, Schema

from tangguh import __version__
from tangguh.domains.participation import selectors as participation
from tangguh.domains.participation.models import Status
from tangguh.domains.participation.selectors import Filters
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies import selectors as policies
from tangguh.domains.programmes import selectors as programmes
from tangguh.web.api import proposals, rows, telling
from tangguh.web.api.wrong import ERRORS, answer_problems, no_such_page, no_such_place

Row = TypeVar("Row", bound=Model)
MOST = 2**53  # numbers up to here are the same in every language that reads JSON
CODE = r"^\d{2}(\.\d{1,5}){0,6}$"
Code = Annotated[str, Path(pattern=CODE)]
Number = Annotated[int, Path(ge=1, le=MOST)]

api = NinjaAPI(
    title="Tangguh",
    version=__version__,
    description="What a district plans for the resilience of its people, and what came of it.",
    docs_url=None,
    urls_namespace="api",
)
answer_problems(api)


class Page(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(100, ge=1, le=1000)
    offset: int = Field(0, ge=0, le=MOST)


class Places(Schema):
    count: int
    items: list[rows.PlaceRow]


class Policies(Schema):
    count: int
    items: list[rows.PolicyRow]


class Programmes(Schema):
    count: int
    items: list[rows.ProgrammeRow]


class Activities(Schema):
    count: int
    items: list[rows.ActivityRow]


@api.get("", url_name="root")
def root(request: HttpRequest) -> dict[str, str]:
    """What there is."""
    base = request.build_absolute_uri("/api/")
    lists = {
        name: f"{base}{name}"
        for name in ("places", "policies", "programmes", "activities", "proposals")
    }
    return {"version": __version__, "openapi": f"{base}openapi.json", **lists}


@api.get("places", response={200: Places, **ERRORS}, url_name="places")
def list_places(
    request: HttpRequest,
    page: Query[Page],
    level: Area.Level | None = None,
    within: Annotated[str | None, Query(pattern=CODE)] = None,
) -> dict[str, object]:
    """Areas by official dotted code. `within`: only those inside the area with this code."""
    found = Area.objects.filter(valid_to=None).order_by("code")
    if level:
        found = found.filter(level=level)
    if within:
        found = found.filter(places.within(area_at(within).code)).exclude(code=within)
    return part(found, page, telling.place_row)


@api.get("places/{code}", response={200: rows.Place, **ERRORS}, url_name="place")
def one_place(request: HttpRequest, code: Code) -> dict[str, object]:
    """One area, also one that has ended, with its other names and what it is prone to."""
    return telling.place(area_at(code))


@api.get("policies", response={200: Policies, **ERRORS}, url_name="policies")
def list_policies(request: HttpRequest, page: Query[Page]) -> dict[str, object]:
    """Policies by title: those that were ever published, and drafts in the caller's reach."""
    found = policies.policies_for(request.user).order_by("title_published", "title", "pk")
    return part(found, page, telling.policy_row)


@api.get("policies/{number}", response={200: rows.PolicyText, **ERRORS}, url_name="policy")
def one_policy(request: HttpRequest, number: Number) -> dict[str, object]:
    """One policy: its text, its results, its indicators with their newest numbers."""
    found = policies.policy_for(request.user, number)
    return telling.policy(request.user, found, on=places.today())


@api.get("programmes", response={200: Programmes, **ERRORS}, url_name="programmes")
def list_programmes(request: HttpRequest, page: Query[Page]) -> dict[str, object]:
    """Programmes by code."""
    found = programmes.programmes_for(request.user).order_by("code", "pk")
    return part(found, page, telling.programme_row)


@api.get(
    "programmes/{number}", response={200: rows.ProgrammeAndCycles, **ERRORS}, url_name="programme"
)
def one_programme(request: HttpRequest, number: Number) -> dict[str, object]:
    """One programme, with its cycles: what was planned and what is spent, in rupiah."""
    return telling.programme(programmes.programme_for(request.user, number), on=places.today())


@api.get("activities", response={200: Activities, **ERRORS}, url_name="activities")
def list_activities(request: HttpRequest, page: Query[Page]) -> dict[str, object]:
    """Activities by planned start."""
    found = programmes.activities_for(request.user).order_by("planned_start", "pk")
    return part(found, page, telling.activity_row)


@api.get(
    "activities/{number}", response={200: rows.ActivityAndStanding, **ERRORS}, url_name="activity"
)
def one_activity(request: HttpRequest, number: Number) -> dict[str, object]:
    """One activity, plan versus real."""
    return telling.activity(programmes.activity_for(request.user, number), on=places.today())


@api.get("proposals", response={200: proposals.Proposals, **ERRORS}, url_name="proposals")
def list_proposals(
    request: HttpRequest,
    page: Query[Page],
    within: Annotated[str | None, Query(pattern=CODE)] = None,
    status: Status | None = None,
) -> dict[str, object]:
    """Proposals of residents, the newest first. `within`: only those inside the area with this code."""
    filters = Filters(area=area_at(within).code if within else "", status=status or "")
    found = participation.proposal_list(request.user, filters, on=places.today())
    return part(found, page, proposals.proposal_row)


@api.get(
    "proposals/{number}",
    response={200: proposals.ProposalAndSteps, **ERRORS},
    url_name="proposal",
)
def one_proposal(request: HttpRequest, number: str) -> dict[str, object]:
    """One proposal by its number (U-2026-0056): what is asked for, and what became of it."""
    found = participation.proposal_for(request.user, number)
    answer = participation.public_answer(request.user, found, on=places.today())
    return proposals.proposal(answer)


@api.get("{path:elsewhere}", include_in_schema=False)
def nothing(request: HttpRequest, elsewhere: str) -> None:
    """The answer where there is no such list."""
    raise no_such_page()


def area_at(code: str) -> Area:
    """The area with this code, or NotFound."""
    area = Area.objects.filter(code=code).first()
    if area is None:
        raise no_such_place(code)
    return area


def part(
    found: QuerySet[Row], page: Page, told: Callable[[Row], dict[str, object]]
) -> dict[str, object]:
    """One page of a list, and how long the whole list is."""
    shown = found[page.offset : page.offset + page.limit]
    return {"count": found.count(), "items": [told(row) for row in shown]}
