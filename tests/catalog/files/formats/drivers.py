"""What a test asks a child process about GDAL."""

from catalog.files.gdal import ALLOWED, drivers


def unexpected() -> list[str]:
    return sorted(drivers() - ALLOWED)
