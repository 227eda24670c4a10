"""The benchmarks still run. How fast is told by ./run bench alone: no test here looks at a clock."""

import subprocess
from collections import Counter
from datetime import date
from uuid import uuid4

import pytest
from django.db.models import F, Sum

from tangguh.domains.audit.selectors import first_broken_link
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation import services
from tangguh.domains.programmes.models import Activity, Cycle, Update
from tests.benchmarks import (
    district_size,
    district_tour,
    offline,
    pages,
    sheets,
    start,
    suite,
    throwaway,
    writing,
)
from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale, Table
from tests.benchmarks.registered import BENCHMARKS
from tests.factories import NOW

SIZE = district_size.SIZES[Scale.TINY]
RUN = """#!/usr/bin/env python3
import http.server, os
address = ("127.0.0.1", int(os.environ["TANGGUH_PORT"]))
http.server.HTTPServer(address, http.server.SimpleHTTPRequestHandler).serve_forever()
"""


@pytest.fixture
def district(db) -> district_size.District:
    return district_size.build(SIZE)


def test_the_district_keeps_the_rules_of_its_deeds_and_every_page_of_the_tour_opens(district):
    assert Activity.objects.count() == SIZE.activities
    assert Evidence.objects.count() == SIZE.evidence
    assert first_broken_link() is None
    assert not Cycle.objects.alias(all=Sum("funding__amount")).exclude(budget=F("all")).exists()
    assert not Activity.objects.exclude(planned_start__gte=F("cycle__starts")).exists()

    reported = Update.objects.filter(evidence__isnull=False)
    pairs = reported.values_list("activity__area__code", "evidence__area__code")
    assert pairs
    assert all(shown.startswith(place) for place, shown in pairs)

    # Every page of the tour opens for its reader
    stops = [stop for stop in district_tour.stops(district) if stop.reader != district_tour.PLANNER]

    report = pages.look_at(district, stops, Scale.TINY)

    assert len(report.table.lines) == len(stops) > 60
    assert [row.aim for row in report.rows] == [100, 15, 300, 150, None, None]

    # Every sheet is laid out
    assert [row.aim for row in sheets.look_at(district, Scale.TINY).rows] == [3] * 5 + [None]


def test_the_operators_import_and_the_search_are_measured_in_a_process_of_their_own():
    found = throwaway.measured("national", throwaway.SQLITE, scale=Scale.TINY)

    assert next(row.what for row in found.report.rows) == "import of 158 villages"
    assert all(row.measured > 0 for row in found.report.rows)
    assert "SQLite 3." in found.machine


@pytest.mark.browser
def test_a_meeting_is_sent_over_a_line_that_breaks_off():
    found = throwaway.measured("offline", throwaway.SQLITE, scale=Scale.TINY)

    assert [(row.measured, row.verdict) for row in found.report.rows[:3]] == [(0, "reached")] * 3
    assert len(found.report.table.lines) == len(offline.SIZES[Scale.TINY].cuts)


@pytest.mark.parametrize(
    ("entered", "said"), [(["Aminah", "Siti"], "lost: Counter.*Siti"), ([], "doubled: .*Aminah")]
)
def test_a_row_that_was_lost_or_doubled_is_no_figure(db, entered: list[str], said: str):
    forum, _session = offline.open_forum()
    services.add_attendee(
        by=forum.opened_by,
        forum=forum,
        draft=services.AttendeeDraft(sex="female", age_band="adult", name="Aminah"),
        act_id=uuid4(),
        happened_at=NOW,
        now=NOW,
    )
    rows = Counter(("attendee", name, "female", "adult", False) for name in entered)

    with pytest.raises(AssertionError, match=said):
        offline.report(
            forum, offline.Meeting(rows), offline.SIZES[Scale.TINY], [], entering=1, sending=1
        )


def test_the_suite_measures_itself():
    report = suite.measure(Scale.TINY)

    assert (report.not_run, len(report.rows)) == ("", 1)


def test_a_clone_is_started_until_its_first_page_and_ended(tmp_path):
    (tmp_path / "run").write_text(RUN)
    (tmp_path / "run").chmod(0o755)
    for command in (
        ["init", "--quiet"],
        ["add", "run"],
        ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "a"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)  # noqa: S607

    rows = start.measure_repository(tmp_path).rows

    assert [row.aim for row in rows] == [60, 8, None, None, None]


def test_a_run_that_ends_before_the_first_page_is_no_figure(tmp_path):
    (tmp_path / "run").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "run").chmod(0o755)

    with pytest.raises(RuntimeError, match="ended with 3"):
        start.seconds_to_first_page(tmp_path)


def test_a_section_is_renewed_and_the_others_stay(tmp_path):
    page = tmp_path / "benchmarks.md"
    one, other = (
        Benchmark(name, name.title(), lambda _scale: Report()) for name in ("one", "other")
    )

    def measure(benchmark, milliseconds):
        report = Report((Row("a page", milliseconds, "ms", 100),), Table(("a",), (("b",),)))
        found = throwaway.Measured(report, "2 cores")
        section = writing.section(benchmark, "SQLite", found, date(2026, 11, 24))
        writing.write(benchmark, "SQLite", section, page)

    measure(one, 250)
    measure(other, 80)
    measure(one, 50)

    text = page.read_text()
    assert text.startswith("# Benchmarks")
    assert text.count("## One (SQLite)") == 1
    assert "| a page | ≤ 100 ms |    50 ms |           0.50 | reached |" in text
    assert "0.80" in text
    assert "missed" not in text


def test_what_exceeds_its_aim_is_missed():
    assert Row("a page", 101, "ms", 100).verdict == "missed"
    assert Row("a page", 100, "ms", 100).verdict == "reached"


def test_all_benchmarks_have_their_section_in_the_docs_but_those_measured_by_name():
    text = writing.DOCS.read_text(encoding="utf-8")

    for name, benchmark in BENCHMARKS.items():
        assert f"<!-- end of {name}" in text or not benchmark.everyday
