from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area, Sourced


class Organization(Sourced):
    """An agency, an NGO, a village government or a company that takes part."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("Agency")
        NGO = "ngo", _("NGO")
        VILLAGE_GOVERNMENT = "village_government", _("Village government")
        COMMUNITY_GROUP = "community_group", _("Community group")
        COMPANY = "company", _("Company")

    class Verification(models.TextChoices):
        UNVERIFIED = "unverified", _("Not verified")
        DOCUMENTS_OK = "documents_ok", _("Documents in order")
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="organizations")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40, blank=True)
    mission = models.TextField(blank=True)
    skills = models.CharField(max_length=300, blank=True)
    works_in = models.ManyToManyField(Area, blank=True, related_name="working_organizations")
    verification = models.CharField(
        max_length=15, choices=Verification.choices, default=Verification.UNVERIFIED
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="one_organization_a_name")
        ]
        indexes = [models.Index(fields=["kind", "name"])]

    def __str__(self) -> str:
        return self.short_name or self.name


class Document(models.Model):
    """A paper that lets an organization act: registration, deed, agreement."""

    class Kind(models.TextChoices):
        LEGAL_ENTITY = "legal_entity", _("Legal entity")
        REGISTRATION = "registration", _("Registration")
        MEMORANDUM = "memorandum", _("Memorandum of understanding")
        COOPERATION = "cooperation", _("Cooperation agreement")
        DOMICILE = "domicile", _("Domicile letter")
        TAX_NUMBER = "tax_number", _("Tax number")
        OTHER = "other", _("Other")

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="documents"
    )
    kind = models.CharField(max_length=15, choices=Kind.choices)
    number = models.CharField(max_length=80)
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gt=F("issued_on")),
                name="a_document_expires_after_it_is_issued",
            ),
            models.UniqueConstraint(
                fields=["organization", "kind", "number"], name="one_document_once_an_organization"
            ),
        ]
        indexes = [models.Index(fields=["expires_on"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Contact(models.Model):
    """How to reach an organization: an office and its public line, not a private person's."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="contacts"
    )
    office = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.office


class Member(models.Model):
    """Somebody who signs in and works for an organization."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "user"], name="one_membership_an_organization"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.organization}"
