"""What the staff sees of the portal."""

from django.urls import path

from municipalities.portal.preview import case_preview

urlpatterns = [path("casussen/<ref:reference>/wat-ziet/<cbs:code>/", case_preview, name="case_preview")]
