"""Several people at the same moment: no number twice, no step on top of another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from tangguh.domains.participation import errors, services
from tangguh.domains.participation.models import Proposal, Status
from tests.domains.participation.proposal_drafts import (
    filed,
    people_of,
    proposal_draft,
    step_draft,
)
from tests.factories import NOW, make_village

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def together(deed: Callable[[int], Any], times: int = AT_ONCE) -> list[Any]:
    """What several threads got, each with a connection of its own."""

    def alone(number: int) -> Any:
        try:
            return deed(number)
        except errors.SomebodyWasFaster as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as crowd:
        return list(crowd.map(alone, range(times)))


def test_proposals_filed_at_once_get_numbers_of_their_own():
    village = make_village()
    people = people_of(village)

    numbers = together(lambda number: filed(people.ani, village, title=f"Road {number}").number)

    assert sorted(numbers) == [f"U-2026-{number:04}" for number in range(1, AT_ONCE + 1)]


def test_one_act_sent_by_several_connections_is_one_proposal():
    village = make_village()
    people = people_of(village)
    act, draft = uuid4(), proposal_draft(village)

    def send(_number: int) -> Proposal:
        return services.file_proposal(by=people.ani, draft=draft, act_id=act, now=NOW)

    assert len({proposal.number for proposal in together(send)}) == 1
    assert Proposal.objects.count() == 1


def test_of_several_officers_at_once_one_takes_the_step_and_the_others_are_told():
    village = make_village()
    people = people_of(village)
    proposal = filed(people.ani, village)
    draft = step_draft(proposal, Status.SCREENED)

    told = together(
        lambda _number: services.take_step(
            by=people.budi, proposal=proposal, draft=draft, act_id=uuid4(), now=NOW
        )
    )

    assert sum(isinstance(each, errors.SomebodyWasFaster) for each in told) == AT_ONCE - 1
    assert proposal.steps.count() == 2
