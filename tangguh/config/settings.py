"""Settings, read from the environment, with defaults that are safe on one machine.

Every variable begins with TANGGUH_ and is described in docs/reference/settings.md.
"""

import os
import sys
from pathlib import Path

from tangguh.config import environment

try:  # The system's SQLite may carry the WAL-reset bug that 3.51.3 mends; this wheel does not.
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
except ImportError:
    pass  # tangguh.config.checks says so where the system's own SQLite is too old.

PACKAGE_DIR = Path(__file__).resolve().parents[1]
BASE_DIR = PACKAGE_DIR.parent
DATA_DIR = BASE_DIR / "data"
PARAMETERS_DIR = BASE_DIR / "parameters"
HOME = environment.home(default=BASE_DIR / ".tangguh")

SECRET_KEY = environment.secret_key(HOME)
DEBUG = os.environ.get("TANGGUH_DEBUG") == "1"
HTTPS = os.environ.get("TANGGUH_HTTPS") == "1"
ALLOWED_HOSTS = environment.words("TANGGUH_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "tangguh.config",
    "tangguh.web",
    "tangguh.domains.audit",
    "tangguh.domains.places",
    "tangguh.domains.accounts",
    "tangguh.domains.evidence",
    "tangguh.domains.atlas",
    "tangguh.domains.partners",
    "tangguh.domains.residents",
    "tangguh.domains.policies",
    "tangguh.domains.programmes",
    "tangguh.domains.participation",
    "tangguh.domains.emergencies",
    "tangguh.domains.resilience",
]
MIDDLEWARE = [
    "tangguh.web.requests.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tangguh.web.languages.LanguageMiddleware",
    "tangguh.web.shell.DistrictMiddleware",
    "tangguh.web.body_size.BodySizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tangguh.web.offline.FieldPageMiddleware",
    "tangguh.web.outbox.OutboxMiddleware",
    "tangguh.web.problems.ProblemMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tangguh.config.urls"
WSGI_APPLICATION = "tangguh.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tangguh.web.shell.shell",
            ],
        },
    }
]

DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "tangguh.domains.accounts.selectors.PeopleWithRoles",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "accounts:profile"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_CALLABLE = "tangguh.web.problems.locked_out"
AXES_CLIENT_IP_CALLABLE = "tangguh.web.requests.client_address"
AXES_DISABLE_ACCESS_LOG = True  # wrong passwords are counted; right ones are nobody's business
AXES_VERBOSE = False
TRUSTED_PROXIES = environment.number("TANGGUH_PROXIES", 0)

FORM_RENDERER = "tangguh.web.selects.SwiftSelects"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("TANGGUH_TIME_ZONE", "Asia/Jakarta")

STATIC_URL = "/static/"
STATIC_ROOT = environment.folder(HOME / "static")
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": environment.folder(HOME / "files")},
    },
    "staticfiles": {"BACKEND": environment.static_storage()},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MANIFEST_STRICT = False  # an error page must not fail for want of a picture
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
EVIDENCE_MAX_BYTES = 25 * 2**20

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "tangguh.web.requests.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TANGGUH_LOG_LEVEL", "INFO")},
    "loggers": {
        "axes": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},
        "pyogrio": {"level": "ERROR"},
    },
}
