"""Sentences that depend on a number or a list."""

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
