"""Where the file is on the map. A box is west, south, east, north, in degrees (WGS 84)."""

from collections.abc import Iterator

from catalog.files.findings.base import Kind, Pair
from catalog.files.findings.wording import percent
from catalog.files.shapes import Finding, Severity, Topic

Box = tuple[float, float, float, float]
SHRUNK, GROWN = 0.5, 3.0
"""Share of the former box that is left, and how many times the new one holds it."""
MARGIN = 0.05
"""Degrees (about 5 km) around every box: a single point has a surface too."""


class BoxMoved(Kind):
    """Elsewhere altogether is blocking: axes exchanged, another projection, or another file."""

    code = "bbox-moved"
    severity = Severity.WARNING
    topic = Topic.TERRITORY

    def found(self, pair: Pair) -> Iterator[Finding]:
        before, after = pair.old.bbox if pair.old is not None else None, pair.new.bbox
        if before is None or after is None or before == after:
            return
        kept = surface(common(before, after)) / surface(widened(before))
        if kept == 0:
            yield self.finding(elsewhere(before, after), severity=Severity.BLOCKING)
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
