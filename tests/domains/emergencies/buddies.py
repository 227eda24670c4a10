"""People to fetch, and helpers, as they might be written down."""

from uuid import uuid4

from tangguh.domains.emergencies import services
from tangguh.domains.emergencies.models import Helper, Pair
from tangguh.domains.emergencies.services import HelperDraft
from tangguh.domains.residents.models import Household
from tangguh.domains.residents.services import MemberDraft
from tests.domains.residents.drafts import recorded
from tests.factories import TODAY

DEGREE = 111_195  # metres of a degree of latitude, nearly


def house(by, village, name, *, north=0, needs=("elderly",), **fields) -> Household:
    """Somebody who needs help, so many metres north of a fixed point."""
    said = {"members": (MemberDraft(name, "female", 1950, needs),), "longitude": 102.53}
    return recorded(by, village, **(said | {"latitude": -2.28 + north / DEGREE} | fields))


def helper(by, village, name, *, north=0, **fields) -> Helper:
    said = {
        "neighbourhood": "04",
        "trained_on": TODAY,
        "longitude": 102.53,
        "latitude": -2.28 + north / DEGREE,
    } | fields
    draft = HelperDraft(area=village, name=name, **said)
    return services.record_helper(by=by, draft=draft, act_id=uuid4(), on=TODAY)


def propose(by, village) -> services.Proposed:
    return services.propose_pairs(by=by, area=village, on=TODAY)


def pairs() -> set[tuple[str, str]]:
    """Who is fetched by whom in the newest plan."""
    rows = Pair.objects.filter(is_planned=True)
    return set(rows.values_list("member__name", "helper__name"))


def both_agree(by, pair) -> Pair:
    for side in ("person", "helper"):
        services.agree(by=by, pair=pair, side=side, given_by="Ani", on=TODAY)
    return pair
