"""Every public page, and the pages of those who work, in a district of full size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale, Table

if TYPE_CHECKING:  # it needs Django, which is loaded late
    from tests.benchmarks.browsing import Look
    from tests.benchmarks.district_size import District
    from tests.benchmarks.district_tour import Stop

MOST_MILLISECONDS, MOST_QUERIES = 100, 15
MOST_VISIT, MOST_SCRIPT = 300, 150  # kB of 1000 bytes, compressed
REQUESTS = {Scale.FULL: 40, Scale.TINY: 1}
ROUNDS = {Scale.FULL: 3, Scale.TINY: 1}
HEAD = ("page", "reader", "p50 ms", "p95 ms", "work ms", "queries", "first visit kB", "script kB")
NOTE = (
    "158 villages, {programmes:,} programmes, {activities:,} activities, {evidence:,} pieces of "
    "evidence, {trail:,} lines of the audit trail. p50 and p95: server time of {requests} requests "
    "over WSGI within the process, with warm caches; a page that misses is measured up to twice "
    "more, and its best round counts. Work: the processor time of one request in this process, "
    "whoever else uses the machine; it holds SQLite's own time, not PostgreSQL's. A first visit: "
    "page, style, script, font and icons as gzip, without pictures that load as they come into "
    "view."
)


@dataclass(frozen=True)
class Figures:
    """One page as one reader gets it."""

    page: str
    reader: str
    look: "Look"

    @property
    def cells(self) -> tuple[str, ...]:
        look = self.look
        return (
            self.page,
            self.reader or "anybody",
            f"{look.p50:.0f}",
            f"{look.p95:.0f}",
            f"{look.work:.0f}",
            str(look.queries),
            f"{look.visit / 1000:.0f}",
            f"{look.script / 1000:.0f}",
        )


def measure(scale: Scale) -> Report:
    from tests.benchmarks import installation

    installation.make_ready()
    from tangguh.config import wsgi
    from tests.benchmarks import district_size, district_tour

    district = district_size.build(district_size.SIZES[scale])
    wsgi.keep_what_is_loaded()  # as the server does; here with the rows that were made on the way
    return look_at(district, district_tour.stops(district), scale)


def look_at(district: "District", stops: Iterable["Stop"], scale: Scale) -> Report:
    """Every stop of a tour through a district that stands."""
    from tests.benchmarks import browsing

    browser = browsing.Browser(
        requests=REQUESTS[scale], rounds=ROUNDS[scale], aim=MOST_MILLISECONDS
    )
    figures = [
        Figures(stop.name, stop.reader, browser.look(stop.path, stop.reader)) for stop in stops
    ]
    note = NOTE.format(
        programmes=district.size.programmes,
        activities=district.size.activities,
        evidence=district.size.evidence,
        trail=len(district.trail),
        requests=REQUESTS[scale],
    )
    lines = tuple(each.cells for each in figures)
    return Report(rows=summary(figures), table=Table(HEAD, lines), notes=(note,))


def summary(figures: Sequence[Figures]) -> tuple[Row, ...]:
    """The worst page by each of the four aims, and how many miss one."""
    slowest = max(figures, key=lambda each: each.look.p95)
    busiest = max(figures, key=lambda each: each.look.work)
    asking = max(figures, key=lambda each: each.look.queries)
    largest = max(figures, key=lambda each: each.look.visit)
    script = max(figures, key=lambda each: each.look.script)
    missed = sum(not reaches_all(each) for each in figures)
    told = partial("{0}: {1.page}, {2}".format)
    return (
        Row(told("p95, slowest", slowest, who(slowest)), slowest.look.p95, "ms", MOST_MILLISECONDS),
        Row(told("queries, most", asking, who(asking)), asking.look.queries, "", MOST_QUERIES),
        Row(
            told("first visit, largest", largest, who(largest)),
            largest.look.visit / 1000,
            "kB",
            MOST_VISIT,
        ),
        Row("script of a first visit, most", script.look.script / 1000, "kB", MOST_SCRIPT),
        Row(told("processor time, most", busiest, who(busiest)), busiest.look.work, "ms"),
        Row(f"pages of {len(figures)} that miss an aim", missed, ""),
    )


def who(figures: Figures) -> str:
    return figures.reader or "anybody"


def reaches_all(each: Figures) -> bool:
    return (
        each.look.p95 <= MOST_MILLISECONDS
        and each.look.queries <= MOST_QUERIES
        and each.look.visit <= MOST_VISIT * 1000
        and each.look.script <= MOST_SCRIPT * 1000
    )


BENCHMARK = Benchmark("pages", "Pages at the size of a district", measure)
