"""What a request about a round brings, and what every form about rounds answers."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.accounts.services import require
from tangguh.domains.participation import selectors
from tangguh.domains.participation.models import Bundle, Round
from tangguh.errors import Problem

Done = TypeVar("Done")
Step = dict[str, str]


def signed_in(request: HttpRequest) -> User:
    """The person whom `login_required` let through."""
    return cast(User, request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def tried(form: Form, deed: Callable[[], Done]) -> Done | None:
    """Do a deed with what a valid form says; a refusal is shown in the form with all that was typed."""

    def whole() -> Done:
        with transaction.atomic():
            return deed()

    return attempted(form, whole)


def attempted(form: Form, deed: Callable[[], Done]) -> Done | None:
    """The same for a deed that holds its transaction itself, because it takes long before it writes."""
    if not form.is_valid():
        return None
    try:
        return deed()
    except Problem as refusal:
        if refusal.http_status not in {409, 422}:
            raise
        form.add_error(None, refusal.message)
        return None


def form_page(
    request: HttpRequest, form: Form, *, title: str, chain: list[Step], **context: Any
) -> HttpResponse:
    """A form under its title and the way to it."""
    shown = {
        "form": form,
        "title": title,
        "chain": chain,
        "cancel_url": chain[-2]["url"],
        "template": "participation/rounds/form.html",
        **context,
    }
    return render(request, str(shown["template"]), shown, status=422 if form.errors else 200)


def planned(viewer: Viewer, pk: int) -> Round:
    """A round that the reader may prepare."""
    round_ = selectors.round_for(viewer, pk)
    require(viewer, "participation.plan_round", at=round_.area)
    return round_


def chain_of(round_: Round | None, *steps: Step) -> list[Step]:
    """The way from all rounds to one, and on to where the reader is."""
    first = step(_("Rounds"), _("All"), reverse("participation:rounds"))
    if round_ is None:
        return [first, *steps]
    here = reverse("participation:round", args=[round_.pk])
    return [first, step(_("Round"), round_.title, here), *steps]


def bundle_chain(bundle: Bundle, *steps: Step) -> list[Step]:
    here = reverse("participation:bundle", args=[bundle.pk])
    bundles = step(
        _("Paper ballots"), _("Bundles"), reverse("participation:bundles", args=[bundle.round_id])
    )
    return chain_of(bundle.round, bundles, step(_("Bundle"), bundle.label, here), *steps)


def step(kind: str, label: str, url: str = "") -> Step:
    return {"kind": kind, "label": label, "url": url}


def back(request: HttpRequest, round_: Round, words: str) -> HttpResponse:
    """To the page of a round, with a word of what was done."""
    messages.success(request, words)
    return redirect("participation:round", pk=round_.pk)
