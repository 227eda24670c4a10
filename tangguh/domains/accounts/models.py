from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tangguh.domains.places.models import Area


class User(AbstractUser):
    """A person who signs in."""

    language = models.CharField(max_length=2, default="id")
    password_is_one_time = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def all_roles(self) -> "tuple[Role, ...]":
        """Every role that this person ever held, read once for each request."""
        return tuple(self.roles.select_related("area").order_by("pk"))


class Role(models.Model):
    """A person's office for an area, and so for every area inside it."""

    class Name(models.TextChoices):
        REGENT = "regent", _("Regent")
        PLANNER = "planner", _("Planner")
        PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
        DUTY_OFFICER = "duty_officer", _("Duty officer")
        CIVIL_SOCIETY_OFFICER = "civil_society_officer", _("Civil society officer")
        INSPECTOR = "inspector", _("Inspector")
        ADMINISTRATOR = "administrator", _("Administrator")
        SUBDISTRICT_HEAD = "subdistrict_head", _("Subdistrict head")
        VILLAGE_HEAD = "village_head", _("Village head")
        VILLAGE_OPERATOR = "village_operator", _("Village operator")
        NEIGHBOURHOOD_HEAD = "neighbourhood_head", _("Neighbourhood head")
        FACILITATOR = "facilitator", _("Facilitator")
        CADRE = "cadre", _("Cadre")
        NGO_STAFF = "ngo_staff", _("NGO staff")
        RIVER_OBSERVER = "river_observer", _("River observer")
        RESIDENT = "resident", _("Resident")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="roles")
    name = models.CharField(max_length=25, choices=Name.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "area", "name", "since"], name="one_role_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="a_role_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.area}"

    def holds_on(self, day: date) -> bool:
        """Whether the office is held on a day."""
        return self.since <= day and (self.until is None or day <= self.until)
