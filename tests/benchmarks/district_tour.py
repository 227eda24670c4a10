"""Which pages are looked at, and by whom: of each kind the one with the most to show."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, QuerySet
from django.urls import reverse

from tangguh.domains.atlas.models import Road, ZoneSet
from tangguh.domains.emergencies.models import Drill, OutreachSession, Pair, VillagePlan
from tangguh.domains.evidence.models import Evidence, Sample
from tangguh.domains.partners.models import Organization
from tangguh.domains.policies.models import Indicator, Policy, Review
from tangguh.domains.programmes.models import Activity, Programme
from tangguh.domains.residents.models import Household
from tangguh.domains.resilience.models import IndicatorScore, Plan
from tests.benchmarks.district_size import District

ANYBODY, PLANNER, MANAGER = "", "perencana", "manajer"
INSPECTOR, ADMINISTRATOR, CIVIL_SOCIETY = "inspektorat", "admin", "kesbangpol"


@dataclass(frozen=True)
class Stop:
    """One page for one reader; the empty reader is anybody."""

    name: str
    path: str
    reader: str


def stops(district: District) -> Iterator[Stop]:
    """Everything anybody may read, before and after signing in; then what offices open."""
    for name, path in open_pages(district):
        yield Stop(name, path, ANYBODY)
        yield Stop(name, path, PLANNER)
    yield Stop("sign-in", reverse("accounts:sign_in"), ANYBODY)
    yield from pages_of_offices()
    yield from pages_of_a_village(district)


def open_pages(district: District) -> Iterator[tuple[str, str]]:
    yield from front(district)
    yield from of_policies()
    yield from of_programmes()
    yield from of_partners_and_evidence(district)
    yield from of_resilience(district)
    yield from of_emergencies(district)
    yield from of_the_atlas()
    yield from open_data()


def front(district: District) -> Iterator[tuple[str, str]]:
    busiest = most(Activity.objects.filter(area__level="village").values("area__code"))
    yield "home", "/"
    yield "map", "/map/"
    yield "search, misspelt", "/search/?q=Spintun"
    yield "search, many words", "/search/?q=Siaga+Sungai"
    yield "village", place(busiest["area__code"])
    yield "subdistrict", place(district.subdistricts[0].code)
    yield "district", place(district.area.code)


def place(code: str) -> str:
    return reverse("places:village", args=[code])


def of_policies() -> Iterator[tuple[str, str]]:
    policy = most(Policy.objects.values("pk"), "programmes")["pk"]
    indicators = Indicator.objects.filter(result__policy=policy)
    review = Review.objects.filter(policy=policy, closed_at__isnull=False).get()
    yield "policies", reverse("policies:list")
    yield "policy", reverse("policies:detail", args=[policy])
    yield "policy, versions", reverse("policies:versions", args=[policy])
    difference = reverse("policies:difference", args=[policy])
    yield "policy, difference", f"{difference}?before=1&after=2"
    yield "policy, findings", reverse("policies:findings", args=[policy])
    yield "policy, reviews", reverse("policies:reviews", args=[policy])
    yield "review", reverse("policies:review", args=[review.pk])
    for computed in indicators.exclude(formula="").order_by("formula"):
        yield f"indicator, {computed.formula}", page_of("policies:indicator", computed)
        yield f"rows of {computed.formula}", rows_of(computed, policy)
    reported = indicators.filter(formula="").order_by("pk").first()
    assert reported is not None
    yield "indicator, reported", page_of("policies:indicator", reported)


def rows_of(computed: Indicator, policy: int) -> str:
    name = computed.formula.rpartition(".")[2]
    counted = reverse("programmes:counted", args=[name])
    return f"{counted}?policy={policy}&area=15.03&from=2026-01-01&to=2026-11-24"


def of_programmes() -> Iterator[tuple[str, str]]:
    programme = Programme.objects.get(
        pk=most(Programme.objects.values("pk"), "cycles__activities")["pk"]
    )
    activity = Activity.objects.get(
        pk=most(Activity.objects.values("pk"), "updates__evidence")["pk"]
    )
    listed, own = reverse("programmes:list"), page_of("programmes:detail", programme)
    coverage = reverse("programmes:coverage")
    yield "programmes", listed
    yield "programmes, filtered", f"{listed}?q=siaga&status=running&hazard=flood"
    yield "programmes, of an agency", f"{listed}?agency={programme.lead_id}"
    yield "programme", own
    yield "programme, filtered", f"{own}?kind=training&q=warga"
    yield "activity", page_of("programmes:activity", activity)
    yield "coverage", coverage
    yield "coverage, landslides", f"{coverage}?hazard=landslide"
    yield "coverage, two years", f"{coverage}?months=24&kind=training"


def of_partners_and_evidence(district: District) -> Iterator[tuple[str, str]]:
    agency = most(Organization.objects.filter(kind="agency").values("pk"), "led_activities")["pk"]
    ngo = most(Organization.objects.filter(kind="ngo").values("pk"), "joined_programmes")["pk"]
    piece = Evidence.objects.filter(audience="public", updates__isnull=False).order_by("-pk")[0]
    partners, evidence = reverse("partners:list"), reverse("evidence:list")
    village = district.villages[0].code
    yield "partners", partners
    yield "partners, filtered", f"{partners}?kind=ngo&area={village}&words=banjir"
    yield "agency", reverse("partners:detail", args=[agency])
    yield "NGO", reverse("partners:detail", args=[ngo])
    yield "evidence, all", evidence
    yield "evidence, page 40", f"{evidence}?page=40"
    yield "evidence, of a village", f"{evidence}?area={village}"
    yield "evidence, of a subdistrict", f"{evidence}?area={village[:8]}&seal=claimed"
    yield "evidence, disputed", f"{evidence}?seal=disputed"
    yield "evidence, rare words", f"{evidence}?words=minutes+tidak-ada"
    yield "evidence, filtered", f"{evidence}?kind=photo&seal=verified&words=photo"
    yield "piece of evidence", page_of("evidence:detail", piece)


def of_resilience(district: District) -> Iterator[tuple[str, str]]:
    first, second, *_others = (village.code for village in district.villages)
    release = most(IndicatorScore.objects.values("release"))["release"]
    yield "index", reverse("resilience:district")
    yield "index, a part", f"{reverse('resilience:district')}?part=IKL"
    yield "index, other weights", f"{reverse('resilience:weights')}?IKS=50&IKE=30&IKL=20"
    yield "scorecard", reverse("resilience:card", args=[first])
    yield "comparison", f"{reverse('resilience:compare')}?v1={first}&v2={second}"
    yield "releases", reverse("resilience:releases")
    yield "release", reverse("resilience:release", args=[release])
    own = reverse("resilience:own_village", args=[first])
    yield "own index", reverse("resilience:own")
    yield "own index, a part", f"{reverse('resilience:own')}?part=SIAP&year=2025"
    yield "own index, village", own
    yield "own index, rows", f"{own}SOL1/"
    yield "own index, definition", reverse("resilience:own_definition")
    yield "plans of work", reverse("resilience:plans")


def of_emergencies(district: District) -> Iterator[tuple[str, str]]:
    first = district.villages[0].code
    drill, session = Drill.objects.order_by("-pk")[0], OutreachSession.objects.order_by("-pk")[0]
    yield "preparedness", reverse("emergencies:district")
    yield "hazard profile", reverse("emergencies:profile", args=[first])
    yield "neighbours on call, counts", reverse("emergencies:buddies_coverage")
    yield "drills", reverse("emergencies:drills")
    yield "drill", page_of("emergencies:drill", drill)
    yield "outreach", reverse("emergencies:outreach")
    yield "outreach, session", page_of("emergencies:session", session)
    yield "households, counts", reverse("residents:counts")
    plan = VillagePlan.objects.exclude(in_force_at=None).get()
    yield "evacuation plan", reverse("emergencies:plan", args=[plan.area.code])
    yield "evacuation plan, computed", reverse("emergencies:plan_computed", args=[plan.key])


def of_the_atlas() -> Iterator[tuple[str, str]]:
    road = sample_road()
    yield "boundaries", reverse("atlas:boundaries")
    yield "zones", reverse("atlas:zones")
    yield "zones, a map", page_of("atlas:zone_set", ZoneSet.objects.get())
    yield "gauges", reverse("atlas:gauges")
    yield "facilities", reverse("atlas:facilities")
    roads = reverse("atlas:roads")
    yield "roads", roads
    yield "roads, of a subdistrict", f"{roads}?area={road.area.code[:8]}"
    yield "roads, if a flood comes", f"{roads}?scenario=flood"
    yield "roads, around a place", f"{roads}?at=-2.3,102.7"
    yield "road", page_of("atlas:road", road)
    yield "roads, capacities", reverse("atlas:capacities")


def open_data() -> Iterator[tuple[str, str]]:
    yield "API", "/api/"
    yield "API, villages", "/api/places?level=village&limit=500"
    yield "API, policies", "/api/policies"
    yield "API, programmes", "/api/programmes"
    yield "API, activities", "/api/activities"
    yield "API, activities, far", "/api/activities?offset=4000"
    yield "API, OpenAPI", "/api/openapi.json"


def pages_of_offices() -> Iterator[Stop]:
    """Profile, forms, notices, the trail and the inspectorate's samples."""
    activity = Activity.objects.filter(lead__members__user__username=MANAGER).order_by("-pk")[0]
    sample = Sample.objects.get()
    trail = reverse("audit-trail")
    yield Stop("profile", reverse("accounts:profile"), PLANNER)
    yield Stop("plan of work", page_of("resilience:plan", Plan.objects.get()), PLANNER)
    yield Stop("unit costs", reverse("resilience:costs"), PLANNER)
    yield Stop("plan of work, form", reverse("resilience:draw_plan"), PLANNER)
    yield Stop("report a number, form", report_form(), PLANNER)
    drawing = f"{reverse('atlas:draw_road')}?area={sample_road().area.code}"
    yield Stop("draw a road", drawing, PLANNER)
    yield Stop("move a road", page_of("atlas:move_road", sample_road()), PLANNER)
    yield Stop(
        "close a road", reverse("atlas:close_in_village", args=[sample_road().area.code]), PLANNER
    )
    yield Stop("plan an activity, form", plan_form(activity), MANAGER)
    yield Stop("report an activity, form", page_of("programmes:report", activity), MANAGER)
    yield Stop("upload, form", reverse("evidence:upload"), MANAGER)
    yield Stop("notices", reverse("partners:notices"), CIVIL_SOCIETY)
    yield Stop("people", reverse("accounts:people"), ADMINISTRATOR)
    yield Stop("audit trail", trail, INSPECTOR)
    yield Stop("audit trail, far", f"{trail}?page=40", INSPECTOR)
    yield Stop("audit trail, of an area", f"{trail}?area=15.03.08&deed=evidence", INSPECTOR)
    yield Stop("audit trail, words", f"{trail}?words=perencana", INSPECTOR)
    yield Stop("audit trail, days", f"{trail}?since=2026-11-01&until=2026-11-10", INSPECTOR)
    yield Stop("samples", reverse("evidence:samples"), INSPECTOR)
    yield Stop("sample", page_of("evidence:sample", sample), INSPECTOR)


