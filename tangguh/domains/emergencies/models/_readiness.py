from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.places.models import Area, Sourced


class Resource(Sourced):
    """What can be used when water or earth comes: boats, pumps, radios; who keeps it, and where."""

    class Kind(models.TextChoices):
        BOAT = "boat", _("Boat")
        LIFE_JACKET = "life_jacket", _("Life jackets")
        PUMP = "pump", _("Pump")
        RADIO = "radio", _("Handheld radio (HT)")
        LOUDSPEAKER = "loudspeaker", _("Loudspeaker or alarm")
        GENERATOR = "generator", _("Generator")
        TENT = "tent", _("Tent")
        VEHICLE = "vehicle", _("Vehicle")
        CHAINSAW = "chainsaw", _("Chainsaw")
        KITCHEN = "kitchen", _("Public kitchen set")
        RICE = "rice", _("Rice, kg")
        WATER = "water", _("Clean water, litres")
        STOCK = "stock", _("Food store")
        OTHER = "other", _("Other")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    name = models.CharField(max_length=160, help_text="What it is, such as fibre boat, 15 HP")
    quantity = models.PositiveIntegerField(default=1, help_text="In pieces, or the kind's unit")
    working = models.PositiveIntegerField(default=1, help_text="How many of them can be used")
    holder = models.CharField(max_length=160, help_text="The office that keeps it")
    phone = models.CharField(max_length=40, blank=True, help_text="Of the office, not of a person")
    kept_at = models.CharField(max_length=160, blank=True)
    neighbourhood = models.CharField(
        max_length=10, blank=True, help_text="RT in which it is kept, as in 04"
    )
    version = models.PositiveIntegerField(default=1, help_text="Counts its corrections")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(working__lte=models.F("quantity")), name="no_more_work_than_there_are"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="a_resource_that_ended_says_why",
            ),
        ]
        indexes = [models.Index(fields=["area", "kind"])]

    def __str__(self) -> str:
        return self.name


class Answer(Sourced):
    """How many of the questions of one PKD indicator a village answers with yes, on a day."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="readiness_answers")
    indicator = models.CharField(max_length=10, help_text="Code in data/indices/pkd@2021")
    yes = models.PositiveSmallIntegerField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="readiness_answers"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "indicator", "as_of"], name="one_answer_an_indicator_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.indicator}: {self.yes}"
