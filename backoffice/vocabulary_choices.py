"""Licences and frequencies as the forms offer them: the usual ones first."""

from catalog.vocabularies import frequencies, licenses

USUAL_FREQUENCIES = (
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "semiannual",
    "annual",
    "punctual",
    "irregular",
    "continuous",
)


def grouped(choices, first, first_label, empty_label):
    """Return the choices with those of `first` on top, in a group of their own."""
    labels = dict(choices)
    chosen = [(key, labels[key]) for key in first]
    others = [(key, label) for key, label in choices if key not in first]
    return [("", empty_label), (first_label, chosen), ("Autres", others)]


LICENSE_CHOICES = grouped(
    licenses.CHOICES,
    licenses.FREE,
    "Celles que les administrations choisissent librement",
    "Choisissez une licence",
)
FREQUENCY_CHOICES = grouped(
    frequencies.CHOICES, USUAL_FREQUENCIES, "Les plus courantes", "Choisissez une fréquence"
)
UNKNOWN_LICENSE = "« %(value)s » n’est pas une licence connue. Choisissez-en une dans la liste."
UNKNOWN_FREQUENCY = "« %(value)s » n’est pas une fréquence connue. Choisissez dans la liste."
