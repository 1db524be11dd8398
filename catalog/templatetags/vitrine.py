"""How the house writes things: numbers, counts of things, sizes, formats, days and ages."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince

register = template.Library()

NO_BREAK, NARROW = "\u00a0", "\u202f"
UNITS = ("Ko", "Mo", "Go", "To")
LAST_RELATIVE_DAY = 31
PROPER_NAMES = {"geojson": "GeoJSON", "parquet": "Parquet", "sqlite": "SQLite"}


@register.filter
def number(value: float | None) -> str:
    """Return 12 345,6 with narrow no-break spaces; a dash when there is no figure."""
    if value is None:
        return "—"
    written = f"{round(value, 1):,}".removesuffix(".0")
    return written.replace(",", NARROW).replace(".", ",")


@register.filter
def datasets(count: int) -> str:
    return counted(count, "jeu de données", "jeux de données")


@register.filter
def files(count: int) -> str:
    return counted(count, "fichier", "fichiers")


@register.filter
def flows(count: int) -> str:
    return counted(count, "flux", "flux")


@register.filter
def rows(count: int) -> str:
    return counted(count, "ligne", "lignes", none="aucune")


@register.filter
def columns(count: int) -> str:
    return counted(count, "colonne", "colonnes", none="aucune")


@register.filter
def downloads(count: int) -> str:
    return counted(count, "téléchargement", "téléchargements")


@register.filter
def views(count: int) -> str:
    return counted(count, "consultation", "consultations", none="aucune")


@register.filter
def requests(count: int) -> str:
    return counted(count, "demande", "demandes", none="aucune")


@register.filter
def rights(count: int) -> str:
    return counted(count, "droit", "droits")


@register.filter
def reminders(count: int) -> str:
    return counted(count, "relance", "relances", none="aucune")


@register.filter
def notes(count: int) -> str:
    return counted(count, "note", "notes", none="aucune")


def counted(count: int, one: str, several: str, *, none: str = "aucun") -> str:
    """Return « aucun jeu de données », « 1 jeu de données », « 14 jeux de données »."""
    return f"{number(count) if count else none} {several if count > 1 else one}"


@register.filter
def size(octets: int | None) -> str:
    """Return a size in the unit that reads best, by steps of 1,024."""
    if octets is None:
        return "—"
    if octets < 1024:
        return f"{number(octets)}{NO_BREAK}octet{'s' if octets > 1 else ''}"
    scaled, unit = octets / 1024, 0
    while round(scaled, 1) >= 1024 and unit < len(UNITS) - 1:
        scaled, unit = scaled / 1024, unit + 1
    return f"{number(scaled)}{NO_BREAK}{UNITS[unit]}"


@register.filter
def formats(names: str | Iterable[str]) -> str:
    """Return « CSV, GeoJSON » for one format or several; an empty text when there is none."""
    known = [names] if isinstance(names, str) else names
    return ", ".join(PROPER_NAMES.get(name, name.upper()) for name in known if name)


@register.filter
def day(value: date | None) -> str:
    """Return « 20 novembre 2026 », « 1er mai 2026 »; an empty text when there is no date."""
    if not value:
        return ""
    value = local_day(value)
    return f"{value.day}{'er' if value.day == 1 else ''} {date_format(value, 'F Y')}"


@register.filter
def hour(value: datetime | None) -> str:
    """Return « 8 h 30 », « 14 h »: the hour it is then in Paris."""
    if not value:
        return ""
    there = timezone.localtime(value)
    minutes = f"{NO_BREAK}{there.minute:02}" if there.minute else ""
    return f"{there.hour}{NO_BREAK}h{minutes}"


@register.filter
def moment(value: datetime | None) -> str:
    """Return « 20 novembre 2026 à 8 h 30 »; an empty text when there is no date."""
    return f"{day(value)} à {hour(value)}" if value else ""


@register.filter
def ago(value: date | None) -> str:
    """Return an age as people say it up to a month, then « le 20 novembre 2026 »."""
    if not value:
        return ""
    days = (timezone.localdate() - local_day(value)).days
    if abs(days) > LAST_RELATIVE_DAY:
        return f"le {day(value)}"
    if days == 0:
        return within_today(value)
    if days == 1:
        return "hier"
    if days == -1:
        return "demain"
    return f"il y a {days}{NO_BREAK}jours" if days > 0 else f"dans {-days}{NO_BREAK}jours"


def within_today(value: date) -> str:
    if not isinstance(value, datetime) or value > timezone.now():
        return "aujourd’hui"
    age = timesince(value, depth=1)
    return "à l’instant" if age.startswith("0") else f"il y a {age}"


def local_day(value: date) -> date:
    """Return the day it was in Paris; a naive moment is taken as written."""
    if not isinstance(value, datetime):
        return value
    return value.date() if timezone.is_naive(value) else timezone.localdate(value)
