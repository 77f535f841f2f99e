"""The project's settings on the scratch database; a national year is larger than one upload may be."""

import os

from nazorg.settings import *  # noqa: F403
from nazorg.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
UPLOAD_MAX_BYTES = 100 * 1024 * 1024
