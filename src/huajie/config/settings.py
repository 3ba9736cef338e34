"""Django settings. Operators set options (see options.py and docs/operate/settings.md); nothing here is theirs to edit."""

from functools import cache, partial
from pathlib import Path

import dj_database_url
import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.utils.functional import lazy

from huajie.config.keys import load_keys
from huajie.config.logs import logging_settings
from huajie.config.options import HOME, option, option_list, option_on

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parent.parent
_keys = cache(partial(load_keys, HOME))  # made on first use: looking at a command's help writes nothing

SECRET_KEY = lazy(lambda: _keys().django, str)()
FIELD_KEYS = lazy(lambda: _keys().fields, tuple)()
INDEX_KEY = lazy(lambda: _keys().index, str)()
DEBUG = option_on("HUAJIE_DEBUG")
ALLOWED_HOSTS = option_list("HUAJIE_HOSTS")
CSRF_TRUSTED_ORIGINS = option_list("HUAJIE_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "huajie.core",
    "huajie.ui",
    "huajie.audit",
    "huajie.areas",
    "huajie.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "huajie.deadlines",
    "huajie.papers",
    "huajie.people",
    "huajie.matters",
    "huajie.sheets",
    "huajie.intake",
    "huajie.assistance",
    "huajie.reception",
    "huajie.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "huajie.accounts.middleware.SignedInMiddleware",
    "huajie.accounts.second_factor.SecondFactorMiddleware",
]

ROOT_URLCONF = "huajie.config.urls"
WSGI_APPLICATION = "huajie.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "huajie.ui.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "huajie.ui.templatetags.huajie"],
        },
    },
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "huajie.ui.jinja.environment", "auto_reload": False},
    },
]

_KEPT_OPEN_SECONDS = 60  # to open the file anew for each request, and tidy up after it, took longer than most requests
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "huajie.sqlite3",
    "CONN_MAX_AGE": _KEPT_OPEN_SECONDS,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456;",
    },
    "TEST": {"NAME": HOME / "test.sqlite3"},
}
_URL = option("HUAJIE_DATABASE_URL")
if _URL.startswith("sqlite:"):  # another file, written to with the same care
    _SQLITE["NAME"] = str(dj_database_url.parse(_URL)["NAME"])
_ELSEWHERE = bool(_URL) and not _URL.startswith("sqlite:")
DATABASES = {"default": dj_database_url.parse(_URL, conn_max_age=_KEPT_OPEN_SECONDS) if _ELSEWHERE else _SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Staff"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "huajie.accounts.adapters.StaffAdapter"
MFA_ADAPTER = "huajie.accounts.adapters.SecondFactorAdapter"
SOCIALACCOUNT_ADAPTER = "huajie.accounts.adapters.SingleSignOnAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/300s/key"}  # a whole office may share one address
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
ACCOUNT_SESSION_REMEMBER = False  # desks are shared: closing the browser signs out
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not option_on("HUAJIE_HTTPS")
MFA_TOTP_ISSUER = "Huajie"
SECOND_FACTOR_ROLES = option_list("HUAJIE_SECOND_FACTOR_ROLES")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "city",
                "name": option("HUAJIE_OIDC_NAME"),
                "client_id": option("HUAJIE_OIDC_CLIENT_ID"),
                "secret": option("HUAJIE_OIDC_CLIENT_SECRET"),
                "settings": {"server_url": option("HUAJIE_OIDC_SERVER")},
            }
        ]
        if option("HUAJIE_OIDC_SERVER")
        else [],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "intake" / "reading" / "locale", PACKAGE / "config" / "locale"]
TIME_ZONE = option("HUAJIE_TIME_ZONE")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # a folder of ten towns holds hundreds; a zip holds 10,000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
UPLOAD_MAX_BYTES = int(option("HUAJIE_UPLOAD_MIB")) * 1024 * 1024
ATTACHMENT_MAX_BYTES = int(option("HUAJIE_ATTACHMENT_MIB")) * 1024 * 1024
CLAMAV = option("HUAJIE_CLAMAV")
SMS = option("HUAJIE_SMS")
SUGGESTIONS_FOLDER = HOME / "suggestions"  # what was learnt of categories and units
SMS_FOLDER = HOME / "sms"
SMS_BODY, SMS_SECRET, SMS_ANSWER = option("HUAJIE_SMS_BODY"), option("HUAJIE_SMS_SECRET"), option("HUAJIE_SMS_ANSWER")
READING_MEMORY_BYTES = int(option("HUAJIE_READING_MEMORY_MIB")) * 1024 * 1024
LINKAGE_MEMORY_MIB = int(option("HUAJIE_LINKAGE_MEMORY_MIB"))
REFERENCE_PREFIX = option("HUAJIE_REFERENCE_PREFIX")
AREAS_FOLDER = option("HUAJIE_AREAS_FOLDER")
WEBHOOK_PRIVATE = option_on("HUAJIE_WEBHOOK_PRIVATE")
API_CALLS_PER_MINUTE = int(option("HUAJIE_API_CALLS_PER_MINUTE"))

# One count of sign-in attempts for all serving processes, without a server of its own.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": HOME / "cache"}}
CALLS_FOLDER = HOME / "cache" / "calls"  # how often each token has called within the minute
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"

_HTTPS = option_on("HUAJIE_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *([option("HUAJIE_OIDC_SERVER")] if option("HUAJIE_OIDC_SERVER") else [])],
        "object-src": [NONE],
        "base-uri": [SELF],
    }
}

LOGGING = logging_settings()
