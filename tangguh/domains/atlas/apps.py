from django.apps import AppConfig


class AtlasConfig(AppConfig):
    name = "tangguh.domains.atlas"
