from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.emergencies.models._computations import Computation
from tangguh.domains.places.models import Area, PastEvent, Sourced
from tangguh.domains.policies.models import Finding
from tangguh.domains.programmes.models import Activity


class Drill(Sourced):
    """A rehearsal of an evacuation or a command post. Nothing of it is a real emergency."""

    class Kind(models.TextChoices):
        TABLETOP = "ttx", _("Tabletop exercise (TTX)")
        COMMAND_POST = "cpx", _("Command post exercise (CPX)")
        FIELD = "ftx", _("Field exercise (FTX)")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="drills")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    title = models.CharField(max_length=160)
    scenario = models.TextField()
    hazard = models.CharField(max_length=25, choices=PastEvent.Hazard.choices)
    held_on = models.DateField()
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="drills"
    )
    past_event = models.ForeignKey(
        PastEvent, null=True, blank=True, on_delete=models.PROTECT, related_name="drills"
    )
    minutes_to_peak = models.PositiveSmallIntegerField(
        default=0, help_text="Of a wave replayed at the table; 0 where none is"
    )
    expected = models.PositiveIntegerField(default=0, help_text="People who are to be safe")
    expected_vulnerable = models.PositiveIntegerField(default=0)
    plan_curve = models.JSONField(
        default=list, blank=True, help_text="Minutes and people safe by then, as planned"
    )
    computation = models.ForeignKey(
        Computation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="drills",
        help_text="From which the plan's curve was taken, where nobody wrote one",
    )
    alarm_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="planned_drills"
    )

    class Meta:
        indexes = [models.Index(fields=["area", "-held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("alarm_at")),
                name="a_drill_ends_after_its_alarm",
            ),
            models.CheckConstraint(
                condition=Q(expected_vulnerable__lte=F("expected")),
                name="the_vulnerable_are_a_part_of_those_expected",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DrillEvent(models.Model):
    """What happened in which minute of a drill."""

    drill = models.ForeignKey(Drill, on_delete=models.CASCADE, related_name="events")
    minute = models.PositiveSmallIntegerField(help_text="Since the alarm")
    text = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drill_events"
    )

    def __str__(self) -> str:
        return self.text


class Arrival(models.Model):
    """So many came to a point in a minute of a drill. A correction is a row that replaces one."""

    class Way(models.TextChoices):
        ON_THE_SPOT = "spot", _("on the spot")
        PAPER = "paper", _("from paper")

    act_id = models.UUIDField(unique=True)
    drill = models.ForeignKey(Drill, on_delete=models.CASCADE, related_name="arrivals")
    point = models.CharField(max_length=80)
    minute = models.PositiveSmallIntegerField(help_text="Since the alarm")
    people = models.PositiveIntegerField()
    vulnerable = models.PositiveIntegerField(default=0)
    way = models.CharField(max_length=5, choices=Way.choices, default=Way.ON_THE_SPOT)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replaced_by"
    )
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recorded_arrivals"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(vulnerable__lte=F("people")),
                name="the_vulnerable_who_came_are_a_part_of_the_people",
            )
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.minute}: {self.people}"


class DrillProblem(models.Model):
    """What went wrong in a drill, who mends it by when, and which finding of a policy it became."""

    drill = models.ForeignKey(Drill, on_delete=models.PROTECT, related_name="problems")
    minute = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.CharField(max_length=300)
    action = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=120, blank=True, help_text="An office, not a person")
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    finding = models.OneToOneField(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="drill_problem"
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="noted_problems"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(action="") | (~Q(owner="") & Q(due__isnull=False)),
                name="an_action_has_an_owner_and_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.text
