"""Loaded before the settings: each test process has its own keys in Redis, as it has its own database."""

import os

os.environ["REDIS_PREFIX"] = f"test-{os.getpid()}"
