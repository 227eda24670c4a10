from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.emergencies.models._materials import Material as KeptMaterial
from tangguh.domains.places.models import Area, ProneArea, Sourced
from tangguh.domains.programmes.models import Activity


class OutreachSession(Sourced):
    """People were told what to do, and asked before and after. Counts only, no names."""

    class Material(models.TextChoices):
        POSTER = "poster", _("Picture poster")
        FILM = "film", _("Film")
        TALK = "talk", _("Talk with the flip chart")
        WALK = "walk", _("Walk along the evacuation route")
        GAME = "game", _("Game for children")

    act_id = models.UUIDField(unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="outreach_sessions")
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="outreach_sessions"
    )
    hazard = models.CharField(max_length=15, choices=ProneArea.Hazard.choices)
    material = models.CharField(max_length=10, choices=Material.choices)
    materials = models.ManyToManyField(KeptMaterial, blank=True, related_name="sessions")
    place = models.CharField(max_length=120)
    held_on = models.DateField()
    people = models.PositiveIntegerField()
    women = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0, help_text="Under 18")
    elderly = models.PositiveIntegerField(default=0, help_text="60 and older")
    disabled = models.PositiveIntegerField(default=0)
    follow_up = models.CharField(max_length=200, blank=True)
    follow_up_by = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outreach_sessions"
    )

    class Meta:
        indexes = [models.Index(fields=["area", "-held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(women__lte=F("people"))
                & Q(disabled__lte=F("people"))
                & Q(people__gte=F("children") + F("elderly")),
                name="a_group_that_was_told_is_a_part_of_the_people",
            ),
            models.CheckConstraint(
                condition=Q(follow_up="") | Q(follow_up_by__isnull=False),
                name="a_follow_up_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.held_on}"


class OutreachShare(models.Model):
    """How many came from one RT."""

    session = models.ForeignKey(OutreachSession, on_delete=models.CASCADE, related_name="shares")
    neighbourhood = models.CharField(max_length=10)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "neighbourhood"], name="one_share_an_rt_a_session"
            )
        ]

    def __str__(self) -> str:
        return f"RT {self.neighbourhood}: {self.people}"


class OutreachQuestion(models.Model):
    """A question asked before and after, and how many knew the answer each time."""

    session = models.ForeignKey(OutreachSession, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=160)
    asked_before = models.PositiveIntegerField()
    right_before = models.PositiveIntegerField()
    asked_after = models.PositiveIntegerField()
    right_after = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_question_a_number"),
            models.CheckConstraint(
                condition=Q(right_before__lte=F("asked_before"))
                & Q(right_after__lte=F("asked_after")),
                name="nobody_is_right_who_was_not_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.text
