"""The page on which a meeting is written down, and each of its short forms."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.participation import selectors, services
from tangguh.domains.participation.forms import (
    ActForm,
    AttendeeForm,
    ClosingForm,
    CriteriaForm,
    ForumForm,
    MeetingProposalForm,
    PhotosForm,
    ProblemForm,
)
from tangguh.domains.participation.models import Attendee, Forum, Problem, Proposal
from tangguh.domains.participation.views._filing import claimed
from tangguh.domains.participation.views._forums import forum_chain
from tangguh.domains.participation.views._requests import form_page, stop, tried
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed, Refused
from tangguh.integrations.browser import sent

NEWEST = 10
POINTS = "points"
DASH_AND_ACT = f"-{UUID(int=0)}"


@login_required
def open_forum(request: HttpRequest) -> HttpResponse:
    """Call a meeting."""
    by, today = signed_in(request.user), places.today()
    form = ForumForm(
        sent(request), areas=areas_for(by), today=today, initial={"area": request.GET.get("area")}
    )
    opened = tried(form, lambda: opened_with_criteria(by, form))
    if opened is None:
        title = _("Call a forum")
        return form_page(request, form, title=title, chain=forum_chain(None, stop("", title)))
    messages.success(request, _("The forum is open. Take its page along if there is no signal."))
    return redirect("participation:meeting", pk=opened.pk)


def areas_for(by: User) -> Any:
    """The areas in which a person may hold a forum."""
    if not accounts.may_anywhere(by, "participation.hold_forum"):
        raise NotAllowed(
            _("Forums are called by the village, its facilitators, the subdistrict and Bappeda.")
        )
    areas = Area.objects.filter(valid_to=None).order_by("code")
    return accounts.open_to(by, areas, deed="participation.hold_forum", area="")


def opened_with_criteria(by: User, form: ForumForm) -> Forum:
    """The forum, with the criteria that the district proposes until others are agreed."""
    now, today = places.now(), places.today()
    draft = form.draft(source=_("Minutes of the forum"), on=today)
    forum = services.open_forum(by=by, draft=draft, act_id=form.act, now=now)
    proposed = parameter("participation.ranking.criteria", on=today)
    return services.agree_criteria(
        by=by,
        forum=forum,
        criteria=[(each["text"], each["weight"]) for each in proposed],
        revision=forum.revision,
    )


@login_required
def edit_forum(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a meeting is, until it is closed."""
    by, forum = signed_in(request.user), selectors.forum_to_record(request.user, pk)
    names = [name for name in ForumForm.base_fields if name not in {"act_id", "area"}]
    known = {name: getattr(forum, name) for name in names} | {"area": forum.area.code}
    form = ForumForm(sent(request), areas=areas_for(by), today=forum.held_on, initial=known)
    changed = tried(
        form,
        lambda: services.edit_forum(
            by=by,
            forum=forum,
            draft=form.draft(source=forum.source, on=forum.held_on),
            revision=form.cleaned_data["revision"],
        ),
    )
    if changed is None:
        title = _("Change the forum")
        return form_page(request, form, title=title, chain=forum_chain(forum, stop("", title)))
    return redirect("participation:meeting", pk=pk)


