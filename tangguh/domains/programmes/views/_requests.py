"""What every form of this room does and answers, and the way to where the reader is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.programmes.models import Activity, Programme
from tangguh.integrations.browser import Done, tried

Step = dict[str, str]


@dataclass(frozen=True)
class Asked:
    """A form that does one deed: its title, the way to it, what is said when it is done."""

    title: str
    chain: list[Step]
    done: str


def answer(
    request: HttpRequest,
    form: Form,
    asked: Asked,
    deed: Callable[[], Done],
    *,
    then: Callable[[Done], str],
    **context: Any,
) -> HttpResponse:
    """Do the deed of a valid form and go on; else the form again, with all that was typed."""
    made = tried(form, deed)
    if made is None:
        return form_page(request, form, title=asked.title, chain=asked.chain, **context)
    messages.success(request, asked.done)
    return redirect(then(made))


def form_page(
    request: HttpRequest, form: Form, *, title: str, chain: list[Step], **context: Any
) -> HttpResponse:
    """A form under its title and the way to it. What is wrong with it can be asked of the answer."""
    status = 422 if form.errors else 200
    shown = {
        "form": form,
        "title": title,
        "chain": chain,
        "cancel_url": chain[-2]["url"],
        **context,
    }
    return TemplateResponse(request, "programmes/form.html", shown, status=status)


def chain_of(programme: Programme | None, *steps: Step) -> list[Step]:
    """The way from the policy to a programme, and on to where the reader is."""
    if programme is None:
        return [step(_("Programmes"), _("All"), reverse("programmes:list")), *steps]
    return [
        step(
            _("Policy"),
            programme.policy.called,
            reverse("policies:detail", args=[programme.policy_id]),
        ),
        step(_("Programme"), programme.title, reverse("programmes:detail", args=[programme.pk])),
        *steps,
    ]


def activity_chain(activity: Activity, *steps: Step) -> list[Step]:
    """The way from the policy to an activity."""
    url = reverse("programmes:activity", args=[activity.pk])
    return chain_of(activity.cycle.programme, step(_("Activity"), activity.title, url), *steps)


def step(kind: str, label: str, url: str = "") -> Step:
    return {"kind": kind, "label": label, "url": url}
