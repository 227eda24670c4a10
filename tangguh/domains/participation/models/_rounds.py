from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.participation.models._proposals import Proposal
from tangguh.domains.places.models import Area, Sourced
from tangguh.domains.programmes.models import Cycle

FIRST_BALLOT = 2**59  # every ballot's number is random and has sixty bits


class RoundState(models.TextChoices):
    """Where a round stands; it follows from what was done and from the hour."""

    DRAFTED = "drafted", _("Being prepared")
    RULE_FIXED = "rule_fixed", _("Rule fixed")
    OPEN = "open", _("Voting is open")
    CLOSED = "closed", _("Voting is closed")
    PUBLISHED = "published", _("Counted and published")


class Round(Sourced):
    """One year's money for an area, divided by the ballots of its residents."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="rounds")
    cycle = models.ForeignKey(
        Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="rounds"
    )
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    ceiling = models.PositiveBigIntegerField(help_text="Rupiah")
    who_may_vote = models.TextField(help_text="In words, for everybody to read")
    slips = models.PositiveIntegerField(default=0, help_text="At most so many code slips")
    papers = models.PositiveIntegerField(default=0, help_text="At most so many paper ballots")
    least_choices = models.PositiveSmallIntegerField(default=1)
    most_choices = models.PositiveSmallIntegerField(default=0, help_text="0: as many as one likes")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafted_rounds"
    )
    drafted_at = models.DateTimeField()
    rule = models.JSONField(null=True, blank=True, help_text="Each parameter of the count")
    lot_seed = models.CharField(max_length=64, blank=True)
    lot = models.JSONField(null=True, blank=True, help_text="The tie order, drawn from the seed")
    rule_fixed_at = models.DateTimeField(null=True, blank=True)
    rule_fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="fixed_rounds",
    )
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Where a deed closed it")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="closed_rounds",
    )

    class Meta:
        indexes = [models.Index(fields=["area", "-year"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="a_round_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(most_choices=0) | Q(most_choices__gte=F("least_choices")),
                name="most_choices_are_not_below_the_least",
            ),
            models.CheckConstraint(
                condition=Q(
                    rule_fixed_at=None, rule_fixed_by=None, rule__isnull=True, lot__isnull=True
                )
                | Q(
                    rule_fixed_at__isnull=False,
                    rule_fixed_by__isnull=False,
                    rule__isnull=False,
                    lot__isnull=False,
                ),
                name="a_fixed_rule_says_all_of_itself",
            ),
            models.CheckConstraint(
                condition=Q(rule_fixed_at=None) | Q(rule_fixed_at__lte=F("opens_at")),
                name="a_rule_is_fixed_before_voting_opens",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_closed_round_says_who_closed_it",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ended_at(self) -> datetime:
        """When the last ballot could be handed in: the hour set before, or the deed that came first."""
        return min(self.closed_at or self.closes_at, self.closes_at)


class Entry(models.Model):
    """A proposal on the ballot, as it was called and priced when the rule was fixed."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField(help_text="On the ballot, from 1")
    title = models.CharField(max_length=200)
    cost = models.PositiveBigIntegerField(help_text="Rupiah")
    excluded_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], name="one_number_an_entry_of_a_round"
            ),
            models.UniqueConstraint(
                fields=["round", "proposal"], name="a_proposal_stands_once_on_a_ballot"
            ),
            models.CheckConstraint(
                condition=Q(cost__gt=0) & Q(number__gt=0), name="an_entry_costs_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Slip(models.Model):
    """A code slip that was printed, known by a keyed hash alone. It never changes."""

    mark = models.CharField(primary_key=True, max_length=64)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="printed_slips")

    def __str__(self) -> str:
        return self.mark[:8]


class VotingRight(models.Model):
    """That a slip may still vote. The row is gone once it did: it keeps no hour and no trace."""

    mark = models.CharField(primary_key=True, max_length=64)

    def __str__(self) -> str:
        return self.mark[:8]


class Ballot(models.Model):
    """What one voter chose. Nothing here says who, when, or in which order.

    The number is random, and a database keeps rows in the order of their numbers. It is also the
    receipt with which the voter finds the ballot again.
    """

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="ballots")
    choices = models.CharField(max_length=2000, blank=True, help_text="Numbers, in order: 1,5,12")
    paper = models.CharField(max_length=40, blank=True, help_text="Bundle and serial: A/017")

    class Meta:
        indexes = [models.Index(fields=["round", "choices"])]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "paper"],
                condition=~Q(paper=""),
                name="a_paper_ballot_counts_once",
            ),
            models.CheckConstraint(
                condition=Q(id__gte=FIRST_BALLOT), name="a_ballot_has_no_place_in_a_line"
            ),
        ]

    def __str__(self) -> str:
        return self.choices


class Bundle(models.Model):
    """Paper ballots that lie together, numbered after they were mixed, keyed twice."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="bundles")
    label = models.CharField(max_length=20)
    size = models.PositiveSmallIntegerField(help_text="How many ballots lie in it")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opened_bundles"
    )
    opened_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="committed_bundles",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "label"], name="one_bundle_a_label_in_a_round"
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=500), name="a_bundle_holds_1_to_500_ballots"
            ),
            models.CheckConstraint(
                condition=Q(committed_at=None, committed_by=None)
                | Q(committed_at__isnull=False, committed_by__isnull=False),
                name="a_committed_bundle_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Keying(models.Model):
    """One paper ballot as one of two people typed it; typed again, the newer one stands."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="keyings")
    serial = models.PositiveSmallIntegerField()
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="keyings"
    )
    choices = models.CharField(max_length=2000, blank=True)
    keyed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "serial", "keyed_by"], name="a_person_keys_a_paper_ballot_once"
            ),
            models.CheckConstraint(condition=Q(serial__gte=1), name="serials_begin_at_1"),
        ]

    def __str__(self) -> str:
        return f"{self.bundle}/{self.serial:03d}"


class Tally(models.Model):
    """The count of a round, published with all that is needed to repeat it."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="tally")
    voters = models.PositiveIntegerField()
    ballots_sha256 = models.CharField(max_length=64, help_text="Of the published .pb file")
    certificate = models.JSONField()
    told = models.JSONField(help_text="What the result page tells")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="published_tallies"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.round}"


class ImportedVote(Sourced):
    """A .pb file from elsewhere, on which planners try rules before they fix one."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="imported_votes")
    title = models.CharField(max_length=200)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="imported_votes"
    )
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "sha256"], name="one_file_is_imported_once_an_area"
            )
        ]

    def __str__(self) -> str:
        return self.title
