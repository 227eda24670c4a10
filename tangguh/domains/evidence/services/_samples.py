from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.evidence.errors import SampleRefused
from tangguh.domains.evidence.models import Sample
from tangguh.domains.evidence.selectors import _samples as samples
from tangguh.domains.places.models import Area
from tangguh.engines import sampling

MOST = 500  # what can be checked by hand; also keeps the printed list in bounds


@transaction.atomic
def draw_sample(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    area: Area,
    seed: str,
    size: int,
    happened_from: date,
    happened_to: date,
    now: datetime,
) -> Sample:
    """Draw evidence to be checked in the field. Every draw is kept: nobody draws until it suits.

    Drawn from all that happened from one day to another and had come in before `now`. Raises
    SampleRefused.
    """
    accounts.require(by, "evidence.draw_sample", at=area)
    refuse_impossible(seed.strip(), size, happened_from, happened_to)
    ids = samples.population(
        area, happened_from=happened_from, happened_to=happened_to, received_before=now
    )
    if not ids:
        raise SampleRefused(nothing_to_draw(area, happened_from, happened_to))
    result = sampling.draw(ids, seed.strip(), size)
    sample = Sample.objects.create(
        area=area,
        happened_from=happened_from,
        happened_to=happened_to,
        received_before=now,
        drawn_by=by,
        drawn_at=now,
        **told_by_the_draw(result),
    )
    told = {"seed": result.seed, "drawn": len(result.chosen), "population": result.population}
    audit.record("evidence.sample_drawn", by=by, about=sample, area_code=area.code, **told)
    return sample


def told_by_the_draw(result: sampling.Sample) -> dict[str, Any]:
    return {
        "seed": result.seed,
        "size": result.size,
        "population": result.population,
        "fingerprint": result.fingerprint,
        "drawn": list(result.chosen),
    }


def refuse_impossible(seed: str, size: int, happened_from: date, happened_to: date) -> None:
    if not seed:
        raise SampleRefused(
            _("Give a seed: a word or number that was agreed in public, such as a lottery result.")
        )
    if not 1 <= size <= MOST:
        raise SampleRefused(
            _("%(size)d cannot be drawn. Draw between 1 and %(most)d.")
            % {"size": size, "most": MOST}
        )
    if happened_to < happened_from:
        raise SampleRefused(
            _("The period ends on %(to)s, before it begins on %(from)s. Correct one of them.")
            % {"from": date_format(happened_from), "to": date_format(happened_to)}
        )


def nothing_to_draw(area: Area, happened_from: date, happened_to: date) -> str:
    return _(
        "There is no evidence in %(area)s from %(from)s to %(to)s. "
        "Choose a longer period or a larger area."
    ) % {
        "area": area.name,
        "from": date_format(happened_from),
        "to": date_format(happened_to),
    }
