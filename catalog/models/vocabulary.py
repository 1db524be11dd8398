"""The words by which datasets are classed; the first rows come from catalog/vocabularies."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalog.enums import DatasetState
from catalog.vocabularies.territories import Zone

LEVELS = [
    ("country-group", "groupe de pays"),
    ("country", "pays"),
    ("fr:region", "région"),
    ("fr:departement", "département"),
    ("fr:collectivite", "collectivité d’outre-mer"),
    ("fr:commune", "commune"),
]


class KeywordQuerySet(models.QuerySet["Keyword"]):
    def in_public_use(self) -> "KeywordQuerySet":
        """Those of published datasets: the words of a draft are not told."""
        return self.filter(datasets__state=DatasetState.PUBLISHED).distinct()


class Keyword(models.Model):
    """A word that producers choose; its slug is what data.gouv.fr calls a tag."""

    name = models.CharField("mot-clé", max_length=96)
    slug = models.SlugField("adresse", max_length=96, unique=True)

    objects = KeywordQuerySet.as_manager()

    class Meta:
        verbose_name = "mot-clé"
        verbose_name_plural = "mots-clés"
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


class ThemeQuerySet(models.QuerySet["Theme"]):
    def current(self, on: date) -> "ThemeQuerySet":
        """Those shown on that day: the permanent ones, and the topical ones within their dates."""
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
        return self.filter(begun, Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def begun(self, on: date) -> "ThemeQuerySet":
        """Those with a page on that day: a topical one keeps its own when it is over."""
        return self.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=on))

    def in_order(self) -> "ThemeQuerySet":
        return self.order_by("position", "name")


class Theme(models.Model):
    """A way in for visitors, kept by the DPNC; one with dates is topical."""

    name = models.CharField("nom", max_length=80, unique=True)
    slug = models.SlugField("adresse", max_length=80, unique=True)
    description = models.CharField("description", max_length=300)
    eu_theme = models.URLField("thème européen", max_length=200, blank=True)
    position = models.PositiveIntegerField("rang", default=0)
    starts_on = models.DateField("à partir du", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = "thématique"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on"))
                | Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True),
                name="a_theme_ends_after_it_starts",
                violation_error_message="La fin vient avant le début : inversez les deux dates.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("showcase:theme-detail", args=[self.slug])


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def large(self) -> "TerritoryQuerySet":
        """All but the communes: few enough for a list."""
        return self.exclude(level="fr:commune")

    def with_pages(self) -> "TerritoryQuerySet":
        return self.filter(level__in=["fr:region", "fr:departement", "fr:collectivite"])


class Territory(models.Model):
    """A place, by data.gouv.fr's identifier: « fr:departement:75 » ends with INSEE's code."""

    id = models.CharField("identifiant", primary_key=True, max_length=40)
    level = models.CharField("échelon", max_length=20, choices=LEVELS)
    code = models.CharField("code", max_length=20)
    name = models.CharField("nom", max_length=120, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="dans"
    )

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = "territoire"
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("showcase:territory-detail", args=[self.level.split(":")[-1], self.code])

    @classmethod
    def from_zone(cls, zone: Zone, parent: str | None = None) -> "Territory":
        return cls(
            id=zone.id,
            level=zone.level,
            code=zone.code,
            name=zone.name or zone.id,
            parent_id=parent,
        )
