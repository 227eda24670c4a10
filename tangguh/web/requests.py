"""One log line for each request: an id, what was asked and how long it took; nobody's name."""

import json
import logging
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("tangguh.requests")
request_id: ContextVar[str] = ContextVar("request_id", default="-")
FIELDS = ("method", "route", "status", "milliseconds")


class JsonFormatter(logging.Formatter):
    """A log record as one line of JSON, with the id of the request it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.get(),
            "message": record.getMessage(),
        }
        line |= {name: vars(record)[name] for name in FIELDS if name in vars(record)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class ManyThreadsAreIntended(logging.Filter):
    """Leaves out the server's doubt about its number of threads: most wait for a slow phone."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "Python threads" not in record.getMessage()


class RequestLogMiddleware:
    """Number a request, time it, and log its route: never its query, body, address or reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(uuid.uuid4().hex[:12])
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            log(request, response, time.perf_counter() - begun)
        finally:
            request_id.reset(token)
        return response


def log(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """The route is the pattern, not the path: a path may hold a code that points at somebody."""
    match = request.resolver_match
    details = {
        "method": request.method,
        "route": match.route if match else "-",
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
    }
    logger.info("request", extra=details)


def client_address(request: HttpRequest) -> str:
    """Where a request comes from, for the count of wrong passwords; never logged.

    Behind n proxies of our own, X-Forwarded-For ends with n addresses that they wrote themselves.
    The first of these is the client; whatever stands before it, the client may have made up.
    """
    proxies: int = settings.TRUSTED_PROXIES
    written = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(written) >= proxies and written[-proxies]:
        return written[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
