"""All addresses. Staff at the root, the municipalities' window under /portaal/, sign-in under /toegang/."""

from django.urls import include, path, register_converter

from municipalities.codes import CodeConverter
from nazorg.common.references import ReferenceConverter
from nazorg.front import views as front

register_converter(ReferenceConverter, "ref")
register_converter(CodeConverter, "cbs")

urlpatterns = [
    path("gezond/", front.healthy, name="healthy"),
    path("toegang/", include("nazorg.accounts.entry_urls")),
    path("portaal/", include("municipalities.portal.urls")),
    path("", include("municipalities.portal.staff_urls")),
    path("gemeenten/", include("municipalities.urls")),
    path("partners/", include("partners.urls")),
    path("privacy/", include("nazorg.accounts.urls")),
    path("", include("cases.urls")),
    path("", include("intake.urls")),
    path("", include("reporting.urls")),
    path("", include("nazorg.front.urls")),
]

handler403 = "nazorg.front.views.forbidden"
handler404 = "nazorg.front.views.not_found"
