"""The SIRET, which names an establishment: fourteen figures, the last of which checks the others.

Luhn's formula over all of them; those of La Poste (SIREN 356 000 000), which opened too many
establishments for it, add up to a multiple of five instead (INSEE, répertoire Sirene).
"""

import re

LENGTH = 14
LA_POSTE = "356000000"


def bare(typed: str) -> str:
    """Return what was typed without the blanks and points that people write in it."""
    return re.sub(r"[\s.\u00a0\u202f-]", "", typed)


def is_siret(text: str) -> bool:
    if len(text) != LENGTH or not (text.isascii() and text.isdigit()):
        return False
    if text.startswith(LA_POSTE) and sum(map(int, text)) % 5 == 0:
        return True
    return luhn(text) % 10 == 0


def luhn(text: str) -> int:
    """Return the sum of the figures, every second one from the right doubled, nine cast out."""
    doubled = [int(figure) * (1 + rank % 2) for rank, figure in enumerate(reversed(text))]
    return sum(number - 9 if number > 9 else number for number in doubled)
