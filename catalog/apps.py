from importlib import import_module

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "catalogue"

    def ready(self) -> None:
        import_module("catalog.permissions")  # declares the rules before the first question
