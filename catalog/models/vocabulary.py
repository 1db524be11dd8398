"""The words by which datasets are classed; the first rows come from catalog/vocabularies."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from catalog.enums import DatasetState
from catalog.rules import restrict
from catalog.vocabularies.spelling import pattern
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

    def with_public_count(self) -> "KeywordQuerySet":
        """Tell how many published datasets bear each word, as `count`.

        By a subquery: a prefetch joins the same table, to keep the words of some datasets.
        """
        bearers: Any = Keyword.datasets.through.objects.filter(
            keyword=OuterRef("pk"), dataset__state=DatasetState.PUBLISHED
        )
        counted = bearers.order_by().values("keyword").annotate(count=Count("pk"))
        return self.annotate(count=Coalesce(Subquery(counted.values("count")), 0))

    def most_used_first(self, **within: Any) -> "KeywordQuerySet":
        """Those of published datasets, with how many bear each as `count`.

        Those of the datasets of which `within` is true come first: an organisation's own words.
        """
        public = Q(datasets__state=DatasetState.PUBLISHED)
        own = Q(**{f"datasets__{name}": value for name, value in within.items()})
        counted = self.annotate(
            count=Count("datasets", filter=public), own=Count("datasets", filter=public & own)
        )
        return counted.filter(count__gt=0).order_by("-own", "-count", "slug")


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
    def allowing(self, user: Any, right: str) -> "ThemeQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def offered(self, on: date, kept: list[str]) -> "ThemeQuerySet":
        """Those one may choose that day, and those already chosen, whatever their dates."""
        return self.filter(self.current_on(on) | Q(slug__in=kept))

    def with_counts(self) -> "ThemeQuerySet":
        """Tell how many datasets each theme classes, as `count`; `public` of them published."""
        published = Q(datasets__state=DatasetState.PUBLISHED)
        return self.annotate(count=Count("datasets"), public=Count("datasets", filter=published))

    def current(self, on: date) -> "ThemeQuerySet":
        """Those shown on that day: the permanent ones, and the topical ones within their dates."""
        return self.filter(self.current_on(on))

    @staticmethod
    def current_on(day: date) -> Q:
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
        return begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))

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
    def called(self, name: str) -> "TerritoryQuerySet":
        """Those of that name, however its accents, hyphens and « saint » are written."""
        return self.filter(name__iregex=f"^{pattern(name)}$") if pattern(name) else self.none()

    def communes_called(self, names: list[str]) -> "TerritoryQuerySet":
        """The communes that bear one of these names; each has a letter."""
        either = "|".join(pattern(name) for name in names)
        return self.filter(level="fr:commune", name__iregex=f"^({either})$")

    def starting_with(self, name: str) -> "TerritoryQuerySet":
        return self.filter(name__iregex=f"^{pattern(name)}") if pattern(name) else self.none()

    def large_first(self) -> "TerritoryQuerySet":
        """The communes last, so that they do not hide the others when only the first are read."""
        commune = models.Case(models.When(level="fr:commune", then=1), default=0)
        return self.order_by(commune, "name", "pk")

    def of_code(self, code: str) -> "TerritoryQuerySet":
        """The department, commune or country of that code; a region's is not known to people."""
        return self.filter(code__iexact=code).exclude(level="fr:region")

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
