"""The rows that themes and territories start from: put in place by a migration, kept by people."""

from typing import Any

from catalog.vocabularies.territories import DEPARTMENTS, ZONES
from catalog.vocabularies.themes import THEMES


def create_vocabularies(apps: Any) -> None:
    """Create the themes and territories that are missing; those that exist are left as they are."""
    themes = apps.get_model("catalog", "Theme").objects
    for position, (slug, theme) in enumerate(THEMES.items()):
        themes.get_or_create(
            slug=slug,
            defaults={
                "name": theme.label,
                "description": theme.description,
                "eu_theme": theme.eu_theme,
                "position": position,
            },
        )
    create_territories(apps)


def create_territories(apps: Any) -> None:
    """Widest first, so that each one finds the place it lies in."""
    model = apps.get_model("catalog", "Territory")
    for level in ("country-group", "country", "fr:region", "fr:departement", "fr:collectivite"):
        zones = [zone for zone in ZONES.values() if zone.level == level]
        rows = [
            model(
                id=zone.id,
                level=level,
                code=zone.code,
                name=zone.name,
                parent_id=parent_of(zone.level, zone.code),
            )
            for zone in zones
        ]
        model.objects.bulk_create(rows, ignore_conflicts=True)


def parent_of(level: str, code: str) -> str | None:
    if level == "fr:departement":
        return f"fr:region:{DEPARTMENTS[code][1]}"
    return "country:fr" if level in ("fr:region", "fr:collectivite") else None
