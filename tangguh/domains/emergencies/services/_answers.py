from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.services import refuse_future
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies.errors import AnswerRefused
from tangguh.domains.emergencies.models import Answer
from tangguh.domains.emergencies.parameters import pkd
from tangguh.domains.places.models import Area, Provenance


@transaction.atomic
def answer_indicator(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    area: Area,
    indicator: str,
    yes: int,
    source: str,
    as_of: date,
    now: datetime,
    provenance: str = Provenance.REAL,
) -> Answer:
    """Write down how many questions of a PKD indicator a village answers with yes.

    Answers of earlier days are kept; a second answer for the same day corrects the first.
    """
    accounts.require(by, "emergencies.answer_readiness", at=area)
    refuse_future(as_of, now)
    known = {each.code: each for each in pkd()}
    if indicator not in known:
        raise AnswerRefused(_("The form has no indicator %(code)s.") % {"code": indicator})
    if not 0 <= yes <= known[indicator].questions:
        raise AnswerRefused(
            _("%(code)s has %(questions)d questions. Write a number from 0 to %(questions)d.")
            % {"code": indicator, "questions": known[indicator].questions}
        )
    answer, _is_new = Answer.objects.update_or_create(
        area=area,
        indicator=indicator,
        as_of=as_of,
        defaults={"yes": yes, "source": source, "provenance": provenance, "answered_by": by},
    )
    told = {"indicator": indicator, "yes": yes}
    audit.record("emergencies.answered", by=by, about=answer, area_code=area.code, **told)
    return answer
