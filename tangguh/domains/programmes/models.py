import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area, ProneArea, Sourced
from tangguh.domains.policies.models import Policy, Result


class FundingSource(models.TextChoices):
    """Whose money it is."""

    DISTRICT_BUDGET = "district_budget", _("District budget")
    VILLAGE_FUND = "village_fund", _("Village fund")
    VILLAGE_ALLOCATION = "village_allocation", _("Village allocation")
    PROVINCE = "province", _("Provincial budget")
    STATE_BUDGET = "state_budget", _("State budget")
    COMMUNITY = "community", _("Community")
    COMPANY = "company", _("Company")
    NGO = "ngo", _("NGO")


class Programme(Sourced):
    """A group of activities under a policy, run by an agency."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        PAUSED = "paused", _("Paused")
        FINISHED = "finished", _("Finished")
        EVALUATED = "evaluated", _("Evaluated")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="programmes")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="programmes")
    results = models.ManyToManyField(Result, blank=True, related_name="programmes")
    lead = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="led_programmes")
    partners = models.ManyToManyField(Organization, blank=True, related_name="joined_programmes")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="one_programme_a_code")
        ]

    def __str__(self) -> str:
        return self.title


class Cycle(models.Model):
    """One run of a programme, usually a budget year."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="cycles")
    name = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField()
    budget = models.PositiveBigIntegerField(help_text="Rupiah")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="one_cycle_a_name"),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="a_cycle_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.name}"


class CycleFunding(models.Model):
    """A part of a cycle's budget, by source. The parts add up to the budget."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="funding")
    source = models.CharField(max_length=20, choices=FundingSource.choices)
    amount = models.PositiveBigIntegerField(help_text="Rupiah")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "source"], name="one_amount_a_source_a_cycle")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.amount}"


class Activity(Sourced):
    """What is done at one place in one cycle."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("Training")
        MENTORING = "mentoring", _("Mentoring")
        STIMULUS = "stimulus", _("Stimulus")
        CONSTRUCTION = "construction", _("Construction")
        DELIBERATION = "deliberation", _("Deliberation")
        OUTREACH = "outreach", _("Outreach")
        DRILL = "drill", _("Drill")
        EQUIPMENT = "equipment", _("Equipment")
        RESILIENT_VILLAGE = "resilient_village", _("Resilient village")
        SERVICE_DESK = "service_desk", _("Service desk")
        SURVEY = "survey", _("Survey")

    class SelfManaged(models.TextChoices):
        """Who carries out work that is not contracted out (swakelola, types I to IV)."""

        TYPE_1 = "type_1", _("Type I: the agency itself")
        TYPE_2 = "type_2", _("Type II: another agency")
        TYPE_3 = "type_3", _("Type III: an NGO")
        TYPE_4 = "type_4", _("Type IV: a community group")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="activities")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="activities")
    lead = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="led_activities")
    partners = models.ManyToManyField(Organization, blank=True, related_name="joined_activities")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    hazard = models.CharField(
        max_length=15,
        choices=ProneArea.Hazard.choices,
        blank=True,
        help_text="The hazard it prepares for, if any",
    )
    self_managed = models.CharField(
        max_length=6, choices=SelfManaged.choices, blank=True, help_text="Empty where contracted"
    )
    title = models.CharField(max_length=200)
    planned_start = models.DateField()
    planned_end = models.DateField()
    target_people = models.PositiveIntegerField(default=0)
    target_women = models.PositiveIntegerField(default=0)
    target_children = models.PositiveIntegerField(default=0, help_text="Under 18")
    target_elderly = models.PositiveIntegerField(default=0, help_text="60 and older")
    target_disabled = models.PositiveIntegerField(default=0)
    contact = models.CharField(max_length=160, blank=True, help_text="Office and public line")

    class Meta:
        indexes = [
            models.Index(fields=["area", "kind", "planned_start"]),
            models.Index(fields=["cycle", "planned_start"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_end__gte=F("planned_start")),
                name="an_activity_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(target_women__lte=F("target_people"))
                & Q(target_children__lte=F("target_people"))
                & Q(target_elderly__lte=F("target_people"))
                & Q(target_disabled__lte=F("target_people")),
                name="a_targeted_group_is_a_part_of_the_people",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Cancellation(models.Model):
    """Why a planned activity is not done. It stays on its page, and counts nowhere else."""

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="cancellation")
    reason = models.TextField()
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cancelled_activities"
    )
    cancelled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_cancellation_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.reason}"


class ActivityFunding(models.Model):
    """A part of an activity's budget, by source: the budget is their sum."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="funding")
    source = models.CharField(max_length=20, choices=FundingSource.choices)
    amount = models.PositiveBigIntegerField(help_text="Rupiah")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "source"], name="one_amount_a_source_an_activity"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.amount}"


class Update(models.Model):
    """How far an activity was on a day. The newest day tells where it stands; none is overwritten."""

    act_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="updates")
    happened_on = models.DateField()
    progress = models.PositiveSmallIntegerField(help_text="Percent of the planned work")
    spent = models.PositiveBigIntegerField(help_text="Rupiah, since the beginning")
    people = models.PositiveIntegerField(default=0, help_text="Reached since the beginning")
    women = models.PositiveIntegerField(default=0)
    disabled = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="updates")
    received_at = models.DateTimeField()
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="updates"
    )

    class Meta:
        indexes = [models.Index(fields=["activity", "-happened_on", "-id"])]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="progress_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(women__lte=F("people")) & Q(disabled__lte=F("people")),
                name="a_reached_group_is_a_part_of_the_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.progress} %"
