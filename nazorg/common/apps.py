from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "nazorg.common"
    label = "common"
    verbose_name = "Fundament"

    def ready(self) -> None:
        from nazorg.common import checks  # noqa: F401  registers the start-up checks
