from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.places.models import Area


class AlertLevel(models.Model):
    """That somebody declared an alert level for an area. The newest holds; none is overwritten."""

    class Level(models.IntegerChoices):
        """The smaller the number, the worse."""

        ONE = 1, _("Level 1: everybody leaves")
        TWO = 2, _("Level 2: those who need help leave")
        THREE = 3, _("Level 3: get ready")
        FOUR = 4, _("Level 4: watch")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="alert_levels")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    is_exercise = models.BooleanField(default=False)
    reason = models.CharField(max_length=200)
    declared_at = models.DateTimeField()
    until = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declared_levels"
    )

    class Meta:
        indexes = [models.Index(fields=["area", "-declared_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__range=(1, 4)), name="an_alert_level_is_from_1_to_4"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("declared_at")), name="an_alert_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.level}"
