from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.places.models import Area, Sourced


class BoundarySet(Sourced):
    """All outlines of one district from one source: schematic cells, or an official file.

    Its outlines never change. While it is waiting, it was checked, and nobody has accepted it yet.
    """

    class Kind(models.TextChoices):
        SCHEMATIC = "schematic", _("Schematic cells")
        OFFICIAL = "official", _("Official boundaries")

    district = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="boundary_sets")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the file that was imported")
    report = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    waiting = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(waiting=True),
                name="one_set_waits_a_district",
            ),
            models.CheckConstraint(
                condition=Q(waiting=False) | Q(kind="official"), name="only_a_file_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.district}"


class Boundary(models.Model):
    """One area's outline in one set, as a GeoJSON geometry in degrees WGS84."""

    boundary_set = models.ForeignKey(
        BoundarySet, on_delete=models.CASCADE, related_name="boundaries"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="boundaries")
    geometry = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["boundary_set", "area"], name="one_outline_an_area_a_set"
            )
        ]

    def __str__(self) -> str:
        return str(self.area)
