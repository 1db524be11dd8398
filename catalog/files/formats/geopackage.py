"""GeoPackage (OGC 12-128). In: its database. Out: the rows of its first layer that has some."""

from pathlib import Path

from catalog.files.formats.base import Format, Reading, Sample
from catalog.files.identify import identify


class GeoPackage(Format):
    names = ("gpkg",)

    def recognises(self, sample: Sample) -> bool:
        return identify(sample.head, "").format == "gpkg"

    def read(self, sample: Sample, work: Path) -> Reading:
        from catalog.files.layers import layers_of, reading_of

        path = work / "places.gpkg"
        path.symlink_to(sample.path)
        return reading_of("gpkg", layers_of(path), work)
