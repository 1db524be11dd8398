"""The frame of the data before and after, drawn and in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing, in its own units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Territory:
    before: Box | None
    after: Box | None
    moved: bool
    described: str


def territory_of(comparison):
    boxes = [box for box in (comparison.bbox_before, comparison.bbox_after) if box]
    if not boxes:
        return None
    frame = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    moved = comparison.bbox_before != comparison.bbox_after
    before, after = (
        drawn(box, frame) if box else None
        for box in (comparison.bbox_before, comparison.bbox_after)
    )
    return Territory(before, after, moved, described(comparison))


def drawn(box, frame):
    """Return the box within a drawing of 200 × 150, north upwards."""
    west, south, east, north = frame
    across, down = (east - west) or 1e-6, (north - south) or 1e-6
    return Box(
        x=round(5 + 190 * (box[0] - west) / across, 1),
        y=round(5 + 140 * (north - box[3]) / down, 1),
        width=round(max(190 * (box[2] - box[0]) / across, 3), 1),
        height=round(max(140 * (box[3] - box[1]) / down, 3), 1),
    )


def described(comparison):
    """Return both frames in degrees, for those who do not see the drawing."""
    before, after = (
        in_degrees(box) if box else "aucune emprise"
        for box in (comparison.bbox_before, comparison.bbox_after)
    )
    return f"Avant : {before}. Après : {after}."


def in_degrees(box):
    west, south, east, north = (f"{one:.2f}".replace(".", ",") for one in box)
    return f"de {west}° à {east}° de longitude, de {south}° à {north}° de latitude"
