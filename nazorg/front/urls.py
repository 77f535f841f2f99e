"""The shell's addresses."""

from django.urls import path

from nazorg.accounts.admin import management
from nazorg.front import approvals, deputies, mails, today, views

urlpatterns = [
    path("", today.today, name="today"),
    path("beheer/rechten/", approvals.approvals, name="approvals"),
    path("beheer/rechten/rol/<int:number>/", approvals.decide_role, name="approve_role"),
    path("beheer/rechten/toegang/<int:number>/", approvals.decide_grant, name="approve_grant"),
    path("beheer/rechten/uitzondering/<int:number>/", approvals.decide_exception, name="approve_exception"),
    path("beheer/", management.urls),
    path("berichten/", mails.mails, name="mails"),
    path("berichten/<ref:reference>/opnieuw/", mails.mail_again, name="mail_again"),
    path("waarneming/", deputies.deputies, name="deputies"),
    path("waarneming/<int:number>/weg/", deputies.deputy_end, name="deputy_end"),
    path("hulp/", views.help_page, name="help"),
    path("hulp/componenten/", views.components, name="components"),
]
