from django.conf import settings
from django.http import HttpRequest

from backoffice.screens import frame_of

ACCOUNTS = "/compte/"


def site(request: HttpRequest) -> dict[str, object]:
    """Give every template the name of the site, and whether the demo's mailbox page exists."""
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "site_contact": settings.SITE_CONTACT,
        "has_proconnect": bool(settings.SOCIALACCOUNT_PROVIDERS),
        "has_mailbox": settings.MAILBOX_DIR is not None,
        **frame(request),
    }


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the pages of accounts, which are allauth's, the header and the menu of the others."""
    user = getattr(request, "user", None)
    if user is None or not request.path.startswith(ACCOUNTS) or not user.is_authenticated:
        return {}
    return frame_of(user)
