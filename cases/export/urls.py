"""A case to keep elsewhere."""

from django.urls import path

from cases.export import views

_EXPORT = "casussen/<ref:reference>/export/"

urlpatterns = [
    path(_EXPORT, views.case_export, name="case_export"),
    path(f"{_EXPORT}pdf/", views.case_export_pdf, name="case_export_pdf"),
    path(f"{_EXPORT}excel/", views.case_export_xlsx, name="case_export_xlsx"),
]
