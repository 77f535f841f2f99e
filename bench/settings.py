"""The project's settings on the scratch database; a national year is larger than one upload may be."""

import os

from nazorg.settings import *  # noqa: F403
from nazorg.settings import DATABASES, STORAGES

DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
# A checkout that never ran has collected no static files.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
UPLOAD_MAX_BYTES = 100 * 1024 * 1024
