import uuid
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from catalog.accounts.models import Organization, User
from catalog.accounts.organizations import TREE_DEPTH
from catalog.enums import DatasetState, Right
from catalog.models.vocabulary import Keyword, Territory, Theme
from catalog.rules import restrict
from catalog.vocabularies import frequencies, granularities, licenses

PUBLIC_STATES = (DatasetState.PUBLISHED, DatasetState.ARCHIVED)
PRIVATE_STATES = (DatasetState.DRAFT, DatasetState.SCHEDULED)
GRACE = timedelta(days=1)
"""Nobody is late before the day is over."""
BIN_DAYS = 30
"""How long what was deleted or removed can be taken back; its addresses answer 410 for ever."""


def bin_opened(at: datetime | None = None) -> datetime:
    """Return since when the bin keeps what is in it."""
    return (at or timezone.now()) - timedelta(days=BIN_DAYS)


class DatasetQuerySet(models.QuerySet["Dataset"]):
    def allowing(self, user: Any, right: str) -> "DatasetQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def visible_to(self, user: Any) -> "DatasetQuerySet":
        """Where every reader starts: page, API, search, count, feed, mail."""
        return self.allowing(user, Right.VIEW_DATASET)

    def with_rights(self, user: Any, **rights: str) -> "DatasetQuerySet":
        """Tell for each row, under these names, whether `user` holds the rights."""
        held = {
            name: models.Exists(
                Dataset.objects.allowing(user, right).filter(pk=models.OuterRef("pk"))
            )
            for name, right in rights.items()
        }
        return self.annotate(**held)

    def with_resource_count(self) -> "DatasetQuerySet":
        """Tell for each row how many of its resources were not removed, as `resource_count`."""
        resources = apps.get_model("catalog", "Resource").objects.in_place()
        of_row = resources.filter(dataset=models.OuterRef("pk")).order_by().values("dataset")
        counted = of_row.annotate(count=models.Count("pk")).values("count")
        return self.annotate(resource_count=Coalesce(models.Subquery(counted), 0))

    def with_due_date(self) -> "DatasetQuerySet":
        """Tell for each row when it goes on line, if that is planned, as `due_at`."""
        planned = apps.get_model("catalog", "ReleasePart").objects.waiting()
        of_row = planned.filter(dataset=models.OuterRef("pk"), version__isnull=True)
        return self.annotate(due_at=models.Subquery(of_row.values("release__due_at")[:1]))

    def with_submission(self) -> "DatasetQuerySet":
        """Tell for each draft since when it waits for somebody to publish it, as `submitted_at`."""
        waiting = apps.get_model("catalog", "Review").objects.waiting()
        of_row = waiting.filter(dataset=models.OuterRef("pk")).values("asked_at")
        draft = models.When(state=DatasetState.DRAFT, then=models.Subquery(of_row[:1]))
        return self.annotate(submitted_at=models.Case(draft))

    def in_family(self) -> "DatasetQuerySet":
        return self.filter(organization__in=Organization.objects.in_family())

    def under(self, organization: Organization) -> "DatasetQuerySet":
        """Those of the organisation and of all the organisations below it."""
        condition = models.Q()
        for depth in range(TREE_DEPTH):
            condition |= models.Q(**{f"organization__{'parent__' * depth}pk": organization.pk})
        return self.filter(condition)

    def published(self) -> "DatasetQuerySet":
        return self.filter(state=DatasetState.PUBLISHED)

    @staticmethod
    def public_through(prefix: str) -> models.Q:
        """Return the Q of the published datasets of a row, through the path `prefix`."""
        return models.Q(**{f"{prefix}__state": DatasetState.PUBLISHED})

    def of_organization(self, organization: Organization) -> "DatasetQuerySet":
        return self.filter(organization=organization)

    def of_certified(self) -> "DatasetQuerySet":
        return self.filter(organization__certified_at__isnull=False)

    def late(self, at: datetime | None = None) -> "DatasetQuerySet":
        """Those whose update is overdue, the longest first."""
        rows = self.published().filter(search_document__late_at__lte=at or timezone.now())
        return rows.order_by("search_document__late_at", "pk")

    def counted_by_state(self) -> dict[str, int]:
        counted = self.order_by().values_list("state").annotate(count=models.Count("pk"))
        return dict(counted.values_list("state", "count"))

    def drafts(self) -> "DatasetQuerySet":
        return self.filter(state=DatasetState.DRAFT)

    def submitted(self) -> "DatasetQuerySet":
        """The drafts that wait for somebody to publish them."""
        return self.drafts().filter(
            reviews__in=apps.get_model("catalog", "Review").objects.waiting()
        )

    def scheduled(self) -> "DatasetQuerySet":
        return self.filter(state=DatasetState.SCHEDULED)

    def private(self) -> "DatasetQuerySet":
        """Those being prepared: the public has not seen them yet."""
        return self.filter(state__in=PRIVATE_STATES)

    def public(self) -> "DatasetQuerySet":
        return self.filter(state__in=PUBLIC_STATES)

    def in_state(self, state: str) -> "DatasetQuerySet":
        return self.filter(state=state)

    def outside_bin(self) -> "DatasetQuerySet":
        return self.exclude(state=DatasetState.DELETED)

    def in_bin(self) -> "DatasetQuerySet":
        return self.filter(state=DatasetState.DELETED)

    def recoverable(self, at: datetime | None = None) -> "DatasetQuerySet":
        """Those of the bin that can still be taken out of it."""
        return self.in_bin().filter(deleted_at__gte=bin_opened(at))

    def latest_deleted_first(self) -> "DatasetQuerySet":
        return self.order_by("-deleted_at", "pk")

    def once_public(self) -> "DatasetQuerySet":
        """Those the public could read one day: deleted, their addresses answer 410, not 404."""
        return self.filter(published_at__isnull=False)

    def named(self, identifier: str) -> "DatasetQuerySet":
        """The one of that id, slug, former slug or foreign identifier."""
        try:
            return self.filter(pk=uuid.UUID(identifier))
        except ValueError:
            known = (
                apps.get_model("catalog", "DatasetAlias")
                .objects.filter(alias=identifier)
                .values("dataset")
            )
            return self.filter(models.Q(slug=identifier) | models.Q(pk__in=known))

    def newest_first(self) -> "DatasetQuerySet":
        return self.order_by("-published_at", "-created_at", "pk")

    def recently_updated_first(self) -> "DatasetQuerySet":
        """Those of which no date is known come last, on every database."""
        updated = models.F("data_updated_at").desc(nulls_last=True)
        return self.order_by(updated, "-created_at", "pk")

    def recently_edited_first(self) -> "DatasetQuerySet":
        return self.order_by("-modified_at", "pk")

    def downloaded(self) -> "DatasetQuerySet":
        """Those that somebody downloaded."""
        return self.filter(downloads__gt=0)

    def most_downloaded_first(self) -> "DatasetQuerySet":
        return self.order_by("-downloads", "-published_at", "pk")

    def checked_longest_ago_first(self) -> "DatasetQuerySet":
        """By the last time their public addresses were asked for; those never asked for first."""
        checked = models.Max("resources__publication_checks__checked_at")
        rows = self.annotate(checked_at=checked)
        return rows.order_by(models.F("checked_at").asc(nulls_first=True), "pk")

    def for_page(self) -> "DatasetQuerySet":
        return self.select_related("organization").prefetch_related("keywords")


