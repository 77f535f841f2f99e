"""Settings of Nazorg: safe by default, everything that differs per place from the environment."""

import django_stubs_ext
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

from nazorg import environment

# Lets classes such as ModelForm[Municipality] name their model when the code runs, as they do for mypy.
django_stubs_ext.monkeypatch()

environment.read_local_files()

BASE_DIR = environment.BASE_DIR

# A demo holds invented people and known passwords, so it never goes together with production.
DEMO = environment.on_off("DEMO", default=False)
PRODUCTION = environment.on_off("PRODUCTION", default=not DEMO)
if DEMO and PRODUCTION:
    raise ImproperlyConfigured("DEMO en PRODUCTION staan allebei aan. Een demo mag nooit op productie draaien.")

DEBUG = environment.on_off("DEBUG", default=False)
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured("DEBUG staat aan op productie. Zet DEBUG uit.")
SECRET_KEY = environment.text("SECRET_KEY")
# Seals BSNs, raw rows and uploads, and keys the hashes by which a BSN is found.
DATA_KEY = environment.key("DATA_KEY")
ALLOWED_HOSTS = environment.text("ALLOWED_HOSTS", None if PRODUCTION else "localhost,127.0.0.1,[::1],testserver").split(
    ","
)
CSRF_TRUSTED_ORIGINS = [origin for origin in environment.text("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]
# What links in mails begin with, where no request says it. A demo is where `make run` puts it.
SITE_URL = environment.site_url(
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    if PRODUCTION
    else f"http://127.0.0.1:{environment.whole_number('PORT', 8000, 1, 65535)}"
)
REGION_NAME = environment.text("REGION_NAME", "Gooi en Vechtstreek")
# Some regions have no ground to process the BSN: everything works without it.
BSN_OFF = environment.on_off("BSN_OFF", default=False)
# The CBS code of the municipality that serves people without a fixed abode; empty: somebody decides.
NO_ABODE_CODE = environment.municipality_code("NO_ABODE_CODE")
# A folder of a region's own source files (successors of DPAN), beside those in intake/sources.
SOURCES_FOLDER = environment.folder("SOURCES_FOLDER")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "guardian",
    "auditlog",
    "allauth",
    "allauth.account",
    "nazorg.common",
    "nazorg.covenant",
    "nazorg.accounts",
    "municipalities",
    "partners",
    "cases",
    "intake",
    "reporting",
    "nazorg.front",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "nazorg.middleware.utf8_only",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nazorg.middleware.ScopeMiddleware",
]

ROOT_URLCONF = "nazorg.urls"
WSGI_APPLICATION = "nazorg.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nazorg.front.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": environment.database()}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# The middleware's transaction covers the rendering of a response, this one undoes a view that failed.
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 0,
    "max_size": environment.whole_number("DB_POOL_SIZE", 8, 1, 100),
    "timeout": 10,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = environment.redis_url()
REDIS_PREFIX = environment.text("REDIS_PREFIX", "nazorg")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX,
    }
}

CELERY_BROKER_URL = environment.broker_url(REDIS_URL)
# A queue that is down may not hold up a request: the job is a row, and beat wakes it later.
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": f"{REDIS_PREFIX}:", "max_retries": 1, "interval_step": 0.1}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE = {
    "requeue-stranded-jobs": {"task": "nazorg.requeue_stranded_jobs", "schedule": 15.0},
    "send-mails": {"task": "nazorg.send_mails", "schedule": 60.0},
    "clear-results": {"task": "nazorg.clear_results", "schedule": crontab(minute="20", hour="*")},
    # On working days only, which the round itself knows.
    "daily-round": {"task": "nazorg.daily_round", "schedule": crontab(minute="*/10", hour="8-17")},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "cases.access.ScopeBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "nazorg.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
SESSION_COOKIE_AGE = 9 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# guardian gives the grant tables; its own backend, anonymous user and generic tables stay out of use.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its object backend knows no end dates
AUDITLOG_LOGENTRY_MODEL = "cases.AuditEntry"

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # uploads are rows in the database
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

UPLOAD_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["nazorg.common.uploads.InMemoryUploadHandler"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.on_off("BEHIND_PROXY", default=False) else None
)
SECURE_REDIRECT_EXEMPT = ["^gezond/$"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "municipalities.portal.views.common.old_token"
X_FRAME_OPTIONS = "DENY"

# Without a mail server the mails of a demo are files, so that one can see what would be sent.
EMAIL_HOST = environment.text("EMAIL_HOST", "")
EMAIL_PORT = environment.whole_number("EMAIL_PORT", 587, 1, 65535)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.on_off("EMAIL_USE_TLS", default=True)
# Seconds; a mail server that says nothing may not hold a worker.
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / "var" / "mail"
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "Nazorg <nazorg@localhost>")
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "nazorg.common.logs.WithoutRows",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"nazorg": {"level": "INFO"}, "celery": {"level": "INFO"}},
}
