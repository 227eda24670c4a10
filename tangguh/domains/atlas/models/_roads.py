from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.places.models import Area, Sourced


class RoadSet(Sourced):
    """All roads of one district from one file or model. One is in use; one may wait for a decision.

    What people draw, correct or close afterwards belongs to the set in use.
    """

    class Kind(models.TextChoices):
        OSM = "osm", _("OpenStreetMap")
        REGISTER = "register", _("Road register")
        MODELLED = "modelled", _("Modelled network")

    district = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="road_sets")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the file that was imported")
    report = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    waiting = models.BooleanField(default=False)
    replaced_at = models.DateTimeField(null=True, blank=True)
    edition = models.UUIDField(default=uuid4, help_text="Another one after every road that changed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(waiting=True),
                name="one_road_set_waits_a_district",
            ),
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(waiting=False, replaced_at=None),
                name="one_road_set_in_use_a_district",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.district}"


class RoadNode(models.Model):
    """A junction or an end of roads."""

    road_set = models.ForeignKey(RoadSet, on_delete=models.CASCADE, related_name="nodes")
    longitude = models.FloatField(help_text="Degrees WGS84")
    latitude = models.FloatField(help_text="Degrees WGS84")

    def __str__(self) -> str:
        return f"{self.latitude:.5f}, {self.longitude:.5f}"


class Road(Sourced):
    """A piece of road between two junctions, driven both ways unless it is one-way (from → to)."""

    class Class(models.TextChoices):
        NATIONAL = "national", _("National road")
        PROVINCIAL = "provincial", _("Provincial road")
        DISTRICT = "district", _("District road")
        VILLAGE = "village", _("Village road")
        FARM = "farm", _("Farm track")
        FOOT = "foot", _("Footpath")
        BOAT = "boat", _("By boat")

    road_set = models.ForeignKey(RoadSet, on_delete=models.CASCADE, related_name="roads")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="roads")
    from_node = models.ForeignKey(RoadNode, on_delete=models.PROTECT, related_name="roads_from")
    to_node = models.ForeignKey(RoadNode, on_delete=models.PROTECT, related_name="roads_to")
    way = models.CharField(max_length=40, blank=True, help_text="Its number in the source")
    name = models.CharField(max_length=120, blank=True)
    road_class = models.CharField(max_length=10, choices=Class.choices)
    length_m = models.FloatField()
    capacity_pps = models.FloatField(
        null=True, blank=True, help_text="Persons a second, if told; otherwise that of its class"
    )
    one_way = models.BooleanField(default=False)
    is_bridge = models.BooleanField(default=False)
    is_ford = models.BooleanField(default=False)
    surface = models.CharField(max_length=30, blank=True)
    line = models.JSONField(help_text="Longitude and latitude of each point, from → to")
    is_drawn = models.BooleanField(default=False, help_text="Drawn on the map by somebody here")
    version = models.PositiveIntegerField(default=1, help_text="Counts its corrections")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(length_m__gt=0), name="a_road_has_a_length"),
            models.CheckConstraint(
                condition=Q(capacity_pps=None) | Q(capacity_pps__gt=0),
                name="a_capacity_lets_somebody_through",
            ),
            models.CheckConstraint(
                condition=~Q(from_node=F("to_node")) | Q(is_drawn=False),
                name="a_drawn_link_leads_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["road_set", "area"])]

    def __str__(self) -> str:
        return self.name or f"{self.get_road_class_display()} {self.pk}"


class RoadAct(models.Model):
    """Somebody closed a road, or opened it again. Never changed: the newest one tells how it is."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("Closed")
        OPENED = "opened", _("Open again")

    class Reason(models.TextChoices):
        FLOOD = "flood", _("Under water")
        LANDSLIDE = "landslide", _("Landslide")
        WASHED_OUT = "washed_out", _("Washed out")
        BRIDGE = "bridge", _("Bridge broken")
        TREE = "tree", _("Tree or debris")
        WORK = "work", _("Road works")
        OTHER = "other", _("Something else")

    act_id = models.UUIDField(unique=True)
    road = models.ForeignKey(Road, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="road_acts"
    )
    happened_at = models.DateTimeField(help_text="When it was seen, by the device")
    received_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, help_text="Closed until then, if known")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="closed") | ~Q(reason=""), name="a_closure_says_why"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("happened_at")),
                name="a_closure_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["road", "happened_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.road}"

    def is_closing(self, now: datetime) -> bool:
        """Whether it keeps its road closed, if nothing newer was said of it."""
        ran_out = self.until is not None and self.until <= now
        return self.kind == self.Kind.CLOSED and not ran_out


class RoadCapacity(models.Model):
    """What the district itself says of a class of roads, from a day on: it goes before our guess."""

    district = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="road_capacities")
    road_class = models.CharField(max_length=10, choices=Road.Class.choices)
    since = models.DateField()
    speed_kmh = models.FloatField()
    capacity_pps = models.FloatField(help_text="Persons a second, one direction")
    reference = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district", "road_class", "since"], name="one_capacity_a_class_a_day"
            ),
            models.CheckConstraint(
                condition=Q(speed_kmh__gt=0, capacity_pps__gt=0),
                name="a_class_moves_and_lets_somebody_through",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.road_class} {self.since}"
