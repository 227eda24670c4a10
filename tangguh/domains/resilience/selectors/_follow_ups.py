"""What participants said when they were asked again, and which activities wait for it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.programmes.models import Activity, Update
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.models import FollowUp
from tangguh.engines.disclosure import is_safe_split
from tangguh.errors import NotFound

RECORD = "resilience.record_follow_up"


@dataclass(frozen=True, slots=True)
class Said:
    """One question and what was said to it; `yes` is None where it would point at few people."""

    question: str
    yes: int | None
    asked: int


def follow_ups() -> QuerySet[FollowUp]:
    """All that count, newest first, of activities that everybody may read."""
    rows = FollowUp.objects.filter(struck_at=None).select_related("activity", "area")
    public = programmes.activities_for(AnonymousUser())
    return rows.filter(activity__in=public.order_by().values("pk")).order_by("-happened_on", "-pk")


def follow_up_for(viewer: Viewer, pk: int) -> FollowUp:
    """One follow-up, as far as its activity is open to the reader."""
    rows = FollowUp.objects.select_related("activity", "area__parent")
    open_ = programmes.activities_for(viewer).order_by().values("pk")
    found = rows.filter(pk=pk, struck_at=None, activity__in=open_).first()
    if found is None:
        raise NotFound(_("There is no such follow-up. Look for it in the list."))
    return found


def said_in(told: FollowUp) -> list[Said]:
    """What was said, question by question. Public, so no count that points at few people."""
    words = question_words(told.happened_on)
    return [
        Said(
            words.get(row.question, row.question),
            row.yes if is_safe_split((row.yes, row.asked - row.yes)) else None,
            row.asked,
        )
        for row in told.answers.order_by("pk")
    ]


def question_words(on: date) -> dict[str, str]:
    """The questions of the definition in force, in the reader's language, by code."""
    known = parameters.questions(parameters.own_index(on=on))
    n = int(get_language() == "en")
    return {code: words[n] for code, words in known.items()}


def to_ask_again(person: Viewer, *, on: date) -> QuerySet[Activity]:
    """The activities in reach that reached people long enough ago and were not followed up since."""
    begun = on - timedelta(days=parameters.follow_up_days(on))
    reached = Update.objects.filter(activity=OuterRef("pk"), people__gt=0)
    asked = FollowUp.objects.filter(activity=OuterRef("pk"), struck_at=None)
    rows = programmes.activities_for(person).filter(
        Exists(reached), ~Exists(asked), planned_start__lte=begun
    )
    return accounts.open_to(person, rows, deed=RECORD).order_by("-planned_start", "pk")


def villages_asked(activity: Activity) -> QuerySet[Area]:
    """The villages in which the participants of an activity may live: where it was."""
    village = ".".join(activity.area.code.split(".")[:4])
    return Area.objects.filter(
        places.within(village), level=Area.Level.VILLAGE, valid_to=None
    ).order_by("code")


def may_record(viewer: Viewer, area: Area) -> bool:
    return accounts.may(viewer, RECORD, at=area)
