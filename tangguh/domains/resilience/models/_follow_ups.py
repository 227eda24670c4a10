import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tangguh.domains.places.models import Area, Sourced
from tangguh.domains.programmes.models import Activity


class FollowUp(Sourced):
    """Participants of an activity who were asked again, some months later. Only counts are kept."""

    act_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="follow_ups")
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="follow_ups", help_text="The village"
    )
    happened_on = models.DateField()
    chosen_by = models.CharField(max_length=200, help_text="How those who were asked were chosen")
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="follow_ups"
    )
    struck_at = models.DateTimeField(null=True, blank=True, help_text="Written by mistake")

    class Meta:
        indexes = [models.Index(fields=["area", "happened_on"])]

    def __str__(self) -> str:
        return f"{self.activity} {self.happened_on}"


class FollowUpAnswer(models.Model):
    """How many said yes to one question, of so many who were asked it."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40, help_text="Code in questions.csv of the index")
    yes = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "question"], name="one_answer_a_question_a_follow_up"
            ),
            models.CheckConstraint(
                condition=Q(asked__gt=0) & Q(yes__lte=F("asked")),
                name="those_who_said_yes_are_a_part_of_those_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.yes}/{self.asked}"
