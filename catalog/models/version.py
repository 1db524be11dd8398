import uuid
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from catalog.accounts.models import User
from catalog.enums import LegalBasis, Origin, Right, VersionState
from catalog.files.shapes import Comparison, Profile
from catalog.models.dataset import Dataset
from catalog.models.resource import Resource


class ResourceVersionQuerySet(models.QuerySet["ResourceVersion"]):
    def once_public(self) -> "ResourceVersionQuerySet":
        """Those the public could read one day: not what was replaced before the publication."""
        replaced_before = ResourceVersion.objects.published().filter(
            resource=models.OuterRef("resource"),
            number__gt=models.OuterRef("number"),
            created_at__lte=models.OuterRef("resource__dataset__published_at"),
        )
        published = self.published().filter(resource__dataset__published_at__isnull=False)
        return published.filter(~models.Exists(replaced_before))

    def readable_by(self, user: Any) -> "ResourceVersionQuerySet":
        """Those whose bytes are given to `user`.

        One that was replaced before the publication stays between those who prepare the dataset.
        """
        past = models.Q(pk__in=ResourceVersion.objects.once_public().values("pk"))
        shown = models.Q(state=VersionState.CURRENT) | past
        prepared = Dataset.objects.allowing(user, Right.CHANGE_DATASET)
        return self.filter(resource__in=Resource.objects.readable_by(user)).filter(
            shown | models.Q(resource__dataset__in=prepared)
        )

    def waiting(self) -> "ResourceVersionQuerySet":
        """Those that somebody must confirm or reject."""
        return self.filter(state=VersionState.HELD)

    def undecided(self) -> "ResourceVersionQuerySet":
        """Those that are received, checked or held: not on line, and perhaps one day."""
        undecided = (VersionState.RECEIVED, VersionState.CHECKING, VersionState.HELD)
        return self.filter(state__in=undecided)

    def kept(self) -> "ResourceVersionQuerySet":
        """Those whose file is in the storage: it was not erased for its age."""
        return self.filter(discarded_at__isnull=True)

    def under(self, prefix: str) -> "ResourceVersionQuerySet":
        """Those whose key begins so: keys are drawn at random, two letters share them evenly."""
        return self.filter(key__startswith=prefix)

    def received_before(self, moment: datetime) -> "ResourceVersionQuerySet":
        return self.filter(created_at__lt=moment)

    def with_table(self) -> "ResourceVersionQuerySet":
        return self.exclude(table_key="")

    def beyond(self, count: int, since: datetime) -> "ResourceVersionQuerySet":
        """Those that retention no longer asks for: off line before `since`, and `count` published
        after them. The one on line and those that wait are never among them.
        """
        after = ResourceVersion.objects.published().filter(
            resource=models.OuterRef("resource"), number__gt=models.OuterRef("number")
        )
        newer = after.order_by().values("resource").annotate(newer=models.Count("pk"))
        replaced = after.annotate(on_line_at=Coalesce("decided_at", "created_at"))
        past = self.kept().filter(state__in=(VersionState.SUPERSEDED, VersionState.REJECTED))
        return past.filter(models.Exists(replaced.filter(on_line_at__lt=since))).filter(
            models.Exists(newer.filter(newer__gte=count)) if count else models.Q()
        )

    def being_checked(self) -> "ResourceVersionQuerySet":
        """Those of which nobody knows yet whether they go on line."""
        return self.filter(state__in=(VersionState.RECEIVED, VersionState.CHECKING))

    def standing(self) -> "ResourceVersionQuerySet":
        """The one on line, and those that may be one day: their bytes need not be sent again."""
        return self.current() | self.undecided()

    def unread(self) -> "ResourceVersionQuerySet":
        """Those whose file was not profiled yet."""
        return self.filter(profile__isnull=True)

    def not_compared(self) -> "ResourceVersionQuerySet":
        return self.filter(comparison__isnull=True)

    def with_dataset(self) -> "ResourceVersionQuerySet":
        return self.select_related("resource__dataset__organization", "created_by")

    def held_with(self, resource: Resource) -> "ResourceVersionQuerySet":
        """Those of a resource whose row is locked: nobody decides on them meanwhile."""
        return self.filter(resource=resource).select_related("created_by", "decided_by", "based_on")

    def of_size(self, size: int) -> "ResourceVersionQuerySet":
        return self.filter(size=size)

    def of_bytes(self, sha256: str) -> "ResourceVersionQuerySet":
        return self.filter(sha256=sha256)

    def deposited_by_people(self) -> "models.QuerySet[Any, Any]":
        """Return the ids of those who sent them."""
        sent = self.filter(created_by__isnull=False).order_by()
        return sent.values_list("created_by", flat=True).distinct()

    def in_hands_of(self, user: Any) -> "ResourceVersionQuerySet":
        """Those of the files, in place, of the datasets that `user` may change."""
        datasets = Dataset.objects.allowing(user, Right.CHANGE_DATASET).outside_bin()
        return self.of_datasets(datasets)

    def published(self) -> "ResourceVersionQuerySet":
        """Those that are or were on line."""
        return self.filter(state__in=(VersionState.CURRENT, VersionState.SUPERSEDED))

    def current(self) -> "ResourceVersionQuerySet":
        return self.filter(state=VersionState.CURRENT)

    def before(self, version: "ResourceVersion") -> "ResourceVersionQuerySet":
        return self.filter(number__lt=version.number)

    def newest_first(self) -> "ResourceVersionQuerySet":
        return self.select_related("created_by").order_by("-number")

    def of_dataset(self, dataset: Dataset) -> "ResourceVersionQuerySet":
        """Those of the files that were not removed."""
        return self.filter(resource__in=dataset.resources.in_place())

    def of_datasets(
        self, datasets: "list[Dataset] | models.QuerySet[Dataset]"
    ) -> "ResourceVersionQuerySet":
        return self.filter(resource__in=Resource.objects.in_place().filter(dataset__in=datasets))

    def since(self, moment: datetime) -> "ResourceVersionQuerySet":
        return self.filter(created_at__gte=moment)

    def days(self) -> "models.QuerySet[Any, tuple[uuid.UUID, date]]":
        """Return (id of the dataset, day when a version went on line), each pair once."""
        day = TruncDate(Coalesce("decided_at", "created_at"))
        rows = self.order_by().annotate(day=day).values_list("resource__dataset", "day")
        return rows.distinct()

    def with_total(self) -> "ResourceVersionQuerySet":
        """Tell on each row how many there are, as `total`, those that a slice leaves included."""
        return self.annotate(total=models.Window(models.Count("pk")))

    def latest_first(self) -> "ResourceVersionQuerySet":
        """Order by date, across resources."""
        return self.order_by("-created_at", "-number", "pk")


