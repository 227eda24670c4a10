"""A village's evacuation plan against one hazard, version by version, as rows of a kind each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.atlas.models import Facility
from tangguh.domains.emergencies.models._levels import AlertLevel
from tangguh.domains.places.models import Area, ProneArea, Sourced


class VillagePlan(Sourced):
    """One version. A draft may be changed; once in force, a version stays as it is for good."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="village_plans")
    hazard = models.CharField(max_length=25, choices=ProneArea.Hazard.choices)
    number = models.PositiveSmallIntegerField(help_text="Version, counted from 1")
    key = models.SlugField(max_length=60, unique=True, help_text="Stands in the QR of its prints")
    scenario = models.TextField(blank=True, help_text="What is expected to happen")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafted_plans"
    )
    drafted_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decided_plans",
    )
    reason = models.CharField(max_length=300, blank=True)
    was_complete = models.BooleanField(default=False, help_text="As it came into force")
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        indexes = [models.Index(fields=["area", "hazard", "-in_force_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "hazard", "number"], name="one_plan_a_version_a_hazard_a_village"
            ),
            models.UniqueConstraint(
                fields=["area", "hazard"],
                condition=Q(in_force_at=None),
                name="one_draft_plan_a_hazard_a_village",
            ),
            models.CheckConstraint(
                condition=Q(in_force_at=None, decided_by=None)
                | (Q(in_force_at__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="a_plan_in_force_says_who_decided_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_draft(self) -> bool:
        return self.in_force_at is None


class Pointed(models.Model):
    """Where something stands; both numbers or none."""

    longitude = models.FloatField(null=True, blank=True, help_text="Degrees WGS84")
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees WGS84")

    class Meta:
        abstract = True


class PlanNeighbourhood(Pointed):
    """An RT that must leave, with how many live there; its position is where its routes begin."""

    plan = models.ForeignKey(VillagePlan, on_delete=models.CASCADE, related_name="neighbourhoods")
    name = models.CharField(max_length=10)
    people = models.PositiveIntegerField()
    checked_by = models.CharField(
        max_length=120, blank=True, help_text="The office that makes sure everybody has left"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "name"], name="one_neighbourhood_once_a_plan")
        ]

    def __str__(self) -> str:
        return self.name


class PlanPlace(Pointed):
    """Where people gather, and where they stay. Host families are counted, never named or drawn."""

    class Kind(models.TextChoices):
        POINT = "point", _("Assembly point")
        BUILDING = "building", _("Shelter in a building")
        GROUND = "ground", _("High ground")
        HOSTS = "hosts", _("Host families")

    plan = models.ForeignKey(VillagePlan, on_delete=models.CASCADE, related_name="places")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    places = models.PositiveIntegerField(default=0, help_text="People who can stay")
    facility = models.ForeignKey(
        Facility, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_places"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "name"], name="one_name_a_place_of_a_plan"),
            models.CheckConstraint(
                condition=~Q(kind="hosts") | Q(longitude=None, latitude=None, facility=None),
                name="host_families_are_not_on_the_map",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanRoute(models.Model):
    """The way of an RT to its point and on to a shelter, as a line of degrees."""

    plan = models.ForeignKey(VillagePlan, on_delete=models.CASCADE, related_name="routes")
    neighbourhood = models.ForeignKey(
        PlanNeighbourhood, on_delete=models.CASCADE, related_name="routes"
    )
    point = models.ForeignKey(PlanPlace, on_delete=models.CASCADE, related_name="routes_here")
    shelter = models.ForeignKey(
        PlanPlace, null=True, blank=True, on_delete=models.CASCADE, related_name="routes_on"
    )
    line = models.JSONField(help_text="Longitude and latitude of each bend, from the RT on")
    length_m = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.neighbourhood} → {self.point}"


class PlanSign(Pointed):
    """A sign that stands, or should. Families of Peraturan BNPB 3/2025."""

    class Kind(models.TextChoices):
        LEFT = "left", _("Way out, to the left")
        RIGHT = "right", _("Way out, to the right")
        AHEAD = "ahead", _("Way out, straight on")
        POINT = "point", _("Assembly point")
        WARNING = "warning", _("Warning of the hazard")

    plan = models.ForeignKey(VillagePlan, on_delete=models.CASCADE, related_name="signs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    stands = models.BooleanField(default=False)
    note = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.get_kind_display()


class PlanSignal(models.Model):
    """What sounds at an alert level, and what people then do."""

    plan = models.ForeignKey(VillagePlan, on_delete=models.CASCADE, related_name="signals")
    level = models.PositiveSmallIntegerField(choices=AlertLevel.Level.choices)
    sound = models.CharField(max_length=120, help_text="Instrument and beats, as canang 4-4")
    meaning = models.CharField(max_length=200, help_text="What people do then")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "level"], name="one_signal_a_level_a_plan")
        ]

    def __str__(self) -> str:
        return self.sound


class PlanRole(models.Model):
    """Who does what. The office is public; the name is for those who may read it."""

    class Kind(models.TextChoices):
        LEADER = "leader", _("Leads")
        ALARM = "alarm", _("Sounds the alarm")
        GUIDE = "guide", _("Guides people")
        FETCH = "fetch", _("Fetches those who cannot leave alone")
        ROLL_CALL = "roll_call", _("Calls the roll at the points")
        HEALTH = "health", _("First aid and health")
        KITCHEN = "kitchen", _("Food and water")

    plan = models.ForeignKey(VillagePlan, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    office = models.CharField(max_length=120)
    holder = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.office}"


class PlanStep(models.Model):
    """What an office does at an alert level: a line of the contingency plan."""

    plan = models.ForeignKey(VillagePlan, on_delete=models.CASCADE, related_name="steps")
    level = models.PositiveSmallIntegerField(choices=AlertLevel.Level.choices)
    office = models.CharField(max_length=120)
    text = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.text


class PlanContact(models.Model):
    """The phone number of an office; never of a private person."""

    plan = models.ForeignKey(VillagePlan, on_delete=models.CASCADE, related_name="contacts")
    office = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.office} {self.phone}"
