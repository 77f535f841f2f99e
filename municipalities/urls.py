"""The registry, for staff."""

from django.urls import path, register_converter

from municipalities import views


class CodeConverter:
    """A CBS code of four digits, leading zeros kept."""

    regex = r"\d{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "cbs")

urlpatterns = [
    path("", views.municipalities, name="municipalities"),
    path("<cbs:code>/", views.municipality, name="municipality"),
]
