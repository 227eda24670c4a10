from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Provenance(models.TextChoices):
    """Whether a row tells of the world, of a model of it, or of an example."""

    REAL = "real", _("real")
    MODELLED = "modelled", _("modelled")
    DEMO = "demo", _("sample")


class Sourced(models.Model):
    """What every row that matters can say: where it comes from, as of when, and how real it is."""

    source = models.CharField(max_length=300)
    as_of = models.DateField()
    provenance = models.CharField(
        max_length=10, choices=Provenance.choices, default=Provenance.REAL
    )

    class Meta:
        abstract = True


class Area(Sourced):
    """An administrative area, keyed by its official dotted code (kode wilayah Kemendagri)."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Province")
        DISTRICT = "district", _("District")
        SUBDISTRICT = "subdistrict", _("Subdistrict")
        VILLAGE = "village", _("Village")
        HAMLET = "hamlet", _("Hamlet")
        NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood (RT)")

    class Kind(models.TextChoices):
        """What a village is by law: a desa governs itself, a kelurahan does not."""

        DESA = "desa", _("Desa")
        KELURAHAN = "kelurahan", _("Kelurahan")

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=15, choices=Level.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    area_km2 = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True, help_text="Label point, degrees WGS84")
    latitude = models.FloatField(null=True, blank=True, help_text="Label point, degrees WGS84")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["level", "code"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gt=F("valid_from")),
                name="an_area_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(level="village") | Q(kind=""), name="only_a_village_has_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class District(models.Model):
    """A district that this installation serves. With a frozen day it shows the demo scenario."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="district")
    frozen_today = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.area)

    @property
    def is_demo(self) -> bool:
        """Whether what is shown here is an example."""
        return self.frozen_today is not None


class Alias(models.Model):
    """Another way in which people write an area's name."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="one_alias_once_an_area")
        ]

    def __str__(self) -> str:
        return self.name


class ProneArea(Sourced):
    """An area that an official list names as prone to a hazard."""

    class Hazard(models.TextChoices):
        FLOOD = "flood", _("Flood")
        FLASH_FLOOD = "flash_flood", _("Flash flood")
        LANDSLIDE = "landslide", _("Landslide")
        FIRE = "fire", _("Fire")
        DROUGHT = "drought", _("Drought")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="prone_to")
    hazard = models.CharField(max_length=15, choices=Hazard.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "hazard", "as_of"], name="one_naming_an_area_a_hazard_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.hazard}"
