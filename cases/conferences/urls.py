"""Conferences and the agenda, for the staff."""

from django.urls import path

from cases.conferences.views import changing, detail, inviting, lists, minutes, of_case

_ONE = "overleg/<ref:reference>/"

urlpatterns = [
    path("agenda/", lists.agenda, name="agenda"),
    path("overleg/", lists.conference_list, name="conferences"),
    path("overleg/nieuw/", lists.conference_new, name="conference_new"),
    path(_ONE, detail.conference, name="conference"),
    path(f"{_ONE}agenda/", detail.conference_agenda, name="conference_agenda"),
    path(f"{_ONE}agenda/<int:number>/reden/", detail.conference_motive, name="conference_motive"),
    path(f"{_ONE}delen/", detail.conference_parts, name="conference_parts"),
    path(f"{_ONE}antwoorden/", detail.conference_answers, name="conference_answers"),
    path(f"{_ONE}agenda/<int:number>/tijd/", detail.conference_slot, name="conference_slot"),
    path(f"{_ONE}genodigden/<int:number>/intrekken/", changing.conference_uninvite, name="conference_uninvite"),
    path(f"{_ONE}uitnodigen/", inviting.conference_invite, name="conference_invite"),
    path(f"{_ONE}verplaatsen/", changing.conference_move, name="conference_move"),
    path(f"{_ONE}afgelasten/", changing.conference_cancel, name="conference_cancel"),
    path(f"{_ONE}gehouden/", changing.conference_held, name="conference_held"),
    path(f"{_ONE}verslag/", minutes.conference_minutes, name="conference_minutes"),
    path(f"{_ONE}verslag/geven/", minutes.conference_minutes_give, name="conference_minutes_give"),
    path("casussen/<ref:reference>/overleg/", of_case.case_conferences, name="case_conferences"),
    path("casussen/<ref:reference>/overleg/agenderen/", of_case.case_on_agenda, name="case_on_agenda"),
]
