"""The finest territory that a dataset tells apart, by data.gouv.fr's identifier.

Source: https://www.data.gouv.fr/api/1/spatial/granularities/. Identifiers written with slashes,
and the English names of communes and departments, are former ones.
"""

GRANULARITIES = {
    "country-group": "groupe de pays",
    "country": "pays",
    "country-subset": "partie d’un pays",
    "fr:region": "région",
    "fr:departement": "département",
    "fr:arrondissement": "arrondissement",
    "fr:commune": "commune",
    "fr:iris": "quartier (Iris)",
    "fr:canton": "canton",
    "fr:collectivite": "collectivité d’outre-mer",
    "fr:epci": "intercommunalité",
    "poi": "lieu ou adresse",
    "other": "autre",
}
CHOICES = list(GRANULARITIES.items())
LEGACY = {
    "fr:town": "fr:commune",
    "fr:county": "fr:departement",
    "fr:district": "fr:arrondissement",
    "fr:intercommunality": "fr:epci",
}


def canonical(text: str) -> str | None:
    """Return today's identifier; None for one that data.gouv.fr never had."""
    found = text.strip().lower().replace("/", ":")
    found = LEGACY.get(found, found)
    return found if found in GRANULARITIES else None
