from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.places.models import Area, Sourced


class Household(Sourced):
    """People who eat from one kitchen. No national ID number is kept, not even hidden."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="households")
    neighbourhood = models.CharField(max_length=10, blank=True, help_text="RT, as in 04")
    address = models.CharField(max_length=160, blank=True)
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees WGS84, if agreed to")
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees WGS84, if agreed to")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recorded_households"
    )
    act_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="a_house_has_a_whole_point_or_none",
            )
        ]
        indexes = [models.Index(fields=["area", "neighbourhood"])]

    def __str__(self) -> str:
        return f"{self.area} {self.neighbourhood} {self.pk}"


class Member(models.Model):
    """Somebody who lives in a household."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(max_length=120)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    is_head = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(is_head=True), name="one_head_a_household"
            ),
            models.CheckConstraint(
                condition=Q(birth_year=None) | Q(birth_year__range=(1900, 2200)),
                name="a_birth_year_has_four_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Need(models.Model):
    """A reason why somebody cannot leave alone. Kept only as long as its consent holds."""

    class Kind(models.TextChoices):
        CANNOT_WALK = "cannot_walk", _("Cannot walk far")
        BEDRIDDEN = "bedridden", _("Lies in bed")
        SEES_BADLY = "sees_badly", _("Sees badly")
        HEARS_BADLY = "hears_badly", _("Hears badly")
        UNDERSTANDS_HARDLY = "understands_hardly", _("Understands with difficulty")
        PREGNANT = "pregnant", _("Pregnant")
        SMALL_CHILD = "small_child", _("Under five years")
        ELDERLY = "elderly", _("Old and frail, or alone")
        NEEDS_MEDICINE = "needs_medicine", _("Needs medicine every day")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "kind"], name="one_need_once_a_member")
        ]

    def __str__(self) -> str:
        return self.kind


class Consent(models.Model):
    """A household agreed to one purpose, as one text was read to it, until a day."""

    class Purpose(models.TextChoices):
        REGISTER = "register", _("That the household is kept in the register")
        HELP = "help", _("That its needs for help are kept")
        POINT = "point", _("That the place of its house is kept")

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    text_of = models.DateField(help_text="From when the text that was read is in force")
    given_by = models.CharField(
        max_length=120, help_text="Who agreed, for themselves or as guardian"
    )
    given_on = models.DateField()
    expires_on = models.DateField(help_text="The last day on which it holds")
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "purpose"],
                condition=Q(withdrawn_on=None),
                name="one_open_consent_a_purpose",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("given_on")), name="a_consent_ends_after_it_is_given"
            ),
        ]
        indexes = [models.Index(fields=["expires_on"])]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_on}"

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.withdrawn_on is None and self.given_on <= on <= self.expires_on


class Correction(models.Model):
    """What was written down and what replaced it, with the reason. Never changed; gone with its consent."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="corrections")
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, blank=True, related_name="corrections"
    )
    field = models.CharField(max_length=20)
    was = models.CharField(max_length=200, blank=True)
    became = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="household_corrections"
    )
    received_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act_id", "field"], name="one_correction_once_an_act")
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.was} → {self.became}"


class HouseholdImport(models.Model):
    """A file of households that waits to be looked at. It goes once it is taken in or put away."""

    act_id = models.UUIDField(unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="household_imports")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="household_imports"
    )
    uploaded_on = models.DateField()
    drafts = models.JSONField(default=list, help_text="Households that can be taken in")
    faults = models.JSONField(default=list, help_text="Row number and what is wrong with it")

    def __str__(self) -> str:
        return f"{self.area} {self.uploaded_on}"
