import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation.models._forums import Forum, Problem
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area, Sourced
from tangguh.domains.programmes.models import Activity


class Status(models.TextChoices):
    """Where a proposal can stand; the words that its author is told."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SCREENED = "screened", _("Checked by the village")
    RANKED = "ranked", _("Ranked by the forum")
    PLANNED_VILLAGE = "planned_village", _("In the village annual plan")
    FORWARDED = "forwarded", _("Forwarded to the district")
    PARKED = "parked", _("Parked")
    MERGED = "merged", _("Merged")
    DECLINED = "declined", _("Not taken further")
    SUBDISTRICT_OK = "subdistrict_ok", _("Supported by the subdistrict")
    AGENCY_REVIEW = "agency_review", _("Examined by the agency")
    PLANNED_DISTRICT = "planned_district", _("In the annual district plan")
    BUDGETED = "budgeted", _("Budgeted")
    IN_PROGRESS = "in_progress", _("Being carried out")
    DONE = "done", _("Done")
    CONFIRMED = "confirmed", _("Confirmed by residents")


class Reason(models.TextChoices):
    """Why a proposal is parked, merged or not taken further. `other` needs its own words."""

    NOT_AUTHORITY = "not_authority", _("Not within our authority")
    BUDGET = "budget", _("Not enough money")
    DUPLICATE = "duplicate", _("Proposed already")
    INFEASIBLE = "infeasible", _("Not yet technically feasible")
    LAND = "land", _("Land or asset not yet clear")
    INCOMPLETE = "incomplete", _("Incomplete")
    LOWER_PRIORITY = "lower_priority", _("Others came first")
    OTHER = "other", _("Another reason")


class Lane(models.TextChoices):
    """Where else a proposal that does not fit here may go."""

    PROVINCE = "province", _("Provincial budget")
    STATE = "state", _("State budget")
    AGENCY = "agency", _("Work plan of an agency")
    COUNCIL = "council", _("Council member's proposal")
    NGO = "ngo", _("NGO or company")
    AGAIN = "again", _("May be proposed again")


class Authority(models.TextChoices):
    """Whose task it is."""

    VILLAGE = "village", _("Village")
    DISTRICT = "district", _("District")
    PROVINCE = "province", _("Province")
    STATE = "state", _("State")


class Group(models.TextChoices):
    """Who proposes, or whom it helps most."""

    NEIGHBOURHOOD = "neighbourhood", _("A neighbourhood (RT)")
    ALL = "all", _("All residents")
    WOMEN = "women", _("Women")
    CHILDREN = "children", _("Children")
    YOUTH = "youth", _("Young people")
    ELDERS = "elders", _("Elders")
    DISABLED = "disabled", _("People with a disability")
    POOR = "poor", _("Poor families")
    FARMERS = "farmers", _("Farmers and fishers")
    INDIGENOUS = "indigenous", _("Indigenous people")
    CUSTOMARY = "customary", _("Customary institution")
    OTHER = "other", _("Others")


class Numbering(models.Model):
    """The newest number of each year. Whoever files a proposal counts it up and holds the row."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Proposal(Sourced):
    """What residents ask for. Where it stands is what its newest step says."""

    act_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=20, unique=True, help_text="Such as U-2026-0056")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="proposals")
    forum = models.ForeignKey(
        Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    title = models.CharField(max_length=200)
    need = models.TextField(blank=True, help_text="Why it is needed")
    place = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    proposed_by = models.CharField(max_length=15, choices=Group.choices)
    proposer = models.CharField(max_length=150, blank=True, help_text="As the author wants it read")
    hides_proposer = models.BooleanField(default=False)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    helps = models.CharField(max_length=15, choices=Group.choices, default=Group.ALL)
    estimated_cost = models.PositiveBigIntegerField(null=True, blank=True, help_text="Rupiah")
    authority = models.CharField(max_length=10, choices=Authority.choices, blank=True)
    activity_code = models.CharField(max_length=10, blank=True, help_text="Permendagri 20/2018")
    size = models.CharField(max_length=150, blank=True, help_text="Length, area or number")
    land = models.CharField(max_length=200, blank=True, help_text="Whose land, and the proof")
    keeper = models.CharField(max_length=150, blank=True, help_text="Who will look after it")
    pictures = models.ManyToManyField(Evidence, blank=True, related_name="proposals")
    filed_on = models.DateField()
    received_at = models.DateTimeField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="filed_proposals"
    )
    sipd_number = models.CharField(max_length=40, blank=True)
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )

    class Meta:
        indexes = [
            models.Index(fields=["area", "-filed_on"]),
            models.Index(fields=["forum"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="a_point_has_both_coordinates",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Step(models.Model):
    """One dated turn in the fate of a proposal, with the words its author is told. None is undone."""

    act_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(help_text="1 for the first one")
    status = models.CharField(max_length=20, choices=Status.choices)
    reason = models.CharField(max_length=15, choices=Reason.choices, blank=True)
    answer = models.TextField(blank=True, help_text="In plain words, for everybody to read")
    lanes = models.JSONField(default=list, blank=True, help_text="Where else it may go")
    agency = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposal_steps",
        help_text="Who has it from here on",
    )
    amount = models.PositiveBigIntegerField(null=True, blank=True, help_text="Rupiah granted")
    into = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    happened_on = models.DateField()
    received_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposal_steps"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "position"], name="one_step_after_the_other"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["parked", "merged", "declined"]) | ~Q(reason=""),
                name="a_refusal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(reason="other") | ~Q(answer=""), name="another_reason_has_its_words"
            ),
            models.CheckConstraint(
                condition=~Q(status="merged") | Q(into__isnull=False),
                name="a_merged_proposal_says_into_which",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal.number}: {self.get_status_display()}"
