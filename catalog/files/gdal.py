"""GDAL as we allow it: the drivers of the formats that we read, and no other. In a child only.

Imported before pyogrio by whoever uses it: drivers are chosen when the library is loaded.
"""

import os

ALLOWED = frozenset({"MEM", "GeoJSON", "GeoJSONSeq", "ESRI Shapefile", "GPKG", "LIBKML"})
SKIPPED = (
    "ADBC", "AIVector", "AVCBin", "AVCE00", "AmigoCloud", "CSV", "CSW", "Carto", "DGN", "DXF",
    "EDIGEO", "EEDA", "ESRIJSON", "Elasticsearch", "FlatGeobuf", "GDALG", "GML", "GPSBabel",
    "GPX", "GTFS", "GeoRSS", "HTTP", "Idrisi", "JML", "JSONFG", "KML", "LVBAG", "MBTiles", "MVT",
    "MapInfo File", "MapML", "MiraMonVector", "NGW", "OAPIF", "ODS", "OGCAPI", "OGR_GMT",
    "OGR_PDS", "OGR_VRT", "OSM", "OpenFileGDB", "PCIDSK", "PDF", "PDS4", "PGDUMP", "PLSCENES",
    "PMTiles", "S57", "SQLite", "SXF", "Selafin", "TopoJSON", "VDV", "VFK", "VICAR", "WAsP", "WFS",
    "XLSX",
)  # fmt: skip
"""By name: some follow addresses (VRT, WFS, GDALG), and none is ours to read."""
os.environ["GDAL_SKIP"] = ",".join(SKIPPED)

import pyogrio  # noqa: E402 (see above)

__all__ = ["pyogrio"]
OPTIONS = {
    "SHAPE_RESTORE_SHX": "YES",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "64",
    "GDAL_NUM_THREADS": "1",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "CPL_DEBUG": "OFF",
}
pyogrio.set_gdal_config_options(OPTIONS)


def drivers() -> set[str]:
    """Return the drivers that are there: ALLOWED and no other, or a new release brought one."""
    return set(pyogrio.list_drivers())
