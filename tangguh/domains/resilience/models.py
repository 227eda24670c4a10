import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area, Sourced
from tangguh.domains.programmes.models import Activity


class Release(Sourced):
    """One publication of an index, for one year. Releases stand side by side.

    A release that was imported waits until somebody has looked at it; nothing shows it till then.
    """

    index = models.CharField(max_length=30, help_text="Definition, as idm@2016")
    year = models.PositiveSmallIntegerField()
    waiting = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the file it came in")
    received_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict, help_text="What was found when it was read")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["index", "year", "source"], name="one_release_a_year_a_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.year}"


class Score(models.Model):
    """An area's published value of an index or of one of its parts, from 0 to 1."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="scores")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="scores")
    component = models.CharField(max_length=30, help_text="IDM, IKS, IKE, IKL")
    value = models.DecimalField(max_digits=6, decimal_places=4)
    status = models.CharField(max_length=30, blank=True, help_text="The owner's word for it")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "area", "component"], name="one_score_an_area_a_component"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & Q(value__lte=1), name="a_score_lies_between_0_and_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.component} {self.value}"


class IndicatorScore(models.Model):
    """An area's whole score of one indicator in a release. Without a row it is missing, never zero."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="indicator_scores")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="indicator_scores")
    indicator = models.CharField(max_length=30, help_text="Code in the definition, as IKS01")
    score = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "area", "indicator"],
                name="one_indicator_score_an_area_a_release",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.indicator} {self.score}"


class IndicatorEvidence(models.Model):
    """Evidence that shows how a village stands in one indicator. One photo may serve several indices."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="indicator_evidence")
    index = models.CharField(max_length=30, help_text="Definition, as idm@2016")
    indicator = models.CharField(max_length=30, help_text="Code in the definition, as IKS01")
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="indicator_evidence"
    )
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="indicator_evidence"
    )
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "index", "indicator", "evidence"],
                name="evidence_shows_an_indicator_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.indicator} {self.evidence}"


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
