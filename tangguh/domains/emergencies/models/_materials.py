from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area, ProneArea, Sourced


class Picture(models.TextChoices):
    """What is drawn beside a line of a sheet."""

    ALARM = "alarm", _("alarm")
    BAG = "bag", _("bag")
    HELP = "help", _("help")
    HOME = "home", _("home")
    LOOK = "look", _("look")
    NO = "no", _("no")
    PHONE = "phone", _("phone")
    POINT = "point", _("point")
    SLOPE = "slope", _("slope")
    WALK = "walk", _("walk")
    WATER = "water", _("water")


class Material(Sourced):
    """What is shown or given out at outreach: a sheet of pictures and lines, or a file to print."""

    class Language(models.TextChoices):
        INDONESIAN = "id", _("Indonesian")
        JAMBI_MALAY = "jax", _("Jambi Malay")

    class Audience(models.TextChoices):
        EVERYBODY = "all", _("Everybody")
        CHILDREN = "children", _("Children")
        ELDERLY = "elderly", _("60 or older")
        DISABLED = "disabled", _("People with a disability")

    class Format(models.TextChoices):
        POSTER = "poster", _("Picture poster")
        LEAFLET = "leaflet", _("Leaflet")
        FLIP_CHART = "flip_chart", _("Page of the flip chart")
        GAME = "game", _("Game for children")

    act_id = models.UUIDField(unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="materials")
    title = models.CharField(max_length=120)
    hazard = models.CharField(
        max_length=15, choices=ProneArea.Hazard.choices, blank=True, help_text="Empty: every hazard"
    )
    language = models.CharField(max_length=3, choices=Language.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    format = models.CharField(max_length=10, choices=Format.choices)
    owner = models.CharField(max_length=120, help_text="The office that answers for it")
    lines = models.JSONField(
        default=list, blank=True, help_text="A picture's code and a text for each line of a sheet"
    )
    file = models.OneToOneField(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="material"
    )
    withdrawn_on = models.DateField(null=True, blank=True, help_text="From when it is not used")
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kept_materials"
    )

    def __str__(self) -> str:
        return self.title
