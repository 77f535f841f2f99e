"""The project's settings, with static files straight from their folder and a hasher that costs nothing."""

import os

from nazorg.settings import *  # noqa: F403
from nazorg.settings import DATABASES, INSTALLED_APPS, STORAGES

# A database per process, so that two runs at once do not meet.
DATABASES["default"]["OPTIONS"].pop("pool")  # its idle connections would keep the database from being dropped
DATABASES["default"]["TEST"] = {"NAME": f"test_nazorg_{os.getpid()}"}

INSTALLED_APPS.insert(0, "tests")  # its flush

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
