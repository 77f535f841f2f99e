from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = "Meldingen"

    def ready(self) -> None:
        from intake import jobs  # noqa: F401  registers the work of the intake's jobs
