"""Which households somebody may open. What consent no longer covers is shown to nobody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places.models import Area
from tangguh.domains.residents.models import Consent, Household, HouseholdImport, Need
from tangguh.errors import NotFound

CHOSEN = (Area.Level.VILLAGE, Area.Level.HAMLET, Area.Level.NEIGHBOURHOOD)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of households is narrowed to; empty asks for nothing in particular."""

    words: str = ""
    neighbourhood: str = ""
    need: str = ""


def agreed(purpose: str, on: date, *, household: str = "pk") -> Exists:
    """Whether a consent to a purpose holds on a day; `household` leads there from the row."""
    return Exists(
        Consent.objects.filter(
            household=OuterRef(household),
            purpose=purpose,
            withdrawn_on=None,
            given_on__lte=on,
            expires_on__gte=on,
        )
    )


def registered(on: date) -> QuerySet[Household]:
    """The households that agreed to be in the register."""
    return Household.objects.filter(agreed(Consent.Purpose.REGISTER, on))


def needs(on: date) -> QuerySet[Need]:
    """The needs for help that are covered by a consent, of households in the register."""
    return Need.objects.filter(
        agreed(Consent.Purpose.REGISTER, on, household="member__household"),
        agreed(Consent.Purpose.HELP, on, household="member__household"),
    ).order_by("pk")


def households(viewer: Viewer, filters: Filters, *, on: date) -> QuerySet[Household]:
    """The households in the viewer's reach, by neighbourhood; a list names heads, not needs."""
    rows = accounts.open_to(viewer, registered(on), deed="residents.read")
    for word in filters.words.split():
        rows = rows.filter(Q(members__name__icontains=word) | Q(address__icontains=word)).distinct()
    if filters.neighbourhood:
        rows = rows.filter(neighbourhood=filters.neighbourhood)
    if filters.need:
        rows = rows.filter(pk__in=needs(on).filter(kind=filters.need).values("member__household"))
    return (
        rows.select_related("area")
        .annotate(people=Count("members", distinct=True))
        .prefetch_related("members")
        .order_by("area__code", "neighbourhood", "pk")
    )


def roster(viewer: Viewer, area: Area, neighbourhood: str, *, on: date) -> QuerySet[Household]:
    """The registered households of an RT, with the members, needs and consents that hold."""
    rows = accounts.open_to(viewer, registered(on), deed="residents.record")
    covered = Prefetch("members__needs", queryset=needs(on))
    return (
        rows.filter(area=area, neighbourhood=neighbourhood)
        .prefetch_related("members", covered, "consents")
        .order_by("address", "pk")
    )


def household_for(viewer: Viewer, pk: int, *, on: date, deed: str = "residents.read") -> Household:
    """The only way to a household. Anyone else learns nothing, not even that it exists."""
    rows = accounts.open_to(viewer, registered(on), deed=deed)
    covered = Prefetch("members__needs", queryset=needs(on))
    found = rows.select_related("area").prefetch_related("members", covered).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such household, or it is not open to you."))
    if not any(c.purpose == Consent.Purpose.POINT for c in consents_of(found, on=on)):
        found.longitude = found.latitude = None
    return found


def consents_of(household: Household, *, on: date) -> list[Consent]:
    """The consents that hold on a day, in the order of the purposes."""
    order = list(Consent.Purpose.values)
    found = [each for each in household.consents.all() if each.holds(on)]
    return sorted(found, key=lambda consent: order.index(consent.purpose))


def areas_to_record(by: User) -> QuerySet[Area]:
    """The villages and smaller areas in which a person may write down households."""
    areas = Area.objects.filter(level__in=CHOSEN, valid_to=None)
    return accounts.open_to(by, areas, deed="residents.record", area="").order_by("code")


def neighbourhoods(viewer: Viewer, *, on: date) -> list[str]:
    """The RT of the households in the viewer's reach."""
    rows = accounts.open_to(viewer, registered(on), deed="residents.read")
    found = rows.exclude(neighbourhood="").order_by("neighbourhood")
    return list(found.values_list("neighbourhood", flat=True).distinct())


def import_for(viewer: Viewer, pk: int) -> HouseholdImport:
    """The only way to a file that waits: it is open to whoever uploaded it, and to nobody else."""
    rows = accounts.open_to(viewer, HouseholdImport.objects.all(), deed="residents.record")
    found = rows.select_related("area").filter(pk=pk, uploaded_by=viewer.pk).first()
    if found is None:
        raise NotFound(_("There is no such file, or it was taken in or put away."))
    return found
