"""Who fetches whom, for whom that is open, and what everybody may know of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.audit import selectors as audit
from tangguh.domains.audit.models import Entry
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.errors import Sealed
from tangguh.domains.emergencies.models import Helper, Pair
from tangguh.domains.emergencies.selectors._drills import is_under_way
from tangguh.domains.emergencies.selectors._levels import levels_at
from tangguh.domains.emergencies.selectors._question import people_to_fetch
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.residents.models import Member, Need
from tangguh.errors import NotFound

NEWEST = 10
NEEDS = dict(Need.Kind.choices)  # once: Django looks for every label anew


@dataclass(frozen=True, slots=True)
class Fetched:
    """Somebody who cannot leave alone, with the pairs that are open: agreed first, then to be asked."""

    member: Member
    pairs: tuple[Pair, ...]
    on: date

    @property
    def agreed(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.holds(self.on))

    @property
    def needs(self) -> list[str]:
        """What they need help with, in words."""
        return [str(NEEDS[need.kind]) for need in self.member.needs.all()]

    @property
    def is_covered(self) -> bool:
        """Whether somebody who agreed can come now."""
        return any(pair.helper.is_able for pair in self.agreed)


def open_pairs(area: Area) -> QuerySet[Pair]:
    """The pairs of an area that nobody said no to."""
    rows = Pair.objects.filter(places.within(area.code, lookup="helper__area"))
    return rows.exclude(state=Pair.State.REFUSED).order_by("pk")


def expired_pairs(*, on: date) -> QuerySet[Pair]:
    return Pair.objects.filter(state=Pair.State.AGREED, expires_on__lt=on)


def open_because(viewer: Viewer, area: Area, *, now: datetime) -> str:
    """Why somebody may read the names of an area now: their office, a level, or a drill.

    Raises NotFound for whom they are never open, and Sealed for whom they are not open yet.
    """
    if accounts.may(viewer, "emergencies.read_buddies", at=area):
        return "office"
    if not accounts.may(viewer, "emergencies.open_buddies", at=area):
        raise NotFound(_("There is no such page, or it is not open to you."))
    opens_at = parameters.opens_at(timezone.localdate(now))
    if is_under_way(area, now=now):
        return "drill"
    said = next((each for each in levels_at(area, now=now) if each.level <= opens_at), None)
    if said is None:
        raise Sealed(
            _(
                "The names of %(area)s are sealed. They open to you at alert level %(level)d or "
                "worse, or during a drill there; until then ask the head of the RT or the cadre."
            )
            % {"area": area.name, "level": opens_at}
        )
    return "drill" if said.is_exercise else f"level {said.level}"


def fetched(area: Area, *, now: datetime) -> tuple[Fetched, ...]:
    """Everybody to fetch in an area, RT by RT, with who fetches them."""
    on = timezone.localdate(now)
    rows = open_pairs(area).filter(helper__given_on__lte=on, helper__expires_on__gte=on)
    rows = rows.select_related("helper", "member")
    of: dict[int, list[Pair]] = {}
    for pair in rows.order_by("-state", "metres", "pk"):
        of.setdefault(pair.member_id, []).append(pair)
    return tuple(
        Fetched(member, tuple(sorted(of.get(member.pk, ()), key=order)), on)
        for member in people_to_fetch(area, on=on)
    )


def order(pair: Pair) -> tuple[bool, int]:
    """Agreed before proposed, then who is nearer; an unknown distance last."""
    return pair.state != Pair.State.AGREED, 10**6 if pair.metres is None else pair.metres


def by_neighbourhood(rows: tuple[Fetched, ...]) -> list[tuple[str, list[Fetched]]]:
    """The same, one group an RT."""
    found = groupby(rows, key=lambda row: row.member.household.neighbourhood)
    return [(rt, list(group)) for rt, group in found]


def openings(area: Area) -> QuerySet[Entry]:
    """The last times that the names of an area were opened, newest first."""
    rows = audit.history_of(area).filter(deed="emergencies.buddies_opened")
    return rows[:NEWEST]


def pair_for(viewer: Viewer, pk: int, *, on: date, deed: str = "emergencies.match_buddies") -> Pair:
    """The only way to a pair. Anyone else learns nothing, not even that it exists."""
    rows = Pair.objects.select_related("helper__area", "member__household")
    rows = accounts.open_to(viewer, rows, deed=deed, area="helper__area")
    found = rows.prefetch_related("consents", "member__needs").filter(pk=pk).first()
    area = found.helper.area if found else None
    if found is None or area is None or found.member not in people_to_fetch(area, on=on):
        raise NotFound(_("There is no such pair, or it is not open to you."))
    return found


def helper_for(viewer: Viewer, pk: int, *, on: date) -> Helper:
    """The only way to a helper."""
    rows = Helper.objects.select_related("area").filter(expires_on__gte=on)
    rows = accounts.open_to(viewer, rows, deed="emergencies.match_buddies")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such helper, or they are not open to you."))
    return found


def helpers_in(viewer: Viewer, area: Area, *, on: date) -> QuerySet[Helper]:
    """Who offered to help in an area, with the people each answers for, for whom it is open."""
    rows = Helper.objects.filter(places.within(area.code, lookup="area"), expires_on__gte=on)
    rows = accounts.open_to(viewer, rows, deed="emergencies.read_buddies")
    answered = Prefetch("pairs", queryset=Pair.objects.exclude(state=Pair.State.REFUSED))
    return rows.prefetch_related(answered).order_by("neighbourhood", "name", "pk")


def running_out(
    area: Area, people: Iterable[Fetched], *, on: date
) -> Iterator[tuple[date, Pair | Helper]]:
    """Whose yes ends soon, the first to end first: they are to be asked again."""
    until = on + timedelta(days=parameters.notice_days(on))
    helpers = Helper.objects.filter(
        places.within(area.code, lookup="area"), expires_on__range=(on, until)
    )
    found: list[tuple[date, Pair | Helper]] = [(each.expires_on, each) for each in helpers]
    pairs = [pair for row in people for pair in row.pairs]
    found += [(p.expires_on, p) for p in pairs if p.expires_on and on <= p.expires_on <= until]
    yield from sorted(found, key=lambda row: row[0])
