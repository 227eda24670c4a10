"""Drills: the list, one drill with its curve, its report, and the deeds of its day."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.emergencies import parameters, selectors, services
from tangguh.domains.emergencies.forms import (
    ActionForm,
    AlarmForm,
    ArrivalForm,
    DrillForm,
    EventForm,
    HandForm,
    ProblemForm,
    WaveForm,
)
from tangguh.domains.emergencies.models import Drill
from tangguh.domains.emergencies.views._drill_sheet import chart, drill_pdf
from tangguh.domains.emergencies.views._requests import allowed, answer, asked
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies import selectors as policies
from tangguh.domains.programmes.models import Activity
from tangguh.integrations.browser import page_of, paper, sent, tried

PLAN, RECORD, HAND = (
    "emergencies.plan_drill",
    "emergencies.record_drill",
    "emergencies.hand_lesson",
)


def drills(request: HttpRequest) -> HttpResponse:
    """Every drill, and what is late of what they led to."""
    context = {
        "page": page_of(request, selectors.drills()),
        "late": selectors.due_actions(on=places.today()),
        "may_plan": accounts.may_anywhere(request.user, PLAN),
    }
    return render(request, "emergencies/drills/list.html", context)


@never_cache
def drill(request: HttpRequest, pk: int) -> HttpResponse:
    """One drill: its course against the plan, its problems and who mends them."""
    found = selectors.drill_for(pk)
    course = selectors.course_of(found)
    viewer = request.user
    context = {
        "drill": found,
        "course": course,
        "chart": mark_safe(chart(found, course)) if course.real or course.plan else "",  # noqa: S308 drawn here
        "half_clock": in_brackets(selectors.clock(found, course.half)),
        "most_clock": in_brackets(selectors.clock(found, course.most)),
        "may_plan": accounts.may(viewer, PLAN, at=found.area),
        "may_record": accounts.may(viewer, RECORD, at=found.area),
        "may_hand": accounts.may(viewer, HAND, at=found.area),
        "quick_events": parameters.quick_events(places.today()),
        "act": uuid4,
    }
    return render(request, "emergencies/drills/detail.html", context)


def in_brackets(clock: str) -> str:
    return f"({clock})" if clock else ""


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on paper."""
    found = selectors.drill_for(pk)
    address = request.build_absolute_uri(reverse("emergencies:drill", args=[pk]))
    return paper(f"gladi-{pk}", drill_pdf(found, selectors.course_of(found), address))


def areas_of(by: User) -> QuerySet[Area]:
    """The villages in which somebody plans drills."""
    rows = Area.objects.filter(level=Area.Level.VILLAGE, valid_to=None)
    return accounts.open_to(by, rows, deed=PLAN, area="").order_by("code")


