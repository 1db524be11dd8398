"""KML (OGC 07-147), alone or in a zip (KMZ). In: folders of placemarks. Out: rows of the first."""

import zipfile
from pathlib import Path

from catalog.files.archives import check_archive
from catalog.files.formats.base import Format, Reading, Refusal, Sample
from catalog.files.formats.zipped import members_of, unpack
from catalog.files.xml import beginning_of, check_xml, root_of

STYLE = frozenset(
    {
        "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility",
        "drawOrder", "icon", "snippet",
    }
)  # fmt: skip
"""What GDAL adds to every placemark; it says how to draw it, not what it is."""
NO_KML = "Cette archive KMZ ne contient aucun document KML : il n’y a rien à montrer."


class Kml(Format):
    names = ("kml", "kmz")

    def recognises(self, sample: Sample) -> bool:
        if any(name.lower().endswith(".kml") for name in members_of(sample)):
            return not any(name.lower().endswith(".shp") for name in members_of(sample))
        return root_of(beginning_of(sample)) == "kml"

    def read(self, sample: Sample, work: Path) -> Reading:
        from catalog.files.layers import layers_of, reading_of

        path, format_ = work / "places.kml", "kml"
        if members_of(sample):
            format_ = "kmz"
            unpack_kml(sample.path, path)
        else:
            path.symlink_to(sample.path)
        check_xml(path)
        return reading_of(format_, layers_of(path), work, left_out=STYLE)


def unpack_kml(path: Path, destination: Path) -> None:
    """Write the document that the zip is for: « doc.kml », or the first one."""
    check_archive(path)
    with zipfile.ZipFile(path) as archive:
        found = [one for one in archive.infolist() if one.filename.lower().endswith(".kml")]
        if not found:
            raise Refusal(NO_KML)
        main = next((one for one in found if one.filename.lower() == "doc.kml"), found[0])
        unpack(archive, main, destination)
