from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Casussen"

    def ready(self) -> None:
        from cases.chasing import jobs  # noqa: F401  registers the work of the core's jobs
