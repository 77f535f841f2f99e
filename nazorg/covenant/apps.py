from django.apps import AppConfig


class CovenantConfig(AppConfig):
    name = "nazorg.covenant"
    label = "covenant"
    verbose_name = "Convenant"
