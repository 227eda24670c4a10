from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "tangguh.config"
    label = "tangguh_config"

    def ready(self) -> None:
        from tangguh.config import checks  # noqa: F401  (registers them)
