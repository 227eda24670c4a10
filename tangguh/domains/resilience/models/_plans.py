from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area, Sourced
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, FundingSource
from tangguh.domains.resilience.models._scores import Release


class UnitCost(Sourced):
    """What an intervention costs from a day on. A new entry supersedes an old one; none is overwritten."""

    class Per(models.TextChoices):
        VILLAGE = "village", _("for a village")
        POINT = "point", _("for each missing point")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="unit_costs")
    index = models.CharField(max_length=30, help_text="Definition, as idm@2016")
    intervention = models.CharField(max_length=30, help_text="Code in the data of that index")
    per = models.CharField(max_length=10, choices=Per.choices)
    agency = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="unit_costs")
    units = models.PositiveSmallIntegerField(default=1, help_text="Of the agency's capacity")
    holds_from = models.DateField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="unit_costs"
    )
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["area", "index", "intervention", "-holds_from"])]

    def __str__(self) -> str:
        return f"{self.intervention} {self.holds_from}"

    @property
    def total(self) -> int:
        """Rupiah from all funds."""
        return sum(part.amount for part in self.parts.all())


class UnitCostPart(models.Model):
    """What of a unit cost one fund pays."""

    unit_cost = models.ForeignKey(UnitCost, on_delete=models.CASCADE, related_name="parts")
    fund = models.CharField(max_length=20, choices=FundingSource.choices)
    amount = models.PositiveBigIntegerField(help_text="Rupiah")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_cost", "fund"], name="one_amount_a_fund_a_cost")
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.amount}"


class Plan(Sourced):
    """Which work in which village, for two measures, with the limits, the proof and what it was drawn from."""

    class Objective(models.TextChoices):
        MOST_GAIN = "most-gain", _("The most gain of all villages together")
        MAX_MIN = "max-min", _("The lowest village as high as possible")
        STATUS_STEPS = "status-steps", _("The most classes climbed")
        WORST_DECILE = "worst-decile", _("The lowest tenth of the villages as high as possible")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="plans")
    costs = models.ManyToManyField(UnitCost, related_name="plans")
    objective = models.CharField(max_length=20, choices=Objective.choices)
    limits = models.JSONField(help_text="As the planner set them")
    result = models.JSONField(help_text="Both plans, by measure")
    certificates = models.JSONField(help_text="The proofs, by measure")
    fingerprint = models.CharField(max_length=64, help_text="Of scores, costs and interventions")
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drawn_plans"
    )
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return _("Plan %(number)d for %(year)d") % {"number": self.pk, "year": self.year}


class Decision(models.Model):
    """Which of a plan's two sides is carried out, if any, and why. It is made once."""

    class Chosen(models.TextChoices):
        OFFICIAL = "official", _("The plan for the official index")
        RESILIENCE = "resilience", _("The plan for resilience")
        NEITHER = "neither", _("Neither of the two")

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="decision")
    chosen = models.CharField(max_length=10, choices=Chosen.choices)
    reason = models.TextField()
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="plan_decisions")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_decisions"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.chosen}"


class PlannedWork(models.Model):
    """The activity that a decision opened for one intervention in one village."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="works")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="planned_works")
    intervention = models.CharField(max_length=30)
    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="planned_work")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "area", "intervention"], name="a_work_is_opened_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.intervention}"


class Withdrawal(models.Model):
    """A decision taken back, and why. What it opened and had not begun was cancelled then."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_withdrawals"
    )
    withdrawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_withdrawal_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.withdrawn_at:%Y-%m-%d}"


class LimitPrice(models.Model):
    """What a side of a plan would reach if one of its limits were looser, by planning it again."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="limit_prices")
    side = models.CharField(max_length=10, choices=Decision.Chosen.choices)
    kind = models.CharField(max_length=20, help_text="Of limit, as the engine names it")
    key = models.CharField(max_length=40, blank=True)
    value = models.FloatField(help_text="In the terms of the objective, as in the plan's result")
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "side", "kind", "key"], name="one_price_a_limit_a_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.side} {self.kind} {self.key}"
