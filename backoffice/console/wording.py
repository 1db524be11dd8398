from django.conf import settings

from backoffice.wording import in_letters
from catalog.templatetags.vitrine import counted


def title_of(count):
    if count == 0:
        return "Aucune demande en attente"
    return f"{counted(count, 'demande', 'demandes')} en attente"


def late_in_words(count):
    """Say how many wait for longer than they should; empty for none."""
    if not count:
        return ""
    days = in_letters(settings.REQUESTS_REMIND_DAYS)
    verb = "dépassent" if count > 1 else "dépasse"
    return f"{in_letters(count, feminine=True).capitalize()} {verb} le délai de {days} jours."
