"""Former addresses of datasets."""

from django.db import models

from catalog.models.dataset import Dataset


class DatasetAlias(models.Model):
    """A former address, or another catalogue's identifier: it leads to the dataset for ever."""

    alias = models.CharField("ancienne adresse", max_length=220, unique=True)
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name = "ancienne adresse de jeu de données"
        verbose_name_plural = "anciennes adresses de jeu de données"

    def __str__(self) -> str:
        return self.alias
