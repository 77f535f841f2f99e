"""The web process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nazorg.settings")

application = get_wsgi_application()

# gunicorn runs no system checks: without this an unprotected table would be served.
from nazorg.common.checks import ensure_safe_database  # noqa: E402

ensure_safe_database()
