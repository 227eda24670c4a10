from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from tangguh.domains.participation import selectors, services
from tangguh.domains.participation.models import Entry, Round, RoundState
from tangguh.domains.participation.views._round_requests import chain_of
from tangguh.domains.places import selectors as places
from tangguh.errors import Problem

PAGES = "participation/rounds/"


@never_cache
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Code, ballot, look again, receipt. Each step is a page; none needs a script or a sign-in.

    Who reads is not asked, and a person who is signed in is not looked at.
    """
    round_ = selectors.round_for(request.user, pk)
    steps = {"code": ask_choices, "choices": ask_again, "sure": cast}
    step = steps.get(request.POST.get("step", ""), ask_code)
    try:
        return step(request, round_)
    except Problem as problem:
        earlier = ask_choices if "choice" in request.POST else ask_code
        if request.POST.get("step") == "code" or problem.http_status not in {409, 422}:
            earlier = ask_code
        return told(request, round_, problem, earlier)


def told(request: HttpRequest, round_: Round, problem: Problem, earlier: Any) -> HttpResponse:
    """The page before, with what is wrong at its top; where not even that is open, the first one."""
    try:
        answer: HttpResponse = earlier(request, round_, problem=problem)
    except Problem as worse:
        answer = ask_code(request, round_, problem=worse)
    answer.status_code = problem.http_status
    return answer


def ask_code(request: HttpRequest, round_: Round, problem: Problem | None = None) -> HttpResponse:
    state = selectors.state_of(round_, now=places.now())
    context = {"round": round_, "chain": chain_of(round_), "problem": problem}
    is_open = state == RoundState.OPEN
    context |= {"state": state, "is_open": is_open, "code": request.POST.get("code", "")}
    return render(request, f"{PAGES}vote_code.html", context)


def ask_choices(
    request: HttpRequest, round_: Round, problem: Problem | None = None
) -> HttpResponse:
    """The ballot itself. The act is numbered here, once, so that sending twice is voting once."""
    code = request.POST.get("code", "")
    services.require_slip(round_=round_, code=code, now=places.now())
    chosen = set(choices_of(request))
    context = shown(request, round_) | {
        "problem": problem,
        "act_id": act_of(request) or uuid4(),
        "entries": [(e, e.number in chosen) for e in selectors.on_the_ballot(round_)],
    }
    return render(request, f"{PAGES}vote.html", context)


def ask_again(request: HttpRequest, round_: Round) -> HttpResponse:
    """What was chosen, to be looked at before it goes into the box."""
    choices = choices_of(request)
    services.require_choices(round_=round_, choices=choices, now=places.now())
    chosen = [e for e in selectors.on_the_ballot(round_) if e.number in set(choices)]
    context = shown(request, round_) | {
        "act_id": act_of(request) or uuid4(),
        "chosen": chosen,
        "sum": total(chosen),
    }
    return render(request, f"{PAGES}vote_confirm.html", context)


def cast(request: HttpRequest, round_: Round) -> HttpResponse:
    """The receipt. Sent again by a phone that lost the answer, it is the same one."""
    receipt = services.cast_ballot(
        round_=round_,
        code=request.POST.get("code", ""),
        choices=choices_of(request),
        act_id=act_of(request) or uuid4(),
        now=places.now(),
    )
    context = {"round": round_, "chain": chain_of(round_), "receipt": receipt}
    return render(request, f"{PAGES}vote_done.html", context)


def shown(request: HttpRequest, round_: Round) -> dict[str, Any]:
    return {"round": round_, "chain": chain_of(round_), "code": request.POST.get("code", "")}


def choices_of(request: HttpRequest) -> list[int]:
    """The numbers that were chosen; what is no number stands on no ballot."""
    words = request.POST.getlist("choice")
    return [int(word) if word.isdecimal() and len(word) < 6 else 0 for word in words]


def act_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("act_id", ""))
    except ValueError:
        return None


def total(entries: list[Entry]) -> int:
    return sum(entry.cost for entry in entries)
