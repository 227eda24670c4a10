"""What every form of this room does and answers, and the way to where the reader is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.places.models import Area
from tangguh.domains.policies.errors import PolicyMoved
from tangguh.domains.policies.models import Indicator, Policy, Result
from tangguh.errors import Conflict, Refused
from tangguh.integrations.browser import day_asked

Step = dict[str, str]


@dataclass(frozen=True)
class Asked:
    """A form that does one deed: its title, the way to it, what is said when it is done."""

    title: str
    steps: list[Step]
    done: str
    needs: tuple[str, Area] | None = None  # the permission, and where
    submit: str = ""
    note: str = ""
    warning: str = ""


def answer(
    request: HttpRequest,
    form: Form,
    asked: Asked,
    deed: Callable[..., object],
    *,
    then: str | Callable[[Any], str],
) -> HttpResponse:
    """Do the deed of a valid form and go on; else the form again, with all that was typed.

    A refusal is shown in the form: a page that only says what is wrong would cost a person
    the text. Where somebody else was faster, saving once more is a decision made knowingly.
    Whoever may not do the deed does not even see its form.
    """
    by = signed_in(request.user)
    if asked.needs:
        permission, area = asked.needs
        accounts.require(by, permission, at=area)
    if not form.is_valid():
        return form_page(request, form, asked, 422 if form.errors else 200)
    try:
        with transaction.atomic():
            made = deed(by=by, **form.cleaned_data)
    except PolicyMoved as moved:
        form.data = {**form.data, "revision": moved.details["revision"]}
        form.add_error(None, moved.message)
        return form_page(request, form, asked, moved.http_status)
    except (Refused, Conflict) as refusal:
        form.add_error(None, refusal.message)
        return form_page(request, form, asked, refusal.http_status)
    messages.success(request, asked.done)
    return redirect(then if isinstance(then, str) else then(made))


def form_page(request: HttpRequest, form: Form, asked: Asked, status: int) -> HttpResponse:
    context = {
        "form": form,
        "asked": asked,
        "submit_label": asked.submit or _("Save"),
        "cancel_url": asked.steps[-2]["url"],
    }
    return render(request, "policies/form.html", context, status=status)


def step(kind: str, label: str, url: str = "") -> Step:
    return {"kind": kind, "label": label, "url": url}


def policy_steps(policy: Policy | None, *steps: Step) -> list[Step]:
    """The way from the list of policies to where the reader is."""
    every = step(_("Policies"), _("All"), reverse("policies:list"))
    return [every, policy_step(policy), *steps] if policy else [every, *steps]


def policy_step(policy: Policy) -> Step:
    return step(_("Policy"), policy.called, reverse("policies:detail", args=[policy.pk]))


def indicator_steps(indicator: Indicator, *steps: Step) -> list[Step]:
    """The way from the policy over its results down to an indicator."""
    policy = indicator.result.policy
    page = reverse("policies:detail", args=[policy.pk])
    chain: list[Step] = []
    result: Result | None = indicator.result
    while result is not None:
        label = f"{result.code} {result.statement}"
        chain.append(step(result.get_level_display(), label, f"{page}#result-{result.code}"))
        result = result.parent
    here = step(
        _("Indicator"),
        f"{indicator.code} {indicator.name}",
        reverse("policies:indicator", args=[indicator.pk]),
    )
    return [policy_step(policy), *reversed(chain), here, *steps]


def day_if_asked(request: HttpRequest, name: str) -> date | None:
    """A day of the address; None where there is none, a refusal where it is no day."""
    return day_asked(request, name) if request.GET.get(name) else None
