import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tangguh.domains.accounts.models import Role
from tangguh.domains.places.models import Area, Sourced


class Seal(models.TextChoices):
    """How far a piece of evidence has been looked at. Derived from its newest verification."""

    CLAIMED = "claimed", _("Claimed")
    VERIFIED = "verified", _("Verified")
    DISPUTED = "disputed", _("Disputed")


class Evidence(Sourced):
    """A file that shows that something happened. The original is kept; readers get a clean copy."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        MINUTES = "minutes", _("Minutes")
        ATTENDANCE = "attendance", _("Attendance list")
        RECEIPT = "receipt", _("Receipt")
        SURVEY = "survey", _("Survey")
        DOCUMENT = "document", _("Document")
        DATA = "data", _("Data")

    class Audience(models.TextChoices):
        """Who may open the file. That it exists, and its seal, is always shown with the number."""

        PUBLIC = "public", _("Everyone")
        OFFICIALS = "officials", _("Officials only")

    act_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.OFFICIALS)
    sha256 = models.CharField(max_length=64, db_index=True, help_text="Of the original")
    size = models.PositiveBigIntegerField(help_text="Bytes")
    media_type = models.CharField(max_length=100, help_text="By its content")
    extension = models.CharField(max_length=10, blank=True, help_text="By its content")
    taken_at = models.CharField(max_length=19, blank=True, help_text="Camera's own clock")
    longitude = models.FloatField(null=True, blank=True, help_text="Where the camera says it was")
    latitude = models.FloatField(null=True, blank=True)
    notes = models.JSONField(default=list, help_text="Signs that the file is more than one thing")
    happened_on = models.DateField()
    received_at = models.DateTimeField()
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims"
    )
    claimed_as = models.CharField(max_length=25, choices=Role.Name.choices)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-happened_on", "-id"]),
            models.Index(fields=["-happened_on", "-id"]),
            models.Index(fields=["audience", "-happened_on", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["area", "sha256"], name="one_file_once_an_area")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_picture(self) -> bool:
        """Whether readers get a copy that is drawn anew, without place, time or camera."""
        return self.media_type.startswith("image/")


class Verification(models.Model):
    """A second person, in another role, has looked and agrees or does not. An act: kept for good."""

    class Verdict(models.TextChoices):
        VERIFIED = "verified", _("Verified")
        DISPUTED = "disputed", _("Disputed")

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="verifications")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verifications"
    )
    by_role = models.CharField(max_length=25, choices=Role.Name.choices)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["evidence", "-at", "-id"])]

    def __str__(self) -> str:
        return f"{self.verdict} {self.evidence}"


class Sample(models.Model):
    """A draw for the inspectorate. Seed and population are kept, so that anyone can draw it again."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="samples")
    seed = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    happened_from = models.DateField()
    happened_to = models.DateField()
    received_before = models.DateTimeField()
    population = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    drawn = models.JSONField(default=list)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="samples"
    )
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.seed} {self.size}/{self.population}"
