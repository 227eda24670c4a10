"""What comes from a device's outbox: done once however often it is sent, and answered in words."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib.messages import ERROR, get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.shortcuts import redirect, resolve_url
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.audit.models import Act
from tangguh.domains.audit.services import Sent
from tangguh.errors import Problem
from tangguh.web import problems

View = Callable[[HttpRequest], HttpResponse]
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
AROUND = ("csrfmiddlewaretoken", "act_id", "act_happened_at", "act_sent_at", "act_by")
DONE = {201, 204, 301, 302, 303}

# A ballot is never noted beside whoever sends it, and the box writes in a transaction of its own.
LEFT_ALONE = {"participation:vote", "participation:key_ballot"}


class OutboxMiddleware:
    """Let every form that carries an `act_id` be sent twice and done once."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = sent_in(request)
        if sent is None:
            return self.get_response(request)
        if is_someone_elses(request):
            return told(401, "sign_in", _("Sign in as the person who entered this, to send it."))
        try:
            return once(request, sent, self.get_response)
        except Problem as problem:
            return problems.show(request, problem)


def sent_in(request: HttpRequest) -> Sent | None:
    """The act that a form was sent with; None where it is no act of ours."""
    if request.method != "POST" or request.content_type not in FORMS:
        return None
    try:
        act_id = UUID(request.POST.get("act_id", ""))
    except (ValueError, UnreadablePostError):  # no number, or cut off on the way
        return None
    if is_left_alone(request):
        return None
    return Sent(
        act_id=act_id,
        path=request.path[:200],
        content=content_of(request),
        happened_at=moment(request.POST.get("act_happened_at", "")),
        sent_at=moment(request.POST.get("act_sent_at", "")),
    )


def is_left_alone(request: HttpRequest) -> bool:
    """Whether a form looks after its own number."""
    try:
        return resolve(request.path_info).view_name in LEFT_ALONE
    except Resolver404:
        return True


def content_of(request: HttpRequest) -> str:
    """SHA-256 of what a person entered: the fields in their order, files by name and size."""
    entered = [(name, request.POST.getlist(name)) for name in sorted(request.POST)]
    said: list[object] = [pair for pair in entered if pair[0] not in AROUND]
    for name, files in sorted(request.FILES.lists()):
        said += [(name, file.name, file.size) for file in files]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def moment(text: str) -> datetime | None:
    """What a device's clock said; a word that is no moment is not worth refusing a deed for."""
    try:
        said = parse_datetime(text)
    except ValueError:
        return None
    return said if said and timezone.is_aware(said) else None


def is_someone_elses(request: HttpRequest) -> bool:
    """Whether the form was filled in by somebody other than who is signed in now."""
    by = request.POST.get("act_by")
    return by is not None and by != number_of(request)


def number_of(request: HttpRequest) -> str:
    """Who is signed in, as a device remembers it; empty for nobody."""
    return str(request.user.pk or "")


def once(request: HttpRequest, sent: Sent, get_response: View) -> HttpResponse:
    """Do what a form asks for, in one transaction with the note that it was done."""
    by = request.user if isinstance(request.user, User) else None
    with transaction.atomic():
        act, is_new = audit.receive(sent, by=by, now=timezone.now())
        if not is_new:
            return again(request, act)
        earlier = len(said(request))
        response = get_response(request)
        messages = said(request)[earlier:]
        errors = [text for level, text in messages if level >= ERROR]
        if response.status_code in DONE and not is_sign_in(response) and not errors:
            url = response.headers.get("Location", request.path)
            audit.conclude(act, url=url, messages=[text for _level, text in messages])
            return again(request, act) if wants_json(request) else response
        if response.status_code >= 400:
            transaction.set_rollback(True)
        else:
            act.delete()
    return refused(response, errors) if wants_json(request) else response


def again(request: HttpRequest, act: Act) -> HttpResponse:
    """Where an act led: the same for whoever sends it again."""
    if not wants_json(request):
        return redirect(act.result["url"])
    if request.headers.get("X-Outbox") != "form":  # nobody opens the next page to read them
        list(get_messages(request))
    return JsonResponse({"done": True, **act.result})


def refused(response: HttpResponse, errors: list[str]) -> HttpResponse:
    """Why nothing was done, for the person who finds it in the outbox."""
    if response.headers.get("Content-Type", "").startswith("application/json"):
        return response
    if is_sign_in(response):
        return told(401, "sign_in", _("Sign in again to send this."))
    form = (getattr(response, "context_data", None) or {}).get("form")
    if isinstance(form, BaseForm) and form.errors:
        return told(422, "refused", _("This cannot be saved yet"), errors=list(wrongs(form)))
    if errors:
        return told(422, "refused", " ".join(errors))
    return told(
        max(response.status_code, 400),
        "not_taken",
        _("This was not taken (%(status)d). Open the form again, or ask your administrator.")
        % {"status": response.status_code},
    )


def wrongs(form: BaseForm) -> Iterator[dict[str, str]]:
    """All that is wrong with a form, each with the field that it is about."""
    for name, texts in form.errors.items():
        label = str(form[name].label) if name in form.fields else ""
        yield from ({"name": name, "label": label, "message": str(text)} for text in texts)


def told(status: int, code: str, message: str, **more: object) -> HttpResponse:
    return JsonResponse({"code": code, "message": message, **more}, status=status)


def said(request: HttpRequest) -> list[tuple[int, str]]:
    """The messages for the next page, which finds them still."""
    storage = cast(BaseStorage, get_messages(request))
    found = [(message.level, str(message)) for message in storage]
    storage.used = False
    return found


def is_sign_in(response: HttpResponse) -> bool:
    """Whether an answer only leads to the sign-in page: the session is over."""
    page = resolve_url(settings.LOGIN_URL)
    return response.headers.get("Location", "").partition("?")[0] == page


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


@require_GET
@never_cache
def hello(request: HttpRequest) -> HttpResponse:
    """What an outbox asks before it sends: is there a signal, who is signed in, a fresh token."""
    return JsonResponse({"person": number_of(request), "csrf": get_token(request)})
