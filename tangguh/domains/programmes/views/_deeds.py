from functools import partial
from uuid import UUID, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import File
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import Viewer, signed_in
from tangguh.domains.accounts.services import require
from tangguh.domains.evidence import services as evidence
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places import selectors as places
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes import selectors, services
from tangguh.domains.programmes.forms import (
    ActivityForm,
    CycleForm,
    ProgrammeForm,
    StatusForm,
    UpdateForm,
)
from tangguh.domains.programmes.models import Activity, Programme, Update
from tangguh.domains.programmes.views._requests import Asked, activity_chain, answer, chain_of, step
from tangguh.integrations.browser import sent


def policies_for(viewer: Viewer) -> QuerySet[Policy]:
    """The policies under which a person may plan: those in reach that have not ended."""
    rows = accounts.open_to(viewer, Policy.objects.all(), deed="programmes.plan")
    return rows.exclude(status=Policy.Status.ENDED).order_by("title")


def page_of(programme: Programme) -> str:
    return reverse("programmes:detail", args=[programme.pk])


@login_required
def open_programme(request: HttpRequest) -> HttpResponse:
    """Open a programme under a policy."""
    by, title = signed_in(request.user), _("Open a programme")
    accounts.area_of(by, "programmes.plan")
    form = ProgrammeForm(
        sent(request), policies=policies_for(by), initial={"policy": request.GET.get("policy")}
    )
    asked = Asked(
        title,
        chain_of(None, step("", title)),
        done=_("Opened. Give it a cycle with its budget next."),
    )
    return answer(
        request,
        form,
        asked,
        lambda: services.open_programme(by=by, draft=form.draft(), on=places.today()),
        then=page_of,
    )


@login_required
def edit_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a programme says of itself."""
    by, programme = planner_of(request, pk)
    form = ProgrammeForm(sent(request), policies=policies_for(by), programme=programme)
    asked = asked_of(
        programme,
        _("Edit the programme"),
        done=_("Saved. What it said before stays in the audit trail."),
    )
    return answer(
        request,
        form,
        asked,
        lambda: services.edit_programme(
            by=by, programme=programme, draft=form.draft(), on=places.today()
        ),
        then=page_of,
    )


@login_required
def set_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a programme run, pause, finish or be evaluated."""
    by, programme = planner_of(request, pk)
    form = StatusForm(sent(request), initial={"status": programme.status})
    done = _("The status is kept with your name.")
    return answer(
        request,
        form,
        asked_of(programme, _("Set the status"), done=done),
        lambda: services.set_status(by=by, programme=programme, **form.cleaned_data),
        then=lambda _done: page_of(programme),
    )


@login_required
def open_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Open one run of a programme with its budget by source."""
    by, programme = planner_of(request, pk)
    form = CycleForm(sent(request))
    done = _("Opened. Plan its activities next.")
    return answer(
        request,
        form,
        asked_of(programme, _("Open a cycle"), done=done),
        lambda: services.open_cycle(by=by, programme=programme, draft=form.draft()),
        then=lambda _done: page_of(programme),
    )


def planner_of(request: HttpRequest, pk: int) -> tuple[User, Programme]:
    """Who asks, and the programme, if they may plan there."""
    programme = selectors.programme_for(request.user, pk)
    require(request.user, "programmes.plan", at=programme.area)
    return signed_in(request.user), programme


def asked_of(programme: Programme, title: str, *, done: str) -> Asked:
    return Asked(title, chain_of(programme, step("", title)), done)


@login_required
def plan_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan what is done at one place in a cycle."""
    by, cycle = signed_in(request.user), selectors.cycle_for(request.user, pk)
    require(by, "programmes.plan", at=cycle.programme.area)
    form = ActivityForm(sent(request), cycle=cycle, initial={"lead": cycle.programme.lead_id})
    title = _("Plan an activity")
    chain = chain_of(cycle.programme, step("", f"{title} · {cycle.name}"))
    return answer(
        request,
        form,
        Asked(title, chain, done=_("Planned.")),
        lambda: services.plan_activity(by=by, cycle=cycle, draft=form.draft(), on=places.today()),
        then=partial(with_overlaps, request),
    )


@login_required
def edit_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a plan."""
    by, activity = signed_in(request.user), selectors.activity_for(request.user, pk)
    require(by, "programmes.plan", at=activity.area)
    form = ActivityForm(sent(request), cycle=activity.cycle, activity=activity)
    title = _("Edit the activity")
    done = _("Saved. What it said before stays in the audit trail.")
    return answer(
        request,
        form,
        Asked(title, activity_chain(activity, step("", title)), done),
        lambda: services.edit_activity(
            by=by, activity=activity, draft=form.draft(), on=places.today()
        ),
        then=partial(with_overlaps, request),
    )


def with_overlaps(request: HttpRequest, activity: Activity) -> str:
    """The page of an activity; where another agency plans the same thing, that is said at once."""
    notice_overlaps(request, activity)
    return reverse("programmes:activity", args=[activity.pk])


def notice_overlaps(request: HttpRequest, activity: Activity) -> None:
    """Say at once where another agency plans the same thing; the page keeps saying it."""
    for other in selectors.overlaps(activity, on=places.today())[:3]:
        messages.warning(
            request,
            _("Possible overlap: %(agency)s plans “%(title)s” in %(place)s. Talk to each other.")
            % {"agency": other.lead, "title": other.title, "place": other.area.name},
        )


@login_required
def report_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell how far an activity is."""
    activity, today = selectors.activity_for(request.user, pk), places.today()
    require(request.user, "programmes.report", at=activity.area)
    standing = selectors.standing(activity, on=today)
    files = request.FILES if request.method == "POST" else None
    form = UpdateForm(sent(request), files, standing=standing, today=today)
    title = _("Report how far it is")
    done = _("Kept. Thank you; the figures of the programme have moved.")
    return answer(
        request,
        form,
        Asked(title, activity_chain(activity, step("", title)), done),
        lambda: report(request, activity, form),
        then=lambda _done: reverse("programmes:activity", args=[pk]),
        about=f"{activity.title} · {activity.area.name}",
        outbox=True,
    )


def report(request: HttpRequest, activity: Activity, form: UpdateForm) -> Update:
    """The photo is claimed as evidence first; both are kept, or neither."""
    file = form.cleaned_data["photo"]
    claimed = (claim(request, activity, file, form),) if file else ()
    return services.report_update(
        by=signed_in(request.user),
        activity=activity,
        draft=form.draft(claimed),
        act_id=form.act(),
        now=places.now(),
    )


def claim(
    request: HttpRequest, activity: Activity, file: "File[bytes]", form: UpdateForm
) -> Evidence:
    by = signed_in(request.user)
    picture = str(getattr(file, "content_type", "")).startswith("image/")
    return evidence.claim(
        by=by,
        area=activity.area,
        kind=Evidence.Kind.PHOTO if picture else Evidence.Kind.DOCUMENT,
        title=activity.title,
        file=file,
        happened_on=form.cleaned_data["happened_on"],
        source=str(by),
        audience=Evidence.Audience.OFFICIALS,
        act_id=photo_of(form.act()),
        now=places.now(),
        provenance=activity.provenance,
    )


def photo_of(act_id: UUID) -> UUID:
    """The number of the act of handing in the photo: sent twice, it too counts once."""
    return uuid5(act_id, "photo")