def pages_of_a_village(district: District) -> Iterator[Stop]:
    """What its operator opens of households and neighbours on call, in the largest register."""
    village = district.villages[0]
    reader = district.operators[village.pk].username
    household = Household.objects.filter(area=village).order_by("pk")[0]
    pair = Pair.objects.filter(helper__area=village, state=Pair.State.PROPOSED).order_by("pk")[0]
    yield Stop("households", reverse("residents:list"), reader)
    yield Stop("household", page_of("residents:detail", household), reader)
    yield Stop("household, form", reverse("residents:record"), reader)
    for name in ("buddies", "helpers", "training", "flooded", "add_helper"):
        page = reverse(f"emergencies:{name}", args=[village.code])
        yield Stop(f"neighbours on call, {name}", page, reader)
    yield Stop("neighbours on call, pair", page_of("emergencies:pair", pair), reader)
    yield Stop("own index, asked again", reverse("resilience:follow_ups"), reader)
    draft = VillagePlan.objects.get(in_force_at=None)
    drafter = draft.drafted_by.username
    yield Stop("evacuation plan, editor", page_of("emergencies:plan_draft", draft), drafter)
    yield Stop("evacuation plan, draft", page_of("emergencies:draft_computed", draft), drafter)


def sample_road() -> Road:
    return Road.objects.select_related("area").order_by("pk")[0]


def report_form() -> str:
    reported = Indicator.objects.filter(formula="").order_by("pk").first()
    assert reported is not None
    return page_of("policies:report", reported)


def plan_form(activity: Activity) -> str:
    return reverse("programmes:plan_activity", args=[activity.cycle_id])


def page_of(name: str, thing: Model) -> str:
    return reverse(name, args=[thing.pk])


def most(groups: QuerySet[Any, Any], what: str = "pk") -> dict[str, Any]:
    """The group with the most of something; of several, the first."""
    found: dict[str, Any] = groups.annotate(most=Count(what)).order_by(
        "-most", *groups.query.values_select
    )[0]
    return found
