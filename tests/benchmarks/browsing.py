"""A browser within the process: how long a page takes, what it asks, what it weighs."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tangguh.domains.accounts.models import User
from tests.benchmarks import timing

OF_A_VISIT = re.compile(rb'(?:src|href)="(/static/[^"#?]+)')
ASIDE = re.compile(rb"<img [^>]*loading=\"lazy\"[^>]*>")


@dataclass(frozen=True)
class Look:
    """One page as one reader gets it: milliseconds waited and worked, queries, bytes."""

    p50: float
    p95: float
    work: float
    queries: int
    visit: int
    script: int


class Browser:
    """Asks for pages as different people; each has a session of their own."""

    def __init__(self, *, requests: int, rounds: int, aim: float) -> None:
        self.requests = requests
        self.rounds = rounds
        self.aim = aim
        self._clients: dict[str, Client] = {}
        self._weights: dict[bytes, int] = {}

    def look(self, path: str, reader: str) -> Look:
        """Look at a page until its p95 is within the aim, or so often that it is not by chance."""
        client = self.client(reader)
        body, queries = self._first(client, path)
        waited = self._waited(client, path)
        parts = set(OF_A_VISIT.findall(ASIDE.sub(b"", body.shown)))
        return Look(
            p50=timing.percentile(waited, 50),
            p95=timing.percentile(waited, 95),
            work=self._worked(client, path),
            queries=queries,
            visit=body.weight + sum(map(self._weight, parts)),
            script=sum(self._weight(part) for part in parts if part.endswith(b".js")),
        )

    def _waited(self, client: Client, path: str) -> list[float]:
        """The times of the best of a few rounds of requests."""
        best: list[float] = []
        for _ in range(self.rounds):
            found = timing.times([lambda: client.get(path)] * self.requests)
            if not best or timing.percentile(found, 95) < timing.percentile(best, 95):
                best = found
            if timing.percentile(best, 95) <= self.aim:
                break
        return best

    def _worked(self, client: Client, path: str) -> float:
        requests = [lambda: client.get(path)] * max(1, self.requests // 4)
        return timing.percentile(timing.times(requests, timing.busy_milliseconds), 50)

    def _first(self, client: Client, path: str) -> tuple["Body", int]:
        """What a page shows and how often it asks the database, once the caches are warm."""
        client.get(path)
        asked = Asked()
        with connection.execute_wrapper(asked):
            answer = client.get(path)
        if answer.status_code != 200:
            raise AssertionError(f"{path} answers {answer.status_code}")
        shown = client.get(path, headers={"accept-encoding": "identity"})
        return Body(content(shown), len(content(answer))), asked.count

    def client(self, reader: str) -> Client:
        """Somebody who has signed in; the empty reader is anybody."""
        if reader not in self._clients:
            client = Client(SERVER_NAME="localhost", headers={"accept-encoding": "gzip"})
            if reader:
                person = User.objects.get(username=reader)
                client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
            self._clients[reader] = client
        return self._clients[reader]

    def _weight(self, part: bytes) -> int:
        """The bytes of a static file as it is sent."""
        if part not in self._weights:
            answer = self.client("").get(part.decode())
            if answer.status_code != 200:
                raise AssertionError(f"{part.decode()} answers {answer.status_code}")
            self._weights[part] = len(content(answer))
        return self._weights[part]


class Body:
    """What a page shows, and its bytes as they were sent."""

    def __init__(self, shown: bytes, weight: int) -> None:
        self.shown = shown
        self.weight = weight


class Asked:
    """Counts the questions to the database; where a transaction begins is none."""

    count = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        self.count += not str(question[0]).startswith(("BEGIN", "SAVEPOINT", "RELEASE"))
        return execute(*question)


def content(answer: HttpResponse) -> bytes:
    """All bytes of an answer, also of one that is sent as it comes."""
    return answer.getvalue()