class ResourceVersion(models.Model):
    """One immutable file. Its key is made of UUIDs only, never of the name, and never reused."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resource = models.ForeignKey(
        Resource, models.CASCADE, related_name="versions", verbose_name="ressource"
    )
    number = models.PositiveIntegerField("numéro")
    state = models.CharField(
        "état", max_length=10, choices=VersionState, default=VersionState.CURRENT
    )
    key = models.CharField("clé de stockage", max_length=120, unique=True)
    filename = models.CharField("nom du fichier", max_length=255)
    format = models.CharField("format", max_length=20)
    mime = models.CharField("type de contenu", max_length=120)
    size = models.PositiveBigIntegerField("taille en octets")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    note = models.TextField("quoi de neuf", max_length=2000, blank=True)
    created_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="déposée par"
    )
    created_at = models.DateTimeField("déposée le", default=timezone.now)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)
    origin = models.CharField("arrivée par", max_length=10, choices=Origin, default=Origin.SCREEN)
    based_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", verbose_name="comparée à"
    )
    profile = models.JSONField("profil", null=True, editable=False)
    comparison = models.JSONField("comparaison", null=True, editable=False)
    table_key = models.CharField("clé de la table dérivée", max_length=120, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="confirmée ou rejetée par"
    )
    decided_at = models.DateTimeField("confirmée ou rejetée le", null=True)
    reason = models.TextField("raison", max_length=2000, blank=True)
    legal_basis = models.CharField(
        "base légale des données personnelles", max_length=20, choices=LegalBasis, blank=True
    )

    discarded_at = models.DateTimeField("fichier effacé le", null=True, editable=False)

    objects = ResourceVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version"
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="one_number_each"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="no_empty_version"),
            models.UniqueConstraint(
                fields=["resource"],
                condition=models.Q(state=VersionState.CURRENT),
                name="one_version_on_line",
            ),
            models.CheckConstraint(
                condition=models.Q(discarded_at__isnull=True)
                | models.Q(state__in=(VersionState.SUPERSEDED, VersionState.REJECTED)),
                name="only_the_past_is_erased",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filename}, version {self.number}"

    @property
    def contents(self) -> Profile | None:
        """What the file contains; None while it has not been read."""
        return Profile.from_json(self.profile) if self.profile else None

    @property
    def changes(self) -> Comparison | None:
        """What it changes to the version it was compared with; None when it was with none."""
        return Comparison.from_json(self.comparison) if self.comparison else None

    @property
    def is_held(self) -> bool:
        return self.state == VersionState.HELD

    @property
    def is_being_checked(self) -> bool:
        return self.state in (VersionState.RECEIVED, VersionState.CHECKING)

    def newest_of_sender(self) -> "ResourceVersion | None":
        """Return the last of the files that the same person sent after it, if they wait too."""
        if not self.is_being_checked:
            return None
        sent = ResourceVersion.objects.being_checked().filter(
            resource=self.resource_id, created_by=self.created_by_id, number__gt=self.number
        )
        return sent.order_by("-number").first()

    @property
    def is_rejected(self) -> bool:
        return self.state == VersionState.REJECTED

    @property
    def is_current(self) -> bool:
        return self.state == VersionState.CURRENT


class ColumnDescription(models.Model):
    """What a column means. It belongs to the resource, by the column's name: versions pass."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="column_descriptions")
    name = models.CharField("colonne", max_length=300)
    label = models.CharField("libellé", max_length=200, blank=True)
    description = models.TextField("description", max_length=5000, blank=True)
    unit = models.CharField("unité", max_length=60, blank=True)
    semantic = models.CharField("type métier", max_length=40, blank=True)
    position = models.PositiveIntegerField("rang", default=0)

    class Meta:
        verbose_name = "description de colonne"
        verbose_name_plural = "descriptions de colonne"
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["resource", "name"], name="one_description_a_column")
        ]

    def __str__(self) -> str:
        return self.label or self.name
