from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "tangguh.domains.partners"
