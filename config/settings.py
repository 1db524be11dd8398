"""Settings, in the order of Django's documentation. Every variable is read through `config.env`."""

from pathlib import Path

from django.urls import reverse_lazy

from config import env
from config.policy import policy

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.path("VITRINE_VAR", BASE_DIR / "var")
for folder in ("assets", "static", "uploads"):
    (VAR_DIR / folder).mkdir(parents=True, exist_ok=True)

# Core
SECRET_KEY = env.secret(
    "SECRET_KEY", "laptop-only-secret-key-that-production-refuses-to-start-with"
)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", "")
DEBUG = env.boolean("DEBUG", default=False)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
SITE_URL = env.required("SITE_URL", "http://127.0.0.1:8000")
SITE_NAME = env.text("SITE_NAME", "Données de la culture")
SITE_TAGLINE = env.text("SITE_TAGLINE", "Les données ouvertes du ministère de la Culture")
SITE_CONTACT = env.text("SITE_CONTACT", "donnees@culture.example")
DEMO_ALLOWED = not env.PRODUCTION
INSTALLED_APPS = [
    "catalog.accounts",
    "catalog.journal",
    "catalog",
    "catalog.search",
    "catalog.stats",
    "catalog.flows",
    "catalog.work",
    "backoffice",
    "showcase",
    "widget_tweaks",
    "django.forms",  # before dsfr, whose widgets would wrap each option twice
    "dsfr",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "guardian",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "config.static.StaticFiles",
]
MIDDLEWARE = [
    # First, so that what the next ones refuse is a page as guarded as the others.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.CompressedPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.SecondFactorMiddleware",
    "config.middleware.EditorPolicyMiddleware",
    "config.middleware.PrivatePagesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "config.context.site",
            ],
        },
    },
]
FORM_RENDERER = "config.forms.DsfrRenderer"
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # its backend is replaced by catalog.permissions.RuleBackend, on purpose
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Database and cache
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'vitrine.sqlite3'}")}
CACHES = {"default": env.cache("CACHE_URL")}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "catalog.permissions.RuleBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "catalog.accounts.passwords.UnlikeThePerson"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("backoffice:home")
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_COOKIE_NAME = "__Host-session" if env.PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if env.PRODUCTION else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.views.expired_form"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "backoffice.access.forms.SignupNames"
ACCOUNT_ADAPTER = "backoffice.access.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "5/5m/key,30/m/ip",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/15m/key",
    "confirm_email": "1/3m/key",
}
MFA_REQUIRED = env.boolean("MFA_REQUIRED", default=env.PRODUCTION)  # of the DPNC, of the platform
MFA_ADAPTER = "backoffice.access.second_factor.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a telephone half a minute late, or early
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.PRODUCTION
PROCONNECT_ISSUER = env.text("PROCONNECT_ISSUER", "")  # without it, nobody enters by ProConnect
SOCIALACCOUNT_PROVIDERS = env.proconnect(PROCONNECT_ISSUER)
SOCIALACCOUNT_ADAPTER = "backoffice.access.proconnect.Identities"
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 0)
ANONYMOUS_USER_NAME = None

# Mail
BY_SMTP = "django.core.mail.backends.smtp.EmailBackend"
IN_A_FOLDER = "backoffice.mailbox.backend.FolderBackend"
EMAIL_BACKEND = env.text("EMAIL_BACKEND", BY_SMTP if env.PRODUCTION else IN_A_FOLDER)
EMAIL_HOST = env.required("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = env.integer("EMAIL_PORT", 587 if env.PRODUCTION else 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", default=env.PRODUCTION)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Vitrine <ne-pas-repondre@culture.example>")
MAILBOX_DIR = None if env.PRODUCTION else VAR_DIR / "courriels"