@login_required
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is written down at a meeting, on one page that works without a signal."""
    by, forum = signed_in(request.user), selectors.forum_to_record(request.user, pk)
    order = selectors.ranking(forum)
    lines = "\n".join(f"{each.text} / {each.weight}" for each in order.criteria)
    context = {
        "forum": forum,
        "attendance": selectors.attendance_of(forum),
        "newest": forum.attendees.order_by("-pk")[:NEWEST],
        "cards": selectors.cards_of(by, forum),
        "ranking": order,
        "rating_rows": list(rating_rows(order)),
        "points": range(1, 6),
        "attendee_form": AttendeeForm(auto_id="attendee_%s"),
        "problem_form": problem_form(by, forum),
        "proposal_form": proposal_form(by, forum),
        "criteria_form": CriteriaForm(
            auto_id="criteria_%s", initial={"criteria": lines, "revision": forum.revision}
        ),
        "closing_form": ClosingForm(auto_id="closing_%s", initial={"revision": forum.revision}),
        "may_close": accounts.may(by, "participation.hold_forum", at=forum.area),
        "chain": forum_chain(forum, stop("", _("Write it down"))),
    }
    return TemplateResponse(request, "participation/forums/meeting.html", context)


def rating_rows(order: selectors.Ranking) -> Iterator[tuple[Proposal, list[tuple[str, int]]]]:
    """Each proposal with, for each criterion, the name of its field and the points so far."""
    proposals = [*(placed.proposal for placed in order.placed), *order.open]
    for proposal in sorted(proposals, key=lambda each: each.number):
        yield (
            proposal,
            [
                (field_of(each.text, proposal.act_id), order.points.get((each.pk, proposal.pk), 0))
                for each in order.criteria
            ],
        )


def field_of(criterion: str, act_id: UUID) -> str:
    """A criterion goes by its own words: one agreed on without a signal has no other name yet."""
    return f"{POINTS}-{criterion}-{act_id}"


def problem_form(by: User, forum: Forum, *data: Any) -> ProblemForm:
    takes_photos = accounts.may(by, "evidence.upload", at=forum.area)
    return ProblemForm(*data, takes_photos=takes_photos, auto_id="problem_%s")


def proposal_form(by: User, forum: Forum, *data: Any) -> MeetingProposalForm:
    takes_photos = accounts.may(by, "evidence.upload", at=forum.area)
    return MeetingProposalForm(*data, forum=forum, takes_photos=takes_photos, auto_id="proposal_%s")


@require_POST
@login_required
def add_attendee(request: HttpRequest, pk: int) -> HttpResponse:
    """One who came."""
    by, forum = signed_in(request.user), selectors.forum_to_record(request.user, pk)
    form = AttendeeForm(request.POST, auto_id="attendee_%s")

    def pin(**when: Any) -> Attendee:
        return services.add_attendee(by=by, forum=forum, draft=form.draft(), **when)

    return pinned(request, forum, form, pin, title=_("Attendance"), anchor="attendance")


@require_POST
@login_required
def strike_attendee(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line written by mistake off the count."""
    attendee = get_object_or_404(Attendee.objects.select_related("forum__area"), pk=pk)
    by = signed_in(request.user)
    selectors.forum_to_record(by, attendee.forum_id)
    services.strike_attendee(by=by, attendee=attendee, now=places.now())
    messages.success(request, _("The line is struck out and counts no more."))
    return redirect("participation:meeting", pk=attendee.forum_id)


@require_POST
@login_required
def add_problem(request: HttpRequest, pk: int) -> HttpResponse:
    """One problem card."""
    by, forum = signed_in(request.user), selectors.forum_to_record(request.user, pk)
    form = problem_form(by, forum, request.POST, request.FILES)

    def pin(**when: Any) -> Problem:
        pictures = photographed(by, forum, form, title=form.cleaned_data["text"])
        return services.add_problem(by=by, forum=forum, draft=form.draft(pictures), **when)

    return pinned(request, forum, form, pin, title=_("Problem card"), anchor="problems")


def pinned(
    request: HttpRequest,
    forum: Forum,
    form: ActForm,
    pin: Callable[..., object],
    *,
    title: str,
    anchor: str,
) -> HttpResponse:
    """One more line of a list that grows while the meeting goes on."""
    when = {"happened_at": happened_at(request), "now": places.now()}
    return written(
        request,
        forum,
        form,
        lambda: pin(act_id=form.act, **when),
        title=title,
        anchor=anchor,
    )


@require_POST
@login_required
def add_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """What the meeting asks for."""
    by, forum = signed_in(request.user), selectors.forum_to_record(request.user, pk)
    form = proposal_form(by, forum, request.POST, request.FILES)
    return written(
        request, forum, form, lambda: filed(by, forum, form), title=_("Proposal"), anchor="asked"
    )


def filed(by: User, forum: Forum, form: MeetingProposalForm) -> Proposal:
    """The proposal with its photos; all is kept, or nothing."""
    pictures = photographed(by, forum, form, title=form.cleaned_data["title"])
    return services.file_proposal(
        by=by, draft=form.draft(pictures), act_id=form.act, now=places.now()
    )


