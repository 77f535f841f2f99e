"""The portal's addresses."""

from django.urls import path

from municipalities.portal.conferences import portal_conferences
from municipalities.portal.figures import portal_figures, portal_figures_pdf
from municipalities.portal.views import actions, agreements, answer, around, bottlenecks, drafts, first, lists, question

urlpatterns = [
    path("", first.portal, name="portal"),
    path("vragen/<ref:reference>/", question.portal_question, name="portal_question"),
    path("vragen/<ref:reference>/bsn/", question.portal_bsn, name="portal_bsn"),
    path("vragen/<ref:reference>/antwoord/", answer.portal_answer, name="portal_answer"),
    path("vragen/<ref:reference>/concept/", drafts.portal_draft, name="portal_draft"),
    path("vragen/<ref:reference>/wie/", around.portal_hold, name="portal_hold"),
    path("vragen/<ref:reference>/hulpvraag/", around.portal_need, name="portal_need"),
    path("casussen/", lists.portal_cases, name="portal_cases"),
    path("knelpunten/", bottlenecks.portal_bottlenecks, name="portal_bottlenecks"),
    path("acties/", actions.portal_actions, name="portal_actions"),
    path("acties/<int:number>/", actions.portal_action_step, name="portal_action_step"),
    path("veiligheidshuis/", lists.portal_house, name="portal_house"),
    path("afspraken/", agreements.portal_agreements, name="portal_agreements"),
    path("afspraken/afwezig/<int:number>/weg/", agreements.portal_absence_end, name="portal_absence_end"),
    path("overleggen/", portal_conferences, name="portal_conferences"),
    path("cijfers/", portal_figures, name="portal_figures"),
    path("cijfers/<cbs:code>.pdf", portal_figures_pdf, name="portal_figures_pdf"),
    path("afspraken/convenant/", agreements.portal_covenant, name="portal_covenant"),
]
