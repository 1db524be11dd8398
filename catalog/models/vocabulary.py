from django.db import models


class Keyword(models.Model):
    """A word that producers choose; its slug is what data.gouv.fr calls a tag."""

    name = models.CharField("mot-clé", max_length=96)
    slug = models.SlugField("adresse", max_length=96, unique=True)

    class Meta:
        verbose_name = "mot-clé"
        verbose_name_plural = "mots-clés"
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name
