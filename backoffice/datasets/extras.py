"""Complements of a dataset as lines « key = value », and back."""

import json

from django import forms

OPENINGS = ('"', "{", "[")


def as_lines(extras):
    return "\n".join(f"{key} = {written(value)}" for key, value in extras.items() if fits(key))


def read_lines(text, stored):
    """Return the complements that the lines say. Raises ValidationError with the bad line.

    A value left untouched keeps its type; a key that no line can say is kept as it is.
    """
    found = {key: value for key, value in stored.items() if not fits(key)}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        key, sign, value = (part.strip() for part in line.partition("="))
        if not (key and sign):
            raise forms.ValidationError(
                f"Ligne {number} : « {line.strip()} » n’est pas de la forme clé = valeur."
            )
        if key in found:
            raise forms.ValidationError(f"Ligne {number} : la clé « {key} » est déjà écrite.")
        untouched = key in stored and written(stored[key]) == value
        found[key] = stored[key] if untouched else read(value)
    return found


def fits(key):
    return key == key.strip() and key and "=" not in key and len(key.splitlines()) == 1


def written(value):
    plain = isinstance(value, str) and value == value.strip() and len(value.splitlines()) < 2
    return (
        value if plain and not value.startswith(OPENINGS) else json.dumps(value, ensure_ascii=False)
    )


def read(text):
    if not text.startswith(OPENINGS):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
