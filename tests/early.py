"""Loaded before the settings: each test process has its own keys in Redis, as it has its own database."""

import os

os.environ["REDIS_PREFIX"] = f"test-{os.getpid()}"
# Playwright keeps an event loop in the test's thread; what a browser test does with the database is synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