class Dataset(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="datasets", verbose_name="organisation"
    )
    title = models.CharField("titre", max_length=350)
    acronym = models.CharField("sigle", max_length=50, blank=True)
    slug = models.SlugField("adresse", max_length=200, unique=True)
    short_description = models.CharField("résumé", max_length=200, blank=True)
    description = models.TextField("description", max_length=100_000, blank=True)
    license = models.CharField("licence", max_length=20, choices=licenses.CHOICES, blank=True)
    frequency = models.CharField(
        "fréquence de mise à jour", max_length=20, choices=frequencies.CHOICES, blank=True
    )
    keywords = models.ManyToManyField(
        Keyword, related_name="datasets", blank=True, verbose_name="mots-clés"
    )
    license_reason = models.CharField("pourquoi cette licence", max_length=500, blank=True)
    themes = models.ManyToManyField(
        Theme, related_name="datasets", blank=True, verbose_name="thématiques"
    )
    temporal_start = models.DateField("début de la période", null=True, blank=True)
    temporal_end = models.DateField("fin de la période", null=True, blank=True)
    granularity = models.CharField(
        "maille géographique", max_length=20, choices=granularities.CHOICES, blank=True
    )
    territories = models.ManyToManyField(
        Territory, related_name="datasets", blank=True, verbose_name="territoires"
    )
    producing_service = models.CharField("service producteur", max_length=200, blank=True)
    legal_notice = models.TextField("mentions légales", max_length=5000, blank=True)
    extras = models.JSONField("compléments", default=dict, blank=True)
    source = models.JSONField("ce que dit la source", default=dict, editable=False)
    source_views = models.PositiveIntegerField("vues à la source", default=0, editable=False)
    source_downloads = models.PositiveIntegerField(
        "téléchargements à la source", default=0, editable=False
    )
    views = models.PositiveIntegerField("consultations", default=0, editable=False)
    downloads = models.PositiveIntegerField("téléchargements", default=0, db_index=True)
    archive_reason = models.CharField("motif d’archivage", max_length=2000, blank=True)
    state = models.CharField(
        "état", max_length=10, choices=DatasetState, default=DatasetState.DRAFT, db_index=True
    )
    state_before_bin = models.CharField(
        "état avant la corbeille", max_length=10, choices=DatasetState, blank=True
    )
    created_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="created_datasets", verbose_name="créé par"
    )
    created_at = models.DateTimeField("créé le", default=timezone.now)
    modified_at = models.DateTimeField("modifié le", default=timezone.now)
    data_updated_at = models.DateTimeField("données mises à jour le", null=True, db_index=True)
    data_confirmed_at = models.DateTimeField("données dites toujours valables le", null=True)
    published_at = models.DateTimeField("publié le", null=True, db_index=True)
    archived_at = models.DateTimeField("archivé le", null=True)
    deleted_at = models.DateTimeField("mis à la corbeille le", null=True)
    revision = models.PositiveIntegerField("révision", default=1)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)

    objects = DatasetQuerySet.as_manager()

    class Meta:
        verbose_name = "jeu de données"
        verbose_name_plural = "jeux de données"
        permissions = [("publish_dataset", "Peut publier le jeu de données")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=PUBLIC_STATES) | models.Q(published_at__isnull=False),
                name="public_datasets_have_a_publication_date",
            ),
            models.CheckConstraint(
                condition=models.Q(temporal_end__gte=models.F("temporal_start"))
                | models.Q(temporal_start__isnull=True)
                | models.Q(temporal_end__isnull=True),
                name="a_coverage_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("showcase:dataset-detail", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def is_private(self) -> bool:
        return self.state in PRIVATE_STATES

    @property
    def license_facts(self) -> licenses.License | None:
        return licenses.LICENSES.get(self.license)

    @property
    def frequency_facts(self) -> frequencies.Frequency | None:
        return frequencies.FREQUENCIES.get(self.frequency)

    @property
    def next_update_at(self) -> datetime | None:
        """When the next update is expected; None when the frequency says nothing of it.

        Counted from the last update, or from the last time the data were said to hold.
        """
        facts = self.frequency_facts
        if facts is None or facts.period is None or self.data_updated_at is None:
            return None
        return (
            max(self.data_updated_at, self.data_confirmed_at or self.data_updated_at) + facts.period
        )

    @property
    def late_at(self) -> datetime | None:
        """From when the dataset is late, unless it is updated before."""
        return self.next_update_at + GRACE if self.next_update_at else None
