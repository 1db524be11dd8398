"""The site without its limits: what the test of hostile files must be able to notice."""

from config.wsgi import application
from tests.catalog.files.measured import lift

__all__ = ["application"]
lift()
