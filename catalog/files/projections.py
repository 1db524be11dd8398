"""Where a layer is on Earth, and what must be said of the way it says so.

In: the box of its places, turned into WGS 84 where its system is known. Out: that box, or why not.
"""

import re
from collections.abc import Iterator

from catalog.files.shapes import Finding
from catalog.files.wording import notice, warning

Box = tuple[float, float, float, float]
WGS84 = ("EPSG:4326", "OGC:CRS84", "EPSG:4979")
FRENCH = {
    "EPSG:2154": "Lambert-93",
    "EPSG:27572": "Lambert II étendu",
    "EPSG:27571": "Lambert I",
    "EPSG:27573": "Lambert III",
    "EPSG:27574": "Lambert IV",
    "EPSG:4171": "RGF93",
    "EPSG:3857": "Mercator du web",
    "EPSG:5490": "RGAF09 UTM 20 Nord (Antilles)",
    "EPSG:2972": "RGFG95 UTM 22 Nord (Guyane)",
    "EPSG:2975": "RGR92 UTM 40 Sud (La Réunion)",
    "EPSG:4471": "RGM04 UTM 38 Sud (Mayotte)",
    "EPSG:4467": "RGSPM06 UTM 21 Nord (Saint-Pierre-et-Miquelon)",
    "EPSG:3163": "Lambert Nouvelle-Calédonie",
    "EPSG:3297": "RGPF UTM 6 Sud (Polynésie française)",
} | {f"EPSG:{3900 + zone}": f"Lambert conique conforme, zone {zone}" for zone in range(42, 51)}
NAMED = re.compile(r'^\w+\["([^"]{1,80})"')
METROPOLE_TURNED = (41.0, -6.0, 52.0, 10.0)
"""Where metropolitan France falls when latitudes are taken for longitudes."""


def placed(box: Box | None, crs: str | None) -> tuple[Box | None, tuple[Finding, ...]]:
    """Return the box, None when it is not on Earth, and what to say of the system."""
    if box is None:
        return None, ()
    return (box if is_on_earth(box) else None), tuple(said(box, crs))


def said(box: Box, crs: str | None) -> Iterator[Finding]:
    if not is_on_earth(box):
        yield off_the_map(crs)
    elif crs is None:
        yield presumed()
    elif is_turned(box):
        yield turned()
    elif crs not in WGS84:
        yield converted(crs)


def is_on_earth(box: Box) -> bool:
    west, south, east, north = box
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90


def is_turned(box: Box) -> bool:
    west, south, east, north = METROPOLE_TURNED
    return west <= box[0] and south <= box[1] and box[2] <= east and box[3] <= north


def name_of(crs: str) -> str:
    """Return « Lambert-93 » for EPSG:2154, and for a description of it its own name."""
    if crs in FRENCH:
        return f"{FRENCH[crs]} ({crs})"
    found = NAMED.match(crs)
    return found[1].replace("_", " ") if found else crs[:80]


def converted(crs: str) -> Finding:
    return notice(
        "projected",
        f"Ses coordonnées sont en {name_of(crs)} : la carte, la table et les autres formats "
        "les donnent en longitude et latitude (WGS 84).",
    )


def presumed() -> Finding:
    return warning(
        "no-projection",
        "Ce fichier ne dit pas son système de coordonnées : la longitude et la latitude (WGS 84) "
        "sont supposées. Joignez le fichier .prj, ou exportez-le avec son système.",
    )


def off_the_map(crs: str | None) -> Finding:
    if crs is None:
        return warning(
            "no-projection",
            "Ce fichier ne dit pas son système de coordonnées, qui n’est pas la longitude et la "
            "latitude : il ne peut pas être mis sur une carte. Joignez le fichier .prj.",
        )
    return warning(
        "off-the-map",
        "Ses coordonnées sortent du globe : elles sont sans doute dans une projection que le "
        "fichier ne dit pas, comme Lambert-93. Exportez-le en longitude et latitude (WGS 84).",
    )


def turned() -> Finding:
    return warning(
        "turned-coordinates",
        "La latitude et la longitude semblent inversées : la longitude vient en premier. "
        "Corrigez l’export.",
    )
