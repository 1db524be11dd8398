"""Each licence in plain words: what one may do, and what one must do for it.

From the texts of the licences; the text itself, one link away, is what counts.
"""

CREDIT = "citer la source et la date des données"
MEANINGS = {
    "lov2": f"Usage libre, y compris commercial, à condition de {CREDIT}.",
    "fr-lo": f"Usage libre, y compris commercial, à condition de {CREDIT}.",
    "odc-odbl": "Usage libre, y compris commercial, à condition de citer la source et de partager "
    "sous la même licence une base que vous en tireriez.",
    "odc-by": "Usage libre, y compris commercial, à condition de citer la source.",
    "odc-pddl": "Usage libre, y compris commercial, sans condition.",
    "cc-by": "Usage libre, y compris commercial, à condition de citer l’auteur et de signaler "
    "vos modifications.",
    "cc-by-sa": "Usage libre, y compris commercial, à condition de citer l’auteur et de partager "
    "vos modifications sous la même licence.",
    "cc-zero": "Usage libre, y compris commercial, sans condition.",
    "other-at": "Réutilisable à condition de citer la source\u00a0; le producteur en dit plus.",
    "other-open": "Réutilisable selon les conditions que donne le producteur.",
    "other-pd": "Domaine public\u00a0: usage libre, sans condition.",
}
UNSAID = "Le producteur ne dit pas ce que vous pouvez en faire\u00a0: demandez-lui avant."


def meaning(license_key: str) -> str:
    return MEANINGS.get(license_key, UNSAID)
