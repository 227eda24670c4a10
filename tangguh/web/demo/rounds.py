"""The example's finished round: proposals, slips, ballots, paper, count and answers, by the room's own deeds."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import override

from tangguh.domains.participation import services as participation
from tangguh.domains.participation.models import Group, Proposal, Round, Status
from tangguh.domains.participation.services import (
    EntryDraft,
    ProposalDraft,
    RoundDraft,
    StepDraft,
)
from tangguh.engines.allocation import PROFILES
from tangguh.web.demo.proposals import load_step
from tangguh.web.demo.scenario import DEMO, Scenario, act, noon

FILE = settings.DATA_DIR / "demo" / "round.yaml"


def load_round(scenario: Scenario) -> None:
    """One village's round of last year, from its proposals to the answers that authors were given."""
    text: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    proposals = [load_proposal(scenario, text, row) for row in text["proposals"]]
    round_ = prepare(scenario, text, proposals)
    vote(scenario, text, round_)
    key_papers(scenario, text, round_)
    by = scenario.people["kades"]
    with override("id"):
        participation.publish_result(by=by, round_=round_, now=noon(text["published_on"]))
        participation.answer_proposals(by=by, round_=round_, now=noon(text["answered_on"]))
    for number, steps in text["later"].items():
        tell_later(scenario, Proposal.objects.get(number=number), steps)


def load_proposal(scenario: Scenario, text: dict[str, Any], row: list[Any]) -> Proposal:
    number, title, place, helps, cost, _because = row
    by, filed_on = scenario.people["operator"], text["filed_on"]
    proposal = participation.file_proposal(
        by=by,
        draft=ProposalDraft(
            area=scenario.area(text["round"]["area"]),
            number=number,
            title=title,
            place=place,
            helps=helps,
            filed_on=filed_on,
            proposed_by=Group.NEIGHBOURHOOD,
            estimated_cost=cost,
            source=scenario.source,
            provenance=DEMO,
        ),
        act_id=act(f"proposal {number}"),
        now=noon(filed_on),
    )
    screened = StepDraft(
        status=Status.SCREENED, seen=1, happened_on=text["screened_on"], answer=text["screened"]
    )
    participation.take_step(
        by=by,
        proposal=proposal,
        draft=screened,
        act_id=act(f"step {number} screened"),
        now=noon(text["screened_on"]),
    )
    return proposal


def prepare(scenario: Scenario, text: dict[str, Any], proposals: list[Proposal]) -> Round:
    """The round with its ballot, its rule and its lot."""
    by, said = scenario.people["kades"], dict(text["round"])
    draft = RoundDraft(
        **said | {"area": scenario.area(said["area"])},
        opens_at=noon(text["opens_on"]),
        closes_at=noon(text["closes_on"]),
        source=scenario.source,
        provenance=DEMO,
    )
    round_ = participation.draft_round(by=by, draft=draft, now=noon(text["drafted_on"]))
    entries = [
        EntryDraft(proposal=proposal, cost=cost, excluded_because=because)
        for proposal, (*_told, cost, because) in zip(proposals, text["proposals"], strict=True)
    ]
    participation.set_entries(by=by, round_=round_, entries=entries)
    rule = replace(PROFILES[text["profile"]], increment=text["increment"])
    return participation.fix_rule(
        by=by, round_=round_, rule=rule, seed=text["seed"], now=noon(text["fixed_on"])
    )


def vote(scenario: Scenario, text: dict[str, Any], round_: Round) -> None:
    """Some slips vote, as ballots do that arrive together; some are never used."""
    codes = participation.print_slips(
        by=scenario.people["kades"],
        round_=round_,
        count=text["slips_printed"],
        now=noon(text["fixed_on"]),
    )
    choices = [chosen for times, chosen in text["ballots"] for _each in range(times)]
    participation.cast_all(
        [
            participation.Cast(round_, code, tuple(chosen), act(f"ballot {place}"), hour(text))
            for place, (code, chosen) in enumerate(zip(codes, choices, strict=False))
        ]
    )


def hour(text: dict[str, Any]) -> datetime:
    day: date = text["voted_on"]
    return noon(day)


def key_papers(scenario: Scenario, text: dict[str, Any], round_: Round) -> None:
    """One bundle of paper, typed by two people."""
    said, now = text["papers"], hour(text)
    people = [scenario.people[name] for name in said["keyed_by"]]
    bundle = participation.open_bundle(
        by=people[0], round_=round_, label=said["label"], size=len(said["choices"]), now=now
    )
    for person in people:
        for serial, choices in enumerate(said["choices"], start=1):
            participation.key_ballot(
                by=person, bundle=bundle, serial=serial, choices=choices, now=now
            )
    participation.commit_bundle(by=people[1], bundle=bundle, now=now)


def tell_later(scenario: Scenario, proposal: Proposal, steps: list[list[Any]]) -> None:
    for position, step in enumerate(steps, start=proposal.steps.count()):
        load_step(scenario, proposal, position, step)
