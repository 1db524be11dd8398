"""The hour people write is the one of the clocks in Paris."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.utils import timezone

from catalog.templatetags.vitrine import NO_BREAK, day as in_words


def in_paris(day, hour):
    """Return that moment; of an hour that comes twice, in October, the first one.

    Raises ValidationError for an hour that the clocks skip, in March.
    """
    wanted = datetime.combine(day, hour)
    local = wanted.replace(tzinfo=timezone.get_default_timezone())
    moment = local.astimezone(UTC)
    if moment.astimezone(local.tzinfo).replace(tzinfo=None) == wanted:
        return moment
    later = f"{(local + timedelta(hours=1)).hour}{NO_BREAK}h"
    raise forms.ValidationError(
        f"Le {in_words(day)}, les horloges avancent d’une heure : {hour:%H:%M} n’existe pas. "
        f"Choisissez {later} ou plus tard."
    )
