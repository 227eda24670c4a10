from django.conf import settings
from django.db import models
from django.db.models import Q

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area, Sourced


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
