from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "tangguh.domains.residents"
