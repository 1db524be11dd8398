"""The index: the tokens of each dataset, and the words that the published ones contain."""

from typing import Any

from django.db import models


class Match(models.Lookup):
    """`hit__tokens__match=expression`: the full-text operator of the database at hand."""

    lookup_name = "match"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} MATCH %s", [*parameters, self.rhs]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} @@ to_tsquery('simple', %s)", [*parameters, self.rhs]


class TokensField(models.Field):
    """The column that the full-text operator reads; never written nor selected as a value."""

    def db_type(self, connection: Any) -> None:
        """Have no column of its own to create."""


TokensField.register_lookup(Match)


class SearchDocument(models.Model):
    """What is searched of one dataset: three columns of tokens, from what weighs most to least."""

    dataset = models.OneToOneField(
        "catalog.Dataset", models.CASCADE, related_name="search_document"
    )
    title = models.TextField("titre et sigle")
    context = models.TextField("résumé, mots-clés, organisation, ressources")
    body = models.TextField("description")
    published_words = models.TextField("mots comptés, si le jeu est publié", blank=True)
    late_at = models.DateTimeField("en retard à partir du", null=True, db_index=True)

    class Meta:
        verbose_name = "document de recherche"

    def __str__(self) -> str:
        return self.title


class SearchHit(models.Model):
    """A document's full-text side: an FTS5 table on SQLite, a view of its vector on PostgreSQL."""

    document = models.OneToOneField(
        SearchDocument, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="hit"
    )
    tokens = TokensField(db_column="search_hit")
    rank = models.FloatField()

    class Meta:
        managed = False
        db_table = "search_hit"

    def __str__(self) -> str:
        return str(self.pk)


class FacetKind(models.TextChoices):
    """Ways to refine a list whose values are known when the dataset changes."""

    THEME = "theme", "thématique"
    TERRITORY = "territory", "territoire"
    FORMAT = "format", "format"
    ORGANIZATION = "organization", "organisation"
    NATURE = "nature", "nature de l’organisation"
    CERTIFICATION = "certification", "certification"
    KEYWORD = "keyword", "mot-clé"
    LICENSE = "license", "licence"
    GRANULARITY = "granularity", "maille géographique"


class DatasetFacet(models.Model):
    """A value by which the dataset is kept: all facets are counted by reading this one table."""

    dataset = models.ForeignKey(
        "catalog.Dataset", models.CASCADE, related_name="facets", db_index=False
    )
    kind = models.CharField("facette", max_length=20, choices=FacetKind)
    value = models.CharField("valeur", max_length=220)
    label = models.CharField("libellé", max_length=200)

    class Meta:
        verbose_name = "valeur de facette"
        verbose_name_plural = "valeurs de facette"
        constraints = [
            models.UniqueConstraint(fields=["dataset", "kind", "value"], name="one_value_each")
        ]
        indexes = [models.Index(fields=["kind", "value", "dataset"], name="datasets_of_a_facet")]

    def __str__(self) -> str:
        return self.label


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def in_use(self) -> "SearchWordQuerySet":
        """Those of what is published now. A row at zero stays: somebody else may be counting it."""
        return self.filter(datasets__gt=0)


class SearchWord(models.Model):
    """A folded word, with the number of published datasets that contain it: it corrects a query."""

    word = models.CharField("mot", max_length=60, primary_key=True)
    datasets = models.PositiveIntegerField("jeux de données")

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        verbose_name = "mot"

    def __str__(self) -> str:
        return self.word
