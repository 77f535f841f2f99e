"""Taking in: batches, their rows, and the doors by which they come."""

from django.urls import path

from intake.views import batch_acts, batches, doors, help, preview, rows, single

_BATCH = "meldingen/partijen/<ref:reference>/"
_ROW = _BATCH + "regels/<int:line>/"

urlpatterns = [
    path("meldingen/", batches.batches, name="batches"),
    path("meldingen/vastgehouden/", batches.held, name="held"),
    path("meldingen/inlezen/", doors.intake_file, name="intake_file"),
    path("meldingen/plakken/", doors.intake_paste, name="intake_paste"),
    path("meldingen/nieuw/", single.intake_form, name="intake_form"),
    path("meldingen/registratie/", doors.intake_registration, name="intake_registration"),
    path(_BATCH, preview.batch, name="batch"),
    path(_BATCH + "voortgang/", preview.batch_progress, name="batch_progress"),
    path(_BATCH + "overnemen/", batch_acts.batch_accept, name="batch_accept"),
    path(_BATCH + "intrekken/", batch_acts.batch_withdraw, name="batch_withdraw"),
    path(_BATCH + "opnieuw/", batch_acts.batch_retry, name="batch_retry"),
    path(_BATCH + "bestand/", batch_acts.batch_file, name="batch_file"),
    path(_ROW, rows.row, name="row"),
    path(_ROW + "herstellen/", rows.row_correct, name="row_correct"),
    path(_ROW + "kiezen/", rows.row_choose, name="row_choose"),
    path(_ROW + "opzij/", rows.row_set_aside, name="row_set_aside"),
    path(_ROW + "terugnemen/", rows.row_take_back, name="row_take_back"),
    path("hulp/meldingen/", help.intake_columns, name="intake_columns"),
    path("hulp/meldingen/voorbeeld.csv", help.intake_example, name="intake_example"),
]
