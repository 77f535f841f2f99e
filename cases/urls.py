"""Cases and people, for the staff."""

from django.urls import include, path

from cases.views import by_hand, decide, dossier, lists, merge, timeline_page

urlpatterns = [
    path("", include("cases.requests.urls")),
    path("", include("cases.chain.urls")),
    path("", include("cases.needs.urls")),
    path("", include("cases.disclosures.urls")),
    path("", include("cases.screening.urls")),
    path("", include("cases.profiles.urls")),
    path("", include("cases.targets.urls")),
    path("", include("cases.background.urls")),
    path("", include("cases.conferences.urls")),
    path("", include("cases.sharing.urls")),
    path("", include("cases.statements.urls")),
    path("", include("cases.notes.urls")),
    path("", include("cases.enrichment.urls")),
    path("", include("cases.urgency.urls")),
    path("", include("cases.involved.urls")),
    path("", include("cases.bij.urls")),
    path("", include("cases.bottlenecks.urls")),
    path("", include("cases.plans.urls")),
    path("", include("cases.course.urls")),
    path("", include("cases.interventions.urls")),
    path("", include("cases.outside.urls")),
    path("", include("cases.export.urls")),
    path("casussen/", lists.cases, name="cases"),
    path("casussen/excel/", lists.cases_export, name="cases_export"),
    path("casussen/<ref:reference>/", dossier.case, name="case"),
    path("casussen/<ref:reference>/tijdlijn/", timeline_page.case_timeline, name="case_timeline"),
    path("casussen/<ref:reference>/beslissen/", decide.case_decide, name="case_decide"),
    path("personen/<ref:reference>/", dossier.person, name="person"),
    path("personen/<ref:reference>/bsn/", dossier.person_bsn, name="person_bsn"),
    path("zoeken/", lists.search, name="search"),
    path("casussen/nieuw/", by_hand.case_new, name="case_new"),
    path("casussen/<ref:reference>/detentie/<int:number>/", by_hand.case_join, name="case_join"),
    path("personen/<ref:reference>/samenvoegen/", merge.person_merge, name="person_merge"),
    path("personen/<ref:reference>/samenvoegen/<int:number>/ongedaan/", merge.merge_undo, name="merge_undo"),
]
