"""An anticipated failure as a page, or as JSON to those who ask for it."""

import math
from collections.abc import Callable

from axes.helpers import get_cache_timeout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tangguh.errors import Problem

View = Callable[[HttpRequest], HttpResponse]


class TooManyAttempts(Problem):
    code = "too_many_attempts"
    http_status = 429


class WrongMethod(Problem):
    """An address that only takes what a form sends, or only shows."""

    code = "wrong_method"
    http_status = 405


class ProblemMiddleware:
    """Show every `Problem` that a view lets fly."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        return wrong_way(request, answer) if answer.status_code == 405 else answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return show(request, exception) if isinstance(exception, Problem) else None


def show(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A problem in the form in which this reader wants it."""
    if request.path.startswith("/api/") or request.headers.get("Accept") == "application/json":
        body = {"code": problem.code, "message": problem.message, "details": problem.details}
        return JsonResponse(body, status=problem.http_status)
    context = {"problem": problem, "link": link_of(problem)}
    return render(request, "problem.html", context, status=problem.http_status)


def wrong_way(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    """A page instead of an empty one, for whoever comes to the address of a form's button."""
    problem = WrongMethod(
        _(
            "This address does not take that. Go to the page that it belongs to and use its "
            "button; the open data are only read, with GET."
        )
    )
    answer = show(request, problem)
    answer.headers["Allow"] = refusal.headers.get("Allow", "")
    return answer


def link_of(problem: Problem) -> str:
    """Where a problem says that one can act, if that is a page of ours."""
    link = str(problem.details.get("link") or "")
    ours = url_has_allowed_host_and_scheme(link, allowed_hosts=None)
    return link if ours and link.startswith("/") else ""


def locked_out(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """Too many wrong passwords: say how long to wait and whom to ask."""
    seconds = get_cache_timeout(request) or 0
    minutes = math.ceil(seconds / 60)
    problem = TooManyAttempts(
        ngettext(
            "Too many wrong passwords. Wait %(minutes)d minute and try again, or ask the "
            "administrator of your district for a new password.",
            "Too many wrong passwords. Wait %(minutes)d minutes and try again, or ask the "
            "administrator of your district for a new password.",
            minutes,
        )
        % {"minutes": minutes}
    )
    answer = show(request, problem)
    answer.headers["Retry-After"] = str(seconds)
    return answer
