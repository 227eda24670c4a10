import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area, Sourced


class Policy(Sourced):
    """What the district intends about one problem. Its rows are the working text;
    what is in force is the newest `Version`."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_FORCE = "in_force", _("In force")
        ENDED = "ended", _("Ended")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="policies")
    owner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="policies")
    title = models.CharField(max_length=200)
    title_published = models.CharField(
        max_length=200, blank=True, help_text="As the version says that was published last"
    )
    problem = models.TextField()
    legal_basis = models.TextField(help_text="Regulations, one a line")
    planning_links = models.TextField(blank=True, help_text="RPJMD, RKPD and others, one a line")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    revision = models.PositiveIntegerField(default=1, help_text="Rises with every edit")
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="edited_policies"
    )
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "title"], name="one_policy_a_title")]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What everybody calls it: a new title that is not published is known to drafters alone."""
        return self.title_published or self.title


class Result(models.Model):
    """One link of the theory of change: because of the results below it, this one comes about."""

    class Level(models.TextChoices):
        IMPACT = "impact", _("Impact")
        OUTCOME = "outcome", _("Outcome")
        OUTPUT = "output", _("Output")

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="results")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    level = models.CharField(max_length=10, choices=Level.choices)
    code = models.CharField(max_length=12)
    statement = models.CharField(max_length=300)
    assumption = models.CharField(
        max_length=300, blank=True, help_text="What must hold for it to lead to its parent"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "code"], name="one_result_a_code"),
            models.CheckConstraint(
                condition=Q(level="impact", parent=None)
                | (~Q(level="impact") & Q(parent__isnull=False)),
                name="only_an_impact_has_no_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.statement}"


class Indicator(models.Model):
    """How we shall know that a result comes about."""

    class Direction(models.TextChoices):
        UP = "up", _("Higher is better")
        DOWN = "down", _("Lower is better")

    class Method(models.TextChoices):
        """Computed from the rows of a room, or reported by a person with source and evidence."""

        COMPUTED = "computed", _("Computed from the rows of this system")
        REPORTED = "reported", _("Reported with source and evidence")

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40)
    decimals = models.PositiveSmallIntegerField(default=0)
    direction = models.CharField(max_length=4, choices=Direction.choices)
    method = models.CharField(max_length=10, choices=Method.choices)
    formula = models.CharField(
        max_length=60, blank=True, help_text="Name of the formula that computes it"
    )
    every_months = models.PositiveSmallIntegerField(default=12)
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, help_text="Where its numbers come from")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result", "code"], name="one_indicator_a_code"),
            models.CheckConstraint(
                condition=(Q(method="computed") & ~Q(formula=""))
                | Q(method="reported", formula=""),
                name="only_a_computed_indicator_has_a_formula",
            ),
            models.CheckConstraint(
                condition=Q(baseline=None) | Q(baseline_on__isnull=False),
                name="a_baseline_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Target(models.Model):
    """The value wanted by the end of a period, for the policy's area or a part of it."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="targets")
    starts = models.DateField()
    ends = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "starts", "ends"], name="one_target_an_area_a_period"
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="a_target_period_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.value} {self.ends}"


class Measurement(Sourced):
    """A reported actual. A correction is a new row that names the one it replaces."""

    act_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="measurements")
    starts = models.DateField()
    ends = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="measurements")
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="measurements"
    )
    reported_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["indicator", "-ends"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="a_measured_period_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__isnull=False, denominator__gt=0, numerator__lte=F("denominator")),
                name="a_share_is_a_part_of_a_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.value} {self.ends}"


class Version(models.Model):
    """The policy's whole text as it was put in force: an act, kept word for word."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=20, help_text="As the regulation calls it: 1.1")
    in_force_from = models.DateField()
    reason = models.TextField(help_text="Why it was changed")
    document = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="published_versions"
    )
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["policy", "label"], name="one_version_a_label"),
        ]

    def __str__(self) -> str:
        return f"{self.policy} v{self.label}"


class Finding(models.Model):
    """Something learnt that a policy must answer to. The one door by which lessons come back."""

    class Source(models.TextChoices):
        INDICATOR = "indicator", _("Indicator")
        PROGRAMME = "programme", _("Programme")
        PARTICIPATION = "participation", _("Participation")
        AFTER_ACTION = "after_action", _("After-action review")
        INDEX = "index", _("Resilience index")
        CASES = "cases", _("Cases")
        EVALUATION = "evaluation", _("Evaluation")
        AUDIT = "audit", _("Audit")

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="findings")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="findings")
    source = models.CharField(max_length=15, choices=Source.choices)
    text = models.TextField()
    link = models.CharField(max_length=200, blank=True, help_text="Path of the page it comes from")
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="findings")
    happened_on = models.DateField()
    received_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="findings"
    )

    def __str__(self) -> str:
        return self.text


class Review(models.Model):
    """A look back at a policy: what it showed, what we recommend, and what is decided."""

    class Decision(models.TextChoices):
        CONTINUE = "continue", _("Continue")
        CHANGE = "change", _("Change")
        STOP = "stop", _("Stop")

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="reviews")
    due_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)
    prefill = models.JSONField(default=dict, help_text="Results and findings when it was opened")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    reasons = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signed_reviews",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "due_on"], name="one_review_a_day"),
            models.CheckConstraint(
                condition=Q(closed_at=None, signed_by=None)
                | (
                    Q(closed_at__isnull=False, signed_by__isnull=False)
                    & ~Q(decision="")
                    & ~Q(reasons="")
                ),
                name="a_closed_review_is_decided_and_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy} {self.due_on}"


class Recommendation(models.Model):
    """What a review asks of somebody, by when."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="recommendations")
    text = models.TextField()
    findings = models.ManyToManyField(Finding, blank=True, related_name="recommendations")
    owner = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recommendations",
    )
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.text
