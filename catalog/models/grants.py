from django.db import models
from guardian.models import UserObjectPermissionBase


class DatasetUserPermission(UserObjectPermissionBase):
    """A right over one dataset, given to one person; a direct foreign key: it dies with it."""

    content_object = models.ForeignKey("catalog.Dataset", models.CASCADE, related_name="grants")

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = "droit sur un jeu de données"
        verbose_name_plural = "droits sur un jeu de données"
