"""Where the file is on the map. A box is west, south, east, north, in degrees (WGS 84)."""

from collections.abc import Iterator, Sequence

from catalog.files.findings.base import Kind, Pair
from catalog.files.findings.wording import percent
from catalog.files.shapes import Finding, Presence, Severity, Topic
from catalog.files.wording import number

Box = tuple[float, float, float, float]
SHRUNK, GROWN = 0.5, 3.0
"""Share of the former box that is left, and how many times the new one holds it."""
ENOUGH = 3
"""Places under which a territory that empties is but a correction."""
MARGIN = 0.05
"""Degrees (about 5 km) around every box: a single point has a surface too."""


class BoxMoved(Kind):
    """Elsewhere altogether is blocking: axes exchanged, another projection, or another file.

    A territory that has no place left is told by its name rather than by the box.
    """

    code = "bbox-moved"
    severity = Severity.WARNING
    topic = Topic.TERRITORY

    def found(self, pair: Pair) -> Iterator[Finding]:
        before, after = pair.old.bbox if pair.old is not None else None, pair.new.bbox
        if before is None or after is None or before == after:
            return
        gone = [one for one in pair.territories if one.before >= ENOUGH and not one.after]
        kept = surface(common(before, after)) / surface(widened(before))
        if kept == 0:
            yield self.finding(elsewhere(before, after), severity=Severity.BLOCKING)
        elif gone:
            yield self.finding(emptied(gone))
        elif kept < SHRUNK:
            yield self.finding(
                f"Le territoire couvert s’est réduit : il ne reste que {percent(kept)} de "
                "l’étendue en ligne. Vérifiez que l’export n’a pas été filtré, ou changez "
                "le territoire dans la description."
            )
        elif surface(widened(after)) > GROWN * surface(widened(before)):
            yield self.finding(
                "Le territoire couvert s’est beaucoup étendu : des lieux sont loin de ceux qui "
                "sont en ligne. Vérifiez leurs coordonnées, ou changez le territoire dans la "
                "description."
            )


def emptied(gone: Sequence[Presence]) -> str:
    """Return « Plus aucun lieu en Guyane ni à Mayotte, où il y en a 12 en ligne. … »."""
    where = [one.where for one in gone]
    places = " ni ".join(filter(None, (", ".join(where[:-1]), where[-1])))
    count = number(sum(one.before for one in gone))
    return (
        f"Plus aucun lieu {places}, alors qu’il y en a {count} en ligne. Vérifiez que l’export n’a "
        "pas été filtré, ou changez le territoire dans la description."
    )


def elsewhere(before: Box, after: Box) -> str:
    west, south, east, north = after
    if surface(common(before, (south, west, north, east))):
        return (
            "Les lieux de ce fichier tombent loin de ceux qui sont en ligne : la latitude et la "
            "longitude sont sans doute inversées. Échangez-les, ou confirmez le remplacement."
        )
    return (
        "Aucun lieu de ce fichier n’est dans l’étendue couverte en ligne. Vérifiez les "
        "coordonnées et leur système de projection, ou confirmez le remplacement."
    )


def widened(box: Box) -> Box:
    west, south, east, north = box
    return west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN


def common(first: Box, second: Box) -> Box:
    (a, b, c, d), (e, f, g, h) = widened(first), widened(second)
    return max(a, e), max(b, f), min(c, g), min(d, h)


def surface(box: Box) -> float:
    west, south, east, north = box
    return max(0.0, east - west) * max(0.0, north - south)
