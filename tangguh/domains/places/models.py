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


class NameList(models.Model):
    """How often names were taken in: whoever keeps an index of them asks whether it is the newest."""

    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.revision)


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


class PastEvent(Sourced):
    """A flood or landslide that struck, with the areas that its reports name.

    Counts are of the whole event. Empty is unknown; 0 means that a report says none.
    """

    class Hazard(models.TextChoices):
        FLOOD = "flood", _("Flood")
        FLASH_FLOOD = "flash_flood", _("Flash flood")
        LANDSLIDE = "landslide", _("Landslide")
        FLASH_FLOOD_LANDSLIDE = "flash_flood_landslide", _("Flash flood and landslide")

    class Certainty(models.TextChoices):
        HIGH = "high", _("well reported")
        MEDIUM = "medium", _("reported")
        LOW = "low", _("reports differ")

    code = models.CharField(max_length=80, unique=True)
    hazard = models.CharField(max_length=25, choices=Hazard.choices)
    started = models.DateField()
    ended = models.DateField(null=True, blank=True)
    areas = models.ManyToManyField(Area, related_name="past_events")
    deaths = models.PositiveIntegerField(null=True, blank=True)
    houses_flooded = models.PositiveIntegerField(null=True, blank=True)
    people_affected = models.PositiveIntegerField(null=True, blank=True)
    certainty = models.CharField(max_length=6, choices=Certainty.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended=None) | Q(ended__gte=F("started")),
                name="an_event_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Population(Sourced):
    """How many people live in an area, by one office's count."""

    class Kind(models.TextChoices):
        CENSUS = "census", _("census")
        ESTIMATE = "estimate", _("estimate")
        REGISTER = "register", _("civil register")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="populations")
    period = models.CharField(max_length=7, help_text="Year or year-month")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    total = models.PositiveIntegerField()
    male = models.PositiveIntegerField(null=True, blank=True)
    female = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "period", "kind"], name="one_count_an_area_a_period_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.period}: {self.total}"
