"""Django's settings, from the environment (see `rapport.environment`)."""

from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from csp.constants import NONCE, NONE, SELF, STRICT_DYNAMIC
from django.core.exceptions import ImproperlyConfigured

from rapport.environment import allowed_hosts, read_environment, secret_key

django_stubs_ext.monkeypatch()
"""Lets Django's generic classes be written with their model, as the type checker wants it."""

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = secret_key(ENVIRONMENT)
ALLOWED_HOSTS = allowed_hosts(ENVIRONMENT)
DATA_DIR = ENVIRONMENT.data_dir
IS_DEMO = ENVIRONMENT.demo

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django_htmx",
    "csp",
    "wagtail.contrib.simple_translation",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.locales",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rapport.protection",
    "rapport.accounts",
    "rapport.operator",
    "rapport.vocabulary",
    "rapport.directory",
    "rapport.encyclopedia",
    "rapport.ingest",
    "rapport.web",
]

MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "rapport.protection.headers.privacy_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "rapport.protection.headers.no_scripts_in_files",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # below all that set headers: files get them too
    "rapport.protection.admin_policy.looser_policy_for_admin",
    "rapport.protection.request_checks.refuse_unreadable_requests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "rapport.web.language.language_by_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "rapport.web.urls"
WSGI_APPLICATION = "rapport.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rapport.web.site.site",
            ],
        },
    },
]

_SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Give Django's entry for one database; SQLite waits for other writers and uses WAL."""
    try:
        config: dict[str, Any] = dict(
            dj_database_url.parse(url or f"sqlite:///{data_dir / 'rapport.sqlite3'}")
        )
    except ValueError as error:  # it may quote the password, so the address is not repeated
        raise ImproperlyConfigured(f"RAPPORT_DATABASE_URL: {error}") from error
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "init_command": _SQLITE_PRAGMAS,
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        }
    # A new connection costs SQLite milliseconds too: it reads the whole schema.
    return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": database(ENVIRONMENT.database_url, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "rapport.settings.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

MEDIA_ROOT = DATA_DIR / "media"
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "rapport.web.static_files.LinkedFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE, STRICT_DYNAMIC],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not IS_DEMO
SECURE_HSTS_SECONDS = 0 if IS_DEMO else 365 * 24 * 3600
if ENVIRONMENT.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

RAPPORT_ARTICLE_VIEW = "rapport.web.views.articles.shown_article"
RAPPORT_ARTICLE_CHECKS_VIEW = "rapport.encyclopedia.desk.article_checks"
"""Views that show an article (the face's own) and its checks, also at the editor's desk."""

WAGTAIL_SITE_NAME = "Rapport"
WAGTAILADMIN_BASE_URL = f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS else "http://localhost"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("es", "Español")]
WAGTAIL_FINISH_WORKFLOW_ACTION = "rapport.encyclopedia.actions.publish_signed.publish_signed"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 5
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
"""Only the desk's own search uses it: readers search the encyclopedia's word index."""

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains is the operator's choice: a university has other hosts
    "security.W021",  # and so is preloading
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "route_only": {"()": "rapport.protection.logs.RouteOnly"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["route_only"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
