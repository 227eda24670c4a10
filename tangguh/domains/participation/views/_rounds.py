from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.participation import selectors
from tangguh.domains.participation.models import Round, RoundState
from tangguh.domains.participation.views._round_requests import chain_of
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.integrations.browser import page_of

PILLS = {
    RoundState.DRAFTED: "no",
    RoundState.RULE_FIXED: "wait",
    RoundState.OPEN: "ok",
    RoundState.CLOSED: "wait",
    RoundState.PUBLISHED: "ok",
}


def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds that the reader may see, the newest first."""
    area = Area.objects.filter(code=request.GET.get("area", "")).first()
    page = page_of(request, selectors.round_list(request.user, area))
    context = {
        "page": page,
        "area": area,
        "rows": [(round_, *stand_of(round_)) for round_ in page],
        "may_plan": accounts.may_anywhere(request.user, "participation.plan_round"),
        "may_key": accounts.may_anywhere(request.user, "participation.key_ballots"),
    }
    return render(request, "participation/rounds/list.html", context)


def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: what is divided, among whom, by which rule, and what came of it."""
    round_ = selectors.round_for(request.user, pk)
    state, pill = stand_of(round_)
    entries = list(selectors.entries_of(round_))
    context: dict[str, Any] = {
        "round": round_,
        "chain": chain_of(round_),
        "state": state,
        "pill": pill,
        "duties": selectors.round_duties(request.user, round_),
        "entries": [entry for entry in entries if not entry.excluded_because],
        "left_out": [entry for entry in entries if entry.excluded_because],
        "tally": selectors.tally_of(round_),
        "rule": selectors.rule_told(round_),
    }
    if context["tally"]:
        context["result"] = selectors.result_of(round_)
    return render(request, "participation/rounds/detail.html", context)


def rule_page(request: HttpRequest) -> HttpResponse:
    """How the rule works, for residents."""
    return render(request, "participation/rounds/rule.html", {"chain": chain_of(None)})


def stand_of(round_: Round) -> tuple[RoundState, str]:
    """Where a round stands now, and how its word is shown."""
    state = selectors.state_of(round_, now=places.now())
    return state, PILLS[state]
