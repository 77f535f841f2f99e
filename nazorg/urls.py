"""All addresses. Staff at the root, the municipalities' window under /portaal/, sign-in under /toegang/."""

from django.urls import include, path, register_converter

from nazorg.common.references import ReferenceConverter
from nazorg.front import views as front

register_converter(ReferenceConverter, "ref")

urlpatterns = [
    path("gezond/", front.healthy, name="healthy"),
    path("toegang/", include("allauth.urls")),
    path("", include("nazorg.front.urls")),
]
