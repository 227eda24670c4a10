from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.places.models import Area, Sourced
from tangguh.domains.residents.models import Household, Member


class FloodedPlace(Sourced):
    """An RT that the same water cuts off. Several with one name are one place."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="flooded_places")
    neighbourhood = models.CharField(max_length=10, help_text="RT, as in 04")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "neighbourhood"], name="an_rt_lies_in_one_flooded_place"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Skill(models.TextChoices):
    """What a helper can do that not everybody can."""

    CARRY = "carry", _("can carry somebody")
    SIGN = "sign", _("signs")
    MEDICINE = "medicine", _("knows how medicine is given")
    BOAT = "boat", _("handles a boat")


class Helper(Sourced):
    """Somebody who offered to fetch neighbours, as long as their yes holds."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="helpers")
    neighbourhood = models.CharField(max_length=10, help_text="RT, as in 04")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.SET_NULL, related_name="helpers"
    )
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees WGS84")
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees WGS84")
    skills = models.JSONField(default=list, blank=True, help_text="Codes of Skill")
    trained_on = models.DateField(null=True, blank=True)
    is_able = models.BooleanField(default=True, help_text="Not ill, away or busy")
    text_of = models.DateField(help_text="From when the text that was read is in force")
    given_on = models.DateField()
    expires_on = models.DateField(help_text="The last day on which the yes holds")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recorded_helpers"
    )
    act_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["area", "neighbourhood"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="a_helper_has_a_whole_point_or_none",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("given_on")), name="an_offer_ends_after_it_is_given"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def skill_labels(self) -> list[str]:
        return [str(Skill(code).label) for code in self.skills]


class Pair(models.Model):
    """A helper for somebody who cannot leave alone: proposed, then agreed to by both, or refused."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("to be asked")
        AGREED = "agreed", _("both said yes")
        REFUSED = "refused", _("somebody said no")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="helped_by")
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="pairs")
    metres = models.PositiveIntegerField(
        null=True, blank=True, help_text="As the crow flies; empty where a point is not known"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    is_planned = models.BooleanField(default=True, help_text="Whether the newest plan has it")
    how = models.CharField(max_length=120, blank=True, help_text="On foot, carried; what to bring")
    proposed_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True, help_text="The last day it holds")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "helper"], name="one_pair_once"),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(expires_on__isnull=False),
                name="an_agreed_pair_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}-{self.helper_id}"

    def holds(self, on: date) -> bool:
        """Whether both agreed, and it has not run out."""
        return self.state == self.State.AGREED and (self.expires_on or on) >= on


class BuddyConsent(models.Model):
    """One side's yes to one pair, as one text was read to it."""

    class Side(models.TextChoices):
        PERSON = "person", _("Who is fetched")
        HELPER = "helper", _("Who fetches")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="consents")
    side = models.CharField(max_length=6, choices=Side.choices)
    text_of = models.DateField(help_text="From when the text that was read is in force")
    given_by = models.CharField(max_length=120, help_text="Who agreed, or their guardian")
    given_on = models.DateField()
    kept_at = models.CharField(max_length=80, blank=True, help_text="Where the signed form lies")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recorded_buddy_consents"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "side"], name="one_yes_a_side_a_pair")
        ]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.side}"
