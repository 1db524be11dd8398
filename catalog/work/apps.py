from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "catalog.work"
    verbose_name = "travaux"
