"""The example's forums, held through the room's own deeds."""

from typing import Any

import yaml
from django.conf import settings

from tangguh.domains.accounts.models import User
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.participation import selectors
from tangguh.domains.participation import services as participation
from tangguh.domains.participation.models import Forum, Proposal
from tangguh.domains.participation.services import AttendeeDraft, ForumDraft, ProblemDraft
from tangguh.web.demo.pictures import Picture, claim_picture
from tangguh.web.demo.scenario import DEMO, Scenario, act, noon

FILE = settings.DATA_DIR / "demo" / "forums.yaml"


def forums_of_the_example() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["forums"]
    return rows


def open_forums(scenario: Scenario) -> dict[str, Forum]:
    """Every forum by its name, with those who came and the cards on its wall."""
    return {row["name"]: open_forum(scenario, row) for row in forums_of_the_example()}


def open_forum(scenario: Scenario, row: dict[str, Any]) -> Forum:
    by, now = scenario.people[row["by"]], noon(row["held_on"])
    draft = ForumDraft(
        area=scenario.area(row["area"]),
        kind=row["kind"],
        title=row["title"],
        group=row.get("group", ""),
        held_on=row["held_on"],
        place=row["place"],
        agenda="\n".join(row["agenda"]),
        source=scenario.source,
        provenance=DEMO,
        **selectors.quorum_of(row["kind"], on=row["held_on"]),
    )
    forum = participation.open_forum(by=by, draft=draft, act_id=act(row["name"]), now=now)
    criteria = parameter("participation.ranking.criteria", on=row["held_on"])
    agreed = [(each["text"], each["weight"]) for each in criteria]
    participation.agree_criteria(by=by, forum=forum, criteria=agreed, revision=0)
    write_down(scenario, forum, row)
    return forum


def write_down(scenario: Scenario, forum: Forum, row: dict[str, Any]) -> None:
    """Who came, without names, and what is wrong."""
    by: User = scenario.people[row["by"]]
    now = noon(row["held_on"])
    bands = [
        (sex, band)
        for sex, ages in row["attendees"].items()
        for band, count in ages.items()
        for _ in range(count)
    ]
    for number, (sex, band) in enumerate(bands):
        participation.add_attendee(
            by=by,
            forum=forum,
            draft=AttendeeDraft(sex=sex, age_band=band, disabled=number < row["disabled"]),
            act_id=act(f"{row['name']} attendee {number}"),
            happened_at=now,
            now=now,
        )
    for number, (text, place, affected, *shown) in enumerate(row["problems"]):
        pictures = tuple(photo_of_a_card(scenario, row, title) for title in shown)
        participation.add_problem(
            by=by,
            forum=forum,
            draft=ProblemDraft(text=text, place=place, affected=affected, pictures=pictures),
            act_id=act(f"{row['name']} problem {number}"),
            happened_at=now,
            now=now,
        )


def photo_of_a_card(scenario: Scenario, row: dict[str, Any], title: str) -> Evidence:
    return claim_picture(
        scenario, Picture(scenario.area(row["area"]), row["by"], title, row["held_on"])
    )


def close_forums(scenario: Scenario, forums: dict[str, Forum]) -> None:
    """Rank what was asked for and close, as far as the forum came."""
    for row in forums_of_the_example():
        if "decisions" not in row:
            continue
        by, forum = scenario.people[row["by"]], forums[row["name"]]
        forum.refresh_from_db()
        rate(by, forum, row["points"])
        participation.close_forum(
            by=by,
            forum=forum,
            decisions=row["decisions"],
            revision=forum.revision,
            happened_on=row["held_on"],
            now=noon(row["held_on"]),
        )


def rate(by: User, forum: Forum, given: dict[str, list[int]]) -> None:
    criteria = list(forum.criteria.order_by("position"))
    points = {
        (criterion.text, Proposal.objects.get(number=number).act_id): got
        for number, row in given.items()
        for criterion, got in zip(criteria, row, strict=True)
    }
    participation.rate(by=by, forum=forum, points=points, revision=forum.revision)
    forum.refresh_from_db()