# Languages and dates
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", VAR_DIR / "assets"]
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_COMPRESSED = env.boolean("STATIC_COMPRESSED", default=env.PRODUCTION)  # by collectstatic
S3_PATIENCE = env.s3_patience()
STORAGES = {
    "default": env.public_storage(MEDIA_ROOT),
    "files": env.private_storage(VAR_DIR / "files"),
    "derived": env.private_storage(VAR_DIR / "derived", location="derived"),
    "inbox": env.private_storage(VAR_DIR / "inbox", location="inbox", bucket="S3_INBOX_BUCKET"),
    "parts": env.private_storage(VAR_DIR / "parts", location="parts"),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_COMPRESSED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_COMPRESSED
DSFR_USE_INTEGRITY_CHECKSUMS = False
FILES_MAX_BYTES = env.integer("FILES_MAX_BYTES", 2 * 1024**3)
FILES_VERSIONS_KEPT = env.integer("FILES_VERSIONS_KEPT", 10)  # the last ones, whatever their age
FILES_DAYS_KEPT = env.integer("FILES_DAYS_KEPT", 365)  # and all that served since
FILES_INLINE_BYTES = env.integer("FILES_INLINE_BYTES", 5 * 1024**2)  # checked while one waits
UPLOADS_OPEN = 20  # files that one person may be sending in parts at a time
UPLOADS_BYTES = env.integer("UPLOADS_BYTES", 10 * 1024**3)  # and what these may weigh together
UPLOADS_HOURS = 24
UPLOADS_PART_BYTES = env.integer("UPLOADS_PART_BYTES", 8 * 1024**2)  # of a browser's larger files
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = VAR_DIR / "uploads"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# Addresses that people and remotes give
NET_ALLOWED = [env.origin(SITE_URL)]  # may be inside; a test adds its own port

# Background work
# Long checks and slow sites have queues of their own: `manage.py worker` keeps mail from waiting.
QUEUES = ["default", "files", "links"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": QUEUES}}
WORK_SCHEDULE = env.text("WORK_SCHEDULE", "config.schedule.SCHEDULE")
WORK_LEASE_SECONDS = env.integer("WORK_LEASE_SECONDS", 30)  # put off every third of it
WORK_RETRY_SECONDS = env.integer("WORK_RETRY_SECONDS", 60)  # before the first new try
WORK_LONGEST_SECONDS = env.integer("WORK_LONGEST_SECONDS", 3600)  # then its process is killed
LINKS_HOST_SECONDS = 1.0  # between two requests to the same site, whoever asks
LINKS_HOST_BUDGET = 30  # links of one site that a pass looks at
STATS_FLUSH_SECONDS = env.integer("STATS_FLUSH_SECONDS", 10)

# Flows
WATCHED_FOLDERS = env.words("WATCHED_FOLDERS", str(VAR_DIR / "depot"))  # inboxes are below these
INBOX_ENDPOINTS = env.inbox_endpoints()  # and these are the S3 servers that one may be on
INBOX_CREDENTIALS = env.inbox_credentials()
FLOWS_FOLDER_SECONDS = env.integer("FLOWS_FOLDER_SECONDS", 60)  # a file untouched so long is whole
FLOWS_S3_SECONDS = 2  # an object is whole, but its date is to the second
FLOWS_LISTED = 10_000  # keys looked at in one pass; the next one goes on from there
FLOWS_ESCALATE_DAYS = env.integer("FLOWS_ESCALATE_DAYS", 3)  # then the DPNC is told too

# Requests
REQUESTS_REMIND_DAYS = env.integer("REQUESTS_REMIND_DAYS", 5)  # without an answer: people are told
REQUESTS_EXPIRE_DAYS = env.integer("REQUESTS_EXPIRE_DAYS", 60)  # then it is over
RIGHTS_REVIEW_DAYS = 365  # after that, somebody confirms each membership again
ALLOWED_DOMAINS = env.words("ALLOWED_DOMAINS", "culture.gouv.fr,culture.example")  # suggest, only

# Security
CONTENT_SECURITY_POLICY = policy(
    images=env.public_origins(), forms=env.origins_of(PROCONNECT_ISSUER)
)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = env.PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if env.PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.PRODUCTION
SECURE_HSTS_PRELOAD = env.PRODUCTION
SESSION_COOKIE_SECURE = env.PRODUCTION
CSRF_COOKIE_SECURE = env.PRODUCTION
if env.boolean("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["catalog.api.access.Key", "catalog.api.access.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["catalog.api.access.Closed"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "catalog.api.access.AlwaysJson",
    "EXCEPTION_HANDLER": "catalog.api.errors.answer",
    "DEFAULT_PAGINATION_CLASS": "catalog.api.pagination.Envelope",
    "PAGE_SIZE": 20,
    "URL_FORMAT_OVERRIDE": None,  # for data.gouv.fr's clients, `format` is a resource's
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}

# Wagtail
WAGTAIL_SITE_NAME = "Vitrine"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