@never_cache
@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a drill."""
    by, today = accounts.signed_in(request.user), places.today()
    accounts.area_of(by, PLAN)
    rehearsals = Activity.objects.filter(cancellation=None, kind=Activity.Kind.DRILL).order_by(
        "-planned_start"
    )
    form = DrillForm(
        sent(request),
        areas=areas_of(by),
        activities=accounts.open_to(by, rehearsals, deed=PLAN),
        initial={"held_on": today},
    )

    planned = tried(form, lambda: services.plan_drill(by=by, draft=form.draft(), on=today))
    if planned:
        messages.success(request, _("Saved."))
        return redirect("emergencies:drill", pk=planned.pk)
    back = reverse("emergencies:drills")
    return asked(request, form, title=_("Plan a drill"), back=back, exercise=True)


@never_cache
@login_required
def replay(request: HttpRequest) -> HttpResponse:
    """Choose what is replayed at the table: one click for what struck before."""
    by, today = accounts.signed_in(request.user), places.today()
    accounts.area_of(by, PLAN)
    areas = areas_of(by)
    form = WaveForm(sent(request), areas=areas)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        begun = services.replay(
            by=by,
            area=said["area"],
            on=today,
            hazard=said["hazard"],
            minutes_to_peak=said["hours"] * 60,
        )
        return redirect("emergencies:step", pk=begun.pk, number=1)
    events = selectors.replays_open_to(areas)
    context = {"form": form, "events": events, "act": uuid4}
    status = 422 if form.errors else 200
    return render(request, "emergencies/drills/replay.html", context, status=status)


@require_POST
@login_required
def replay_event(request: HttpRequest, code: str, event: str) -> HttpResponse:
    """Replay what struck a village before."""
    by = accounts.signed_in(request.user)
    area, past = selectors.struck(code, event)
    begun = services.replay(by=by, area=area, event=past, on=places.today())
    return redirect("emergencies:step", pk=begun.pk, number=1)


@never_cache
@login_required
def alarm(request: HttpRequest, pk: int) -> HttpResponse:
    """The alarm was sounded."""
    by, found, back = at_drill(request, pk)
    now = places.now()
    form = AlarmForm(sent(request))

    def deed() -> object:
        return services.sound_alarm(by=by, drill=found, at=form.at(found), now=now)

    return answer(request, form, deed, title=_("Sound the alarm"), back=back, exercise=True)


@never_cache
@login_required
def arrive(request: HttpRequest, pk: int) -> HttpResponse:
    """Count who came to a point; works without a signal."""
    by, found, back = at_drill(request, pk)
    minute = selectors.minute_now(found, now=places.now()) if not found.ended_at else None
    form = ArrivalForm(
        sent(request), counted=list(found.arrivals.all()), initial={"minute": minute}
    )

    def deed() -> object:
        act = form.cleaned_data["act_id"]
        return services.record_arrival(
            by=by, drill=found, draft=form.draft(), act_id=act, now=places.now()
        )

    return answer(
        request,
        form,
        deed,
        title=_("Count who came"),
        back=back,
        exercise=True,
        outbox=True,
        lead=found.title,
    )


@never_cache
@login_required
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened in a minute."""
    by, found, back = at_drill(request, pk)
    this = selectors.minute_now(found, now=places.now())
    form = EventForm(sent(request), initial={"minute": this})

    def deed() -> object:
        said, minute = form.cleaned_data["text"], form.cleaned_data["minute"]
        at = this if minute is None else minute
        return services.note_event(by=by, drill=found, minute=at, text=said)

    title = _("Write down what happened")
    return answer(request, form, deed, title=title, back=back, exercise=True)


@never_cache
@login_required
def problem(request: HttpRequest, pk: int) -> HttpResponse:
    """What went wrong."""
    by, found, back = at_drill(request, pk)
    form = ProblemForm(sent(request))
    deed = partial(services.note_problem, by=by, drill=found)
    title = _("Write down a problem")
    return answer(request, form, lambda: deed(**form.said), title=title, back=back, exercise=True)


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The drill is over."""
    by, found, back = at_drill(request, pk)
    services.end_drill(by=by, drill=found, now=places.now())
    messages.success(request, _("The drill has ended; names are sealed again."))
    return redirect(back)


@never_cache
@login_required
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """What is done about a problem, by whom, until when."""
    found = selectors.problem_for(pk)
    by, form = allowed(request, PLAN, at=found.drill.area), ActionForm(sent(request))
    deed = partial(services.assign_action, by=by, problem=found)
    back = reverse("emergencies:drill", args=[found.drill_id])
    return answer(
        request,
        form,
        lambda: deed(**form.cleaned_data),
        title=_("What is done about it"),
        back=back,
        lead=found.text,
        exercise=True,
    )


@require_POST
@login_required
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """A problem was mended."""
    found = selectors.problem_for(pk)
    by = allowed(request, RECORD, at=found.drill.area)
    services.finish_action(by=by, problem=found, on=places.today())
    messages.success(request, _("Saved."))
    return redirect("emergencies:drill", pk=found.drill_id)


@never_cache
@login_required
def hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a problem to a policy, which must answer to it."""
    found = selectors.problem_for(pk)
    by = allowed(request, HAND, at=found.drill.area)
    rows = policies.policies_for(by).filter(
        area__in=[found.drill.area, *places.around(found.drill.area)]
    )
    form = HandForm(sent(request), policies=rows.order_by("-pk"))

    def deed() -> object:
        policy = form.cleaned_data["policy"]
        return services.hand_problem(by=by, problem=found, policy=policy, now=places.now())

    back = reverse("emergencies:drill", args=[found.drill_id])
    title = _("Hand it to a policy")
    return answer(request, form, deed, title=title, back=back, lead=found.text, exercise=True)


def at_drill(request: HttpRequest, pk: int) -> tuple[User, Drill, str]:
    """Who records at a drill, the drill, and the way back to it."""
    found = selectors.drill_for(pk)
    return allowed(request, RECORD, at=found.area), found, reverse("emergencies:drill", args=[pk])
