from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Cijfers"

    def ready(self) -> None:
        from reporting.annual import jobs  # noqa: F401  registers the work of the annual report's jobs
