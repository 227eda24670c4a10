"""The part of the web that a device keeps: a worker, the pages of the shell, and pages for the field."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

import tangguh
from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.participation import selectors as participation
from tangguh.domains.places import selectors as places
from tangguh.domains.programmes import selectors as programmes

View = Callable[[HttpRequest], HttpResponse]

# The pages that a person may take along. Nothing else of what somebody reads stays on a device.
FIELD_PAGES = {
    "emergencies:add_plan_row",
    "emergencies:arrive",
    "emergencies:plan_draft",
    "emergencies:record_session",
    "atlas:close_in_village",
    "atlas:close_road",
    "atlas:open_road",
    "field",
    "participation:meeting",
    "programmes:activity",
    "programmes:report",
    "residents:add",
    "residents:correct",
    "residents:correct_member",
    "residents:record",
}

WORKER = "web/js/worker.js"
SHELL = (
    WORKER,
    "web/css/tangguh.css",
    "web/fonts/plus-jakarta-sans-latin-wght-normal.woff2",
    "web/img/favicon.svg",
    "web/img/icons.svg",
    "web/img/woven.svg",
    "web/js/app.js",
    "web/js/htmx-2.0.10.min.js",
    "web/js/offline.js",
    "web/js/outbox/act_id.js",
    "web/js/outbox/field.js",
    "web/js/outbox/forms.js",
    "web/js/outbox/kept.js",
    "web/js/outbox/queue.js",
    "web/js/outbox/ranking.js",
    "web/js/outbox/sending.js",
    "web/js/outbox/store.js",
    "web/js/plan.js",
)
SHELL_TEMPLATES = ("base.html", "pages/outbox.html", "pages/offline.html")
ICONS = (
    ("web/img/app-192.png", "192x192", "any"),
    ("web/img/app-512.png", "512x512", "any"),
    ("web/img/app-maskable-512.png", "512x512", "maskable"),
)


class FieldPageMiddleware:
    """Mark the pages that a device may keep, with the one person for whom it may."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.view_name in FIELD_PAGES and response.status_code == 200:
            mark(request, response)
        return response


def mark(request: HttpRequest, response: HttpResponse) -> None:
    if request.method == "GET" and request.user.is_authenticated:
        response.headers["X-Field-Page"] = str(request.user.pk)


@cache
def version() -> str:
    """Changes with every file and page of the shell, and so with every release that needs it."""
    seen = hashlib.sha256(tangguh.__version__.encode())
    for name in SHELL:
        with open(finders.find(name) or "", "rb") as file:
            seen.update(file.read())
    for name in SHELL_TEMPLATES:
        seen.update(get_template(name).template.source.encode())  # type: ignore[attr-defined]
    return seen.hexdigest()[:16]


@require_GET
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker. It stands at the root, since it may only serve what lies below it."""
    told = {
        "version": version(),
        "shell": [static(name) for name in SHELL],
        "pages": {"offline": reverse("offline"), "outbox": reverse("outbox")},
        "statics": static(""),
        "signOut": reverse("accounts:sign_out"),
    }
    script = f'import {{ serve }} from "{static(WORKER)}";\nserve({json.dumps(told)});\n'
    answer = HttpResponse(script, content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put Tangguh beside its other apps."""
    district = places.home_district()
    name = f"Tangguh {district.area.name}" if district else "Tangguh"
    told = {
        "id": "/",
        "name": name,
        "short_name": "Tangguh",
        "description": _("What the district plans for the resilience of its people"),
        "lang": request.LANGUAGE_CODE,
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f8f5ee",
        "theme_color": "#0c5d53",
        "icons": [
            {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, sizes, purpose in ICONS
        ],
        "shortcuts": [
            {"name": _("To the field"), "url": reverse("field")},
            {"name": _("Waiting to be sent"), "url": reverse("outbox")},
        ],
    }
    answer = JsonResponse(told, content_type="application/manifest+json")
    answer.headers["Cache-Control"] = "max-age=3600"
    return answer


@require_GET
@never_cache
def offline(request: HttpRequest) -> HttpResponse:
    """What a device shows where it has no signal and has not kept the page."""
    return render(request, "pages/offline.html", nobodys())


@require_GET
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """What waits on this device to be sent. The device itself fills it in."""
    return render(request, "pages/outbox.html", nobodys())


def nobodys() -> dict[str, Any]:
    """A page of the shell is kept for whoever holds the device: it takes no message of anybody's."""
    return {"messages": ()}


@require_GET
@login_required
def field(request: HttpRequest) -> HttpResponse:
    """What a person is to report on, and the button that takes these forms along."""
    person, today = accounts.signed_in(request.user), places.today()
    activities = programmes.to_report(person, on=today)
    stands = programmes.stands(activities, on=today)
    unfinished_first = sorted(stands, key=lambda stand: stand.standing.finished_on is not None)
    forums = participation.forums_at_hand(person, on=today)
    records = accounts.may_anywhere(person, "residents.record")
    roads = atlas.villages_to_close_in(person, atlas.roads_in_use(places.home_area()))
    told = {"stands": unfinished_first, "forums": forums, "records": records, "roads": roads}
    return render(request, "pages/field.html", told)
