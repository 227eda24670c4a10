from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.places.models import Area, ProneArea, Provenance, Sourced


class ZoneSet(models.Model):
    """One map of one hazard. Its zones never change: a newer map replaces it, and it stays to be read.

    While it is waiting, it was checked, and nobody has accepted it yet.
    """

    district = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="zone_sets")
    hazard = models.CharField(max_length=15, choices=ProneArea.Hazard.choices)
    owner = models.CharField(max_length=160, blank=True, help_text="The office that answers for it")
    source = models.CharField(max_length=300, blank=True)
    as_of = models.DateField(null=True, blank=True)
    provenance = models.CharField(
        max_length=10, choices=Provenance.choices, default=Provenance.REAL
    )
    sha256 = models.CharField(max_length=64, help_text="Of the file that was imported")
    report = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    waiting = models.BooleanField(default=False)
    used_from = models.DateField(null=True, blank=True)
    used_until = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district"], condition=Q(waiting=True), name="one_zone_set_waits_a_district"
            ),
            models.CheckConstraint(
                condition=Q(waiting=True, used_from=None)
                | Q(waiting=False, used_from__isnull=False),
                name="zones_are_used_from_a_day_or_wait",
            ),
            models.CheckConstraint(
                condition=Q(used_until=None, ended_because="")
                | (Q(used_until__gte=F("used_from")) & ~Q(ended_because="")),
                name="zones_that_ended_say_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hazard} {self.district}"

    @property
    def is_answered_for(self) -> bool:
        """Whether somebody answers for it, with a source and a date."""
        return bool(self.owner and self.source and self.as_of)

    @property
    def is_valid(self) -> bool:
        """Whether an office answers for it, with a source and a date. A model never is."""
        return self.is_answered_for and self.provenance != Provenance.MODELLED


class HazardZone(models.Model):
    """One zone of a map: its class, and its outline as a GeoJSON geometry in degrees WGS84."""

    class Level(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    zone_set = models.ForeignKey(ZoneSet, on_delete=models.CASCADE, related_name="zones")
    row = models.PositiveIntegerField(help_text="Its number in the file, from 1")
    level = models.CharField(max_length=6, choices=Level.choices)
    name = models.CharField(max_length=160, blank=True)
    depth_m = models.FloatField(
        null=True, blank=True, help_text="Of the water, if its map tells it; otherwise by its class"
    )
    geometry = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["zone_set", "row"], name="one_zone_a_row_of_a_set"),
            models.CheckConstraint(
                condition=Q(depth_m=None) | Q(depth_m__gte=0), name="water_is_not_below_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.zone_set} {self.row}"


class ZoneArea(models.Model):
    """How much of a village lies in a zone, by the boundaries in use."""

    zone = models.ForeignKey(HazardZone, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="hazard_zones")
    km2 = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["zone", "area"], name="one_share_a_zone_an_area")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.area}"


class Gauge(Sourced):
    """Where a river's level is read, and the levels (cm on its staff) at which people are warned."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="gauges")
    name = models.CharField(max_length=160)
    river = models.CharField(max_length=80)
    owner = models.CharField(max_length=160, help_text="The office that sets its levels")
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    watch_cm = models.PositiveIntegerField(null=True, blank=True, help_text="Waspada")
    alert_cm = models.PositiveIntegerField(null=True, blank=True, help_text="Siaga")
    danger_cm = models.PositiveIntegerField(null=True, blank=True, help_text="Awas")
    version = models.PositiveIntegerField(default=1, help_text="Counts its corrections")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="one_gauge_once_an_area"),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="a_gauge_has_a_whole_position_or_none",
            ),
            models.CheckConstraint(
                condition=Q(watch_cm=None, alert_cm=None, danger_cm=None)
                | Q(watch_cm__lt=F("alert_cm"), alert_cm__lt=F("danger_cm")),
                name="the_levels_of_a_gauge_rise",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def reached(self, level_cm: int) -> str:
        """The gravest of its levels that the water has reached: awas, siaga, waspada; else empty."""
        levels = (("awas", self.danger_cm), ("siaga", self.alert_cm), ("waspada", self.watch_cm))
        return next((name for name, cm in levels if cm is not None and level_cm >= cm), "")

    @property
    def newest_reached(self) -> str:
        """The level that its newest reading reaches, where that was asked for with it."""
        newest: int | None = getattr(self, "newest_cm", None)
        return "" if newest is None else self.reached(newest)


class GaugeReading(models.Model):
    """What stood on the staff at one moment. Never changed: a later row for the moment corrects it."""

    gauge = models.ForeignKey(Gauge, on_delete=models.PROTECT, related_name="readings")
    read_at = models.DateTimeField()
    level_cm = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=160, help_text="Who or what read it")
    provenance = models.CharField(
        max_length=10, choices=Provenance.choices, default=Provenance.REAL
    )
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="gauge_readings"
    )
    act_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["gauge", "-read_at", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__gte=F("read_at")), name="a_reading_is_received_once_read"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gauge} {self.level_cm} cm"

    @property
    def reached(self) -> str:
        """The level that it reaches, by what its office has set today."""
        return self.gauge.reached(self.level_cm)
