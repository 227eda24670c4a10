from uuid import UUID, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import File
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
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
from tangguh.domains.programmes.models import Activity, Update
from tangguh.domains.programmes.views._requests import (
    activity_chain,
    chain_of,
    form_page,
    sent,
    signed_in,
    step,
    tried,
)


def policies_for(viewer: Viewer) -> QuerySet[Policy]:
    """The policies under which a person may plan: those in reach that have not ended."""
    rows = accounts.open_to(viewer, Policy.objects.all(), deed="programmes.plan")
    return rows.exclude(status=Policy.Status.ENDED).order_by("title")


@login_required
def open_programme(request: HttpRequest) -> HttpResponse:
    """Open a programme under a policy."""
    by = signed_in(request)
    form = ProgrammeForm(
        sent(request), policies=policies_for(by), initial={"policy": request.GET.get("policy")}
    )
    programme = tried(
        form,
        lambda: services.open_programme(by=by, draft=form.draft(), on=places.today()),
    )
    if programme is None:
        title = _("Open a programme")
        return form_page(request, form, title=title, chain=chain_of(None, step("", title)))
    messages.success(request, _("Opened. Give it a cycle with its budget next."))
    return redirect("programmes:detail", pk=programme.pk)


@login_required
def edit_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a programme says of itself."""
    by, programme = signed_in(request), selectors.programme_for(request.user, pk)
    require(by, "programmes.plan", at=programme.area)
    form = ProgrammeForm(sent(request), policies=policies_for(by), programme=programme)
    edited = tried(
        form,
        lambda: services.edit_programme(
            by=by, programme=programme, draft=form.draft(), on=places.today()
        ),
    )
    if edited is None:
        title = _("Edit the programme")
        return form_page(request, form, title=title, chain=chain_of(programme, step("", title)))
    messages.success(request, _("Saved. What it said before stays in the audit trail."))
    return redirect("programmes:detail", pk=pk)


@login_required
def set_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a programme run, pause, finish or be evaluated."""
    by, programme = signed_in(request), selectors.programme_for(request.user, pk)
    require(by, "programmes.plan", at=programme.area)
    form = StatusForm(sent(request), initial={"status": programme.status})
    done = tried(
        form,
        lambda: services.set_status(by=by, programme=programme, status=form.cleaned_data["status"]),
    )
    if done is None:
        title = _("Set the status")
        return form_page(request, form, title=title, chain=chain_of(programme, step("", title)))
    messages.success(request, _("The status is kept with your name."))
    return redirect("programmes:detail", pk=pk)


@login_required
def open_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Open one run of a programme with its budget by source."""
    by, programme = signed_in(request), selectors.programme_for(request.user, pk)
    require(by, "programmes.plan", at=programme.area)
    form = CycleForm(sent(request))
    cycle = tried(form, lambda: services.open_cycle(by=by, programme=programme, draft=form.draft()))
    if cycle is None:
        title = _("Open a cycle")
        return form_page(request, form, title=title, chain=chain_of(programme, step("", title)))
    messages.success(request, _("Opened. Plan its activities next."))
    return redirect("programmes:detail", pk=pk)


@login_required
def plan_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan what is done at one place in a cycle."""
    by, cycle = signed_in(request), selectors.cycle_for(request.user, pk)
    require(by, "programmes.plan", at=cycle.programme.area)
    form = ActivityForm(sent(request), cycle=cycle, initial={"lead": cycle.programme.lead_id})
    activity = tried(
        form,
        lambda: services.plan_activity(by=by, cycle=cycle, draft=form.draft(), on=places.today()),
    )
    if activity is None:
        title = _("Plan an activity")
        chain = chain_of(cycle.programme, step("", f"{title} · {cycle.name}"))
        return form_page(request, form, title=title, chain=chain)
    messages.success(request, _("Planned."))
    notice_overlaps(request, activity)
    return redirect("programmes:activity", pk=activity.pk)


@login_required
def edit_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a plan."""
    by, activity = signed_in(request), selectors.activity_for(request.user, pk)
    require(by, "programmes.plan", at=activity.area)
    form = ActivityForm(sent(request), cycle=activity.cycle, activity=activity)
    edited = tried(
        form,
        lambda: services.edit_activity(
            by=by, activity=activity, draft=form.draft(), on=places.today()
        ),
    )
    if edited is None:
        title = _("Edit the activity")
        return form_page(
            request, form, title=title, chain=activity_chain(activity, step("", title))
        )
    messages.success(request, _("Saved. What it said before stays in the audit trail."))
    notice_overlaps(request, edited)
    return redirect("programmes:activity", pk=pk)


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
    update = tried(form, lambda: report(request, activity, form))
    if update is None:
        title = _("Report how far it is")
        chain = activity_chain(activity, step("", title))
        return form_page(request, form, title=title, chain=chain, about=activity.title)
    messages.success(request, _("Kept. Thank you; the figures of the programme have moved."))
    return redirect("programmes:activity", pk=pk)


def report(request: HttpRequest, activity: Activity, form: UpdateForm) -> Update:
    """The photo is claimed as evidence first; both are kept, or neither."""
    file = form.cleaned_data["photo"]
    claimed = (claim(request, activity, file, form),) if file else ()
    return services.report_update(
        by=signed_in(request),
        activity=activity,
        draft=form.draft(claimed),
        act_id=form.act(),
        now=places.now(),
    )


def claim(
    request: HttpRequest, activity: Activity, file: "File[bytes]", form: UpdateForm
) -> Evidence:
    by = signed_in(request)
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
