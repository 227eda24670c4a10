from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.places.models import Area, Sourced


class Facility(Sourced):
    """A public building or ground that people use: school, posyandu, village hall, field."""

    class Kind(models.TextChoices):
        VILLAGE_HALL = "village_hall", _("Village hall")
        SCHOOL = "school", _("School")
        HEALTH = "health", _("Health post")
        WORSHIP = "worship", _("Place of worship")
        MARKET = "market", _("Market")
        FIELD = "field", _("Field")
        BRIDGE = "bridge", _("Bridge")
        OTHER = "other", _("Other")

    class Ending(models.TextChoices):
        """Why a line ended: the thing itself is gone, or it never stood there."""

        CLOSED = "closed", _("No longer in use")
        MISTAKEN = "mistaken", _("Listed by mistake")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="facilities")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    name = models.CharField(max_length=160)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Counts its corrections")
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "kind", "name"],
                condition=Q(ended_on=None),
                name="one_facility_once_an_area",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="a_position_has_both_its_numbers",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="")
                | (Q(ended_on__isnull=False) & ~Q(ending="") & ~Q(ended_because="")),
                name="what_ended_says_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def position(self) -> str:
        """Latitude and longitude as other maps take them, or nothing."""
        if self.latitude is None or self.longitude is None:
            return ""
        return f"{self.latitude:.6f}, {self.longitude:.6f}"