def photographed(by: User, forum: Forum, form: PhotosForm, *, title: str) -> tuple[Evidence, ...]:
    """The photos of a card or a proposal, claimed as evidence of the meeting's day."""
    return claimed(
        by,
        form.handed_photos,
        form.act,
        area=forum.area,
        title=title,
        happened_on=forum.held_on,
        source=forum.title,
        audience=form.audience,
    )


@require_POST
@login_required
def agree_criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """What the forum agreed to rank by."""
    by, forum = signed_in(request.user), selectors.forum_to_record(request.user, pk)
    form = CriteriaForm(request.POST, auto_id="criteria_%s")
    return written(
        request,
        forum,
        form,
        lambda: services.agree_criteria(
            by=by, forum=forum, criteria=form.agreed(), revision=form.cleaned_data["revision"]
        ),
        title=_("Criteria"),
        anchor="ranking",
    )


@require_POST
@login_required
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """How far each proposal meets each criterion."""
    by, forum = signed_in(request.user), selectors.forum_to_record(request.user, pk)
    revision = request.POST.get("revision", "")
    services.rate(
        by=by,
        forum=forum,
        points=dict(points_in(request)),
        revision=int(revision) if revision.isdigit() else -1,
    )
    return back(request, forum, "ranking")


def points_in(request: HttpRequest) -> Iterator[tuple[tuple[str, UUID], int]]:
    """The points that were given; a field left empty gives none."""
    for name in request.POST:
        given = request.POST[name]
        kind, _dash, rest = name.partition("-")
        if kind != POINTS or not given:
            continue
        criterion, act_id = rest[: -len(DASH_AND_ACT)], rest[-len(DASH_AND_ACT) + 1 :]
        if not given.isdecimal():
            raise Refused(
                _("“%(text)s” is no number of points. Give from 1 to 5.") % {"text": given}
            )
        yield (criterion, act_of(act_id)), int(given)


def act_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(
            _("The points for “%(text)s” belong to no proposal. Open the ranking again.")
            % {"text": text}
        ) from None


@require_POST
@login_required
def close_forum(request: HttpRequest, pk: int) -> HttpResponse:
    """End the meeting with what it decided."""
    by, forum = signed_in(request.user), selectors.forum_to_record(request.user, pk)
    form = ClosingForm(request.POST, auto_id="closing_%s")
    return written(
        request,
        forum,
        form,
        lambda: services.close_forum(
            by=by,
            forum=forum,
            decisions=form.cleaned_data["decisions"],
            revision=form.cleaned_data["revision"],
            happened_on=forum.held_on,
            now=places.now(),
        ),
        title=_("Close the forum"),
        anchor="",
    )


def written(
    request: HttpRequest,
    forum: Forum,
    form: Form,
    deed: Callable[[], object],
    *,
    title: str,
    anchor: str,
) -> HttpResponse:
    """Do what one short form asks for and go back to the meeting; else the form alone, to mend it."""
    if tried(form, deed) is not None:
        return back(request, forum, anchor)
    return form_page(
        request, form, title=title, chain=meeting_chain(forum, title), about=forum.title
    )


def meeting_chain(forum: Forum, title: str) -> list[dict[str, str]]:
    url = redirect("participation:meeting", pk=forum.pk).url
    return forum_chain(forum, stop("", _("Write it down"), url), stop("", title))


def back(request: HttpRequest, forum: Forum, anchor: str) -> HttpResponse:
    messages.success(request, _("Written down."))
    page = redirect("participation:meeting" if anchor else "participation:forum", pk=forum.pk)
    page["Location"] = f"{page.url}#{anchor}" if anchor else page.url
    return page


def happened_at(request: HttpRequest) -> datetime:
    """When it was written down, by the clock of the device; now, where it does not say."""
    now = timezone.now()
    try:
        said = parse_datetime(request.POST.get("act_happened_at", ""))
    except ValueError:
        return now
    return min(said, now) if said and timezone.is_aware(said) else now
