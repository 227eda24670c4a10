"""What the engine of evacuations found for a version of a plan: kept as it was found, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tangguh.domains.emergencies.models._plans import PlanPlace, VillagePlan
from tangguh.domains.residents.models import Household


class Computation(models.Model):
    """One calculation. `stamp` tells what it was made with, so that it is seen when that changes."""

    class Water(models.TextChoices):
        BEFORE = "before", _("People leave before the water comes: every open road is passable")
        HIGH = "high", _("Water stands in the zone of class high")
        MEDIUM = "medium", _("Water stands in the zones of class high and medium")
        LOW = "low", _("Water stands in all zones")

    plan = models.ForeignKey(VillagePlan, on_delete=models.CASCADE, related_name="computations")
    water = models.CharField(max_length=6, choices=Water.choices)
    clearance_s = models.FloatField(help_text="When the last person is safe, as the queues give it")
    bound_s = models.FloatField(help_text="No plan can be done sooner")
    routed = models.PositiveIntegerField(help_text="People with a dry way and a place")
    no_dry_route = models.PositiveIntegerField(help_text="People without a dry way to any shelter")
    no_place = models.PositiveIntegerField(help_text="People for whom the shelters are full")
    modelled = models.PositiveIntegerField(
        help_text="People among them who are not in the register"
    )
    told = models.JSONField(help_text="Curve, doubts, shortages, fragility, other hours, pockets")
    certificate = models.JSONField(null=True, help_text="The cut that proves the bound")
    stamp = models.JSONField(help_text="Roads, zones, homes and rows with which it was made")
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="computations"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(clearance_s__gte=0, bound_s__gte=0),
                name="a_computed_time_is_not_negative",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.computed_at:%Y-%m-%d %H:%M}"

    @property
    def people(self) -> int:
        """All who must leave."""
        return self.routed + self.no_dry_route + self.no_place

    @property
    def gap(self) -> float:
        """By which share the time is above what nobody can beat."""
        return max(self.clearance_s / self.bound_s - 1, 0.0) if self.bound_s else 0.0


class ComputedWay(models.Model):
    """Where a household goes and when. It goes with the household; its place is not kept here."""

    computation = models.ForeignKey(Computation, on_delete=models.CASCADE, related_name="ways")
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.CASCADE, related_name="computed_ways"
    )
    neighbourhood = models.CharField(max_length=10, blank=True)
    shelter = models.ForeignKey(
        PlanPlace, on_delete=models.CASCADE, related_name="computed_ways_here"
    )
    people = models.PositiveIntegerField()
    leave_s = models.FloatField(help_text="Seconds after the alarm")
    safe_s = models.FloatField(help_text="Seconds after the alarm, for the last of them")
    roads = models.CharField(max_length=300, blank=True, help_text="By name, in order")

    def __str__(self) -> str:
        return f"{self.neighbourhood} → {self.shelter}"
