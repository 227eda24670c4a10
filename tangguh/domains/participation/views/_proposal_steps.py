from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.accounts.services import require
from tangguh.domains.participation import selectors, services
from tangguh.domains.participation.forms import (
    JoinActivityForm,
    LessonForm,
    OpenActivityForm,
    StepForm,
)
from tangguh.domains.participation.models import Proposal, Status
from tangguh.domains.participation.views._proposal_chain import chain_of
from tangguh.domains.participation.views._requests import form_page, stop, tried
from tangguh.domains.places import selectors as places
from tangguh.domains.policies import selectors as policies
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.programmes.models import Activity, Cycle
from tangguh.errors import NotAllowed
from tangguh.integrations.browser import sent


@login_required
def take_step(request: HttpRequest, number: str) -> HttpResponse:
    """Say what becomes of a proposal."""
    by, found = signed_in(request.user), selectors.proposal_for(request.user, number)
    ways = selectors.next_statuses(by, found)
    if not ways and request.method != "POST":
        raise NotAllowed(
            _("It is not your office's turn with %(number)s, or nothing follows any more.")
            % {"number": found.number}
        )
    form = step_form(by, found, sent(request), ways)
    step = tried(form, lambda: taken(by, found, form))
    if step is None:
        title = _("Answer %(number)s") % {"number": found.number}
        chain = chain_of(found, stop("", title))
        show_newest(form, found)
        alike = selectors.similar_proposals(found.title, found.area, limit=4)
        similar = [(row, selectors.status_of(row)) for row in alike if row != found]
        said = {"about": found.title, "outbox": True, "similar": similar}
        return form_page(
            request,
            form,
            title=title,
            chain=chain,
            template="participation/step.html",
            **said,
        )
    messages.success(request, _("Kept. The author reads it on the public page from now on."))
    return redirect("participation:proposal", number=found.number)


def step_form(
    by: User, found: Proposal, data: QueryDict | None, ways: tuple[Status, ...]
) -> StepForm:
    """The form, with the status that was sent even where meanwhile it is out of turn."""
    wanted = data.get("status") if data else None
    late = tuple(status for status in Status if status == wanted and status not in ways)
    return StepForm(
        data,
        ways=(*ways, *late),
        known=selectors.proposals_for(by),
        today=places.today(),
        initial={"seen": newest_position(found)},
    )


def taken(by: User, found: Proposal, form: StepForm) -> object:
    return services.take_step(
        by=by, proposal=found, draft=form.draft(), act_id=form.act, now=places.now()
    )


def show_newest(form: StepForm, found: Proposal) -> None:
    """After a conflict the person has read what happened meanwhile; what was typed is still there."""
    if form.is_bound and form.non_field_errors():
        data = cast(QueryDict, form.data).copy()
        data["seen"] = str(newest_position(found))
        form.data = data


def newest_position(found: Proposal) -> int:
    return found.steps.count()


@login_required
def open_activity(request: HttpRequest, number: str) -> HttpResponse:
    """Let a funded proposal become an activity of a programme."""
    by, found = signed_in(request.user), selectors.proposal_for(request.user, number)
    require(by, "participation.open_activity", at=found.area)
    form = OpenActivityForm(
        sent(request), cycles=cycles_for(by, found), initial={"amount": found.estimated_cost}
    )
    activity = tried(form, lambda: opened(by, found, form))
    if activity is None:
        title = _("Carry out %(number)s") % {"number": found.number}
        chain = chain_of(found, stop("", title))
        return form_page(request, form, title=title, chain=chain, about=found.title)
    messages.success(request, _("Planned. The answer page now tells how far the work is."))
    return redirect("participation:proposal", number=found.number)


def opened(by: User, found: Proposal, form: OpenActivityForm) -> Activity:
    return services.open_activity(
        by=by,
        proposal=found,
        cycle=form.cleaned_data["cycle"],
        draft=form.draft(found),
        on=places.today(),
    )


def cycles_for(by: User, found: Proposal) -> QuerySet[Cycle]:
    """The cycles that have not ended, of programmes for the proposal's place."""
    around = [area.code for area in places.around(found.area)]
    rows = programmes.cycles_for(by).filter(
        programme__area__code__in=[*around, found.area.code], ends__gte=places.today()
    )
    return rows.order_by("programme__code", "starts")


@login_required
def join_activity(request: HttpRequest, number: str) -> HttpResponse:
    """Say which activity carries a proposal out already."""
    by, found = signed_in(request.user), selectors.proposal_for(request.user, number)
    require(by, "participation.open_activity", at=found.area)
    around = [area.code for area in places.around(found.area)]
    rows = programmes.activities_for(by).filter(area__code__in=[*around, found.area.code])
    form = JoinActivityForm(sent(request), activities=rows.order_by("-planned_start"))
    joined = tried(
        form,
        lambda: services.join_activity(
            by=by, proposal=found, activity=form.cleaned_data["activity"]
        ),
    )
    if joined is None:
        title = _("An activity carries it out already")
        chain = chain_of(found, stop("", title))
        return form_page(request, form, title=title, chain=chain, about=found.title)
    messages.success(request, _("Kept. The answer page now tells how far the work is."))
    return redirect("participation:proposal", number=found.number)


@login_required
def hand_lesson(request: HttpRequest, number: str) -> HttpResponse:
    """Hand what a proposal teaches to a policy."""
    by, found = signed_in(request.user), selectors.proposal_for(request.user, number)
    require(by, "participation.hand_lesson", at=found.area)
    form = LessonForm(sent(request), policies=policies.policies_for(by).order_by("title"))
    finding = tried(
        form,
        lambda: services.hand_lesson(
            by=by,
            proposal=found,
            happened_on=places.today(),
            now=places.now(),
            **form.cleaned_data,
        ),
    )
    if finding is None:
        title = _("What %(number)s teaches") % {"number": found.number}
        chain = chain_of(found, stop("", title))
        return form_page(request, form, title=title, chain=chain, about=found.title)
    messages.success(request, _("Handed to the policy; its next review answers to it."))
    return redirect("policies:findings", pk=finding.policy_id)
