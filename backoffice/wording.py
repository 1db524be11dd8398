"""Sentences that depend on a number or a list."""

from datetime import timedelta

from django.utils import timezone

from catalog.models.dataset import BIN_DAYS

NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def in_letters(count, *, feminine=False):
    """Return the number in letters up to ten, in figures beyond."""
    if count == 1 and feminine:
        return "une"
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def listed(words):
    """Return « a, b et c »."""
    *first, last = words
    return f"{', '.join(first)} et {last}" if first else last


def capital(text):
    return text[:1].upper() + text[1:]


def uncapital(text):
    return text[:1].lower() + text[1:]


def days_left(since):
    """Return « encore 12 jours » for what is in the bin; empty when it cannot be taken back."""
    left = BIN_DAYS - (timezone.now() - since) // timedelta(days=1)
    if left <= 0:
        return ""
    return f"encore {left} jours" if left > 1 else "encore un jour"
