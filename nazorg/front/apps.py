from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "nazorg.front"
    label = "front"
    verbose_name = "Voorkant"
