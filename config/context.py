from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Give every template the name of the site, and whether the demo's mailbox page exists."""
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "site_contact": settings.SITE_CONTACT,
        "has_proconnect": bool(settings.SOCIALACCOUNT_PROVIDERS),
        "has_mailbox": settings.MAILBOX_DIR is not None,
    }
