"""An anticipated failure as a page, or as JSON to those who ask for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tangguh.errors import Problem

View = Callable[[HttpRequest], HttpResponse]


class ProblemMiddleware:
    """Show every `Problem` that a view lets fly."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return show(request, exception) if isinstance(exception, Problem) else None


def show(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A problem in the form in which this reader wants it."""
    if request.path.startswith("/api/"):
        body = {"code": problem.code, "message": problem.message, "details": problem.details}
        return JsonResponse(body, status=problem.http_status)
    return render(request, "problem.html", {"problem": problem}, status=problem.http_status)


def locked_out(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """Too many wrong passwords: say how long to wait and whom to ask."""
    problem = Problem(
        _(
            "Too many wrong passwords. Wait 15 minutes and try again, or ask the administrator "
            "of your district for a new password."
        )
    )
    problem.http_status = 429
    return show(request, problem)
