import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area, Sourced


class AgeBand(models.TextChoices):
    """Roughly how old a person is; nobody asks for a birthday at a meeting."""

    CHILD = "child", _("under 18")
    YOUTH = "youth", _("18-30")
    ADULT = "adult", _("31-59")
    ELDER = "elder", _("60 and over")


class Forum(Sourced):
    """A meeting (musyawarah, musrenbang) at which residents say what they need and put it in order."""

    class Kind(models.TextChoices):
        HAMLET = "hamlet", _("Hamlet deliberation")
        VILLAGE = "village", _("Village deliberation")
        SPECIAL = "special", _("Special deliberation")
        PLANNING_VILLAGE = "planning_village", _("Village planning forum")
        PLANNING_SUBDISTRICT = "planning_subdistrict", _("Subdistrict planning forum")
        PLANNING_DISTRICT = "planning_district", _("District planning forum")

    act_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="forums")
    kind = models.CharField(max_length=25, choices=Kind.choices)
    title = models.CharField(max_length=200)
    group = models.CharField(max_length=100, blank=True, help_text="Whom a special forum is for")
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    agenda = models.TextField(blank=True, help_text="One point a line")
    least_people = models.PositiveSmallIntegerField(default=0)
    least_women = models.PositiveSmallIntegerField(default=0)
    least_disabled = models.PositiveSmallIntegerField(default=0)
    decisions = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opened_forums"
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="edited_forums"
    )
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="closed_forums",
    )

    class Meta:
        indexes = [models.Index(fields=["area", "-held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_closed_forum_says_who_closed_it",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Attendee(models.Model):
    """One person at a forum. The name stands on the attendance list alone, never on a public page."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("woman")
        MALE = "male", _("man")

    act_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="attendees")
    name = models.CharField(max_length=100, blank=True)
    speaks_for = models.CharField(max_length=100, blank=True, help_text="A group, RT or office")
    sex = models.CharField(max_length=6, choices=Sex.choices)
    age_band = models.CharField(max_length=5, choices=AgeBand.choices)
    disabled = models.BooleanField(default=False)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recorded_attendees"
    )
    struck_at = models.DateTimeField(null=True, blank=True, help_text="Written by mistake")

    class Meta:
        indexes = [models.Index(fields=["forum", "id"])]

    def __str__(self) -> str:
        return self.name or f"{self.pk}"


class Problem(models.Model):
    """A problem card: what is wrong, where, and for whom. Proposals answer to it."""

    act_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="problems")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="problems")
    text = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    affected = models.CharField(max_length=200, help_text="Who suffers from it")
    pictures = models.ManyToManyField(Evidence, blank=True, related_name="problems")
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recorded_problems"
    )

    def __str__(self) -> str:
        return self.text


class Criterion(models.Model):
    """What a forum agreed to rank by, and how much it weighs."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="criteria")
    text = models.CharField(max_length=150)
    weight = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "text"], name="a_criterion_counts_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=5), name="a_weight_is_from_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Rating(models.Model):
    """How far the forum finds that a proposal meets a criterion, from 1 to 5."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="ratings")
    proposal = models.ForeignKey(
        "participation.Proposal", on_delete=models.CASCADE, related_name="ratings"
    )
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "proposal"], name="a_proposal_is_rated_once_a_criterion"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=1, points__lte=5), name="points_are_from_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
