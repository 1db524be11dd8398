import re
import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from catalog.enums import Guard, ResourceKind, ResourceType, VersionState
from catalog.models.dataset import Dataset, bin_opened

SOURCE_PAGE = "Page d’origine sur data.gouv.fr"
UNNAMED = "Fichier {} sur data.gouv.fr"
GENERATED = re.compile(rf"{re.escape(SOURCE_PAGE)}|{UNNAMED.format('[0-9]+')}")


def is_generated(title: str) -> bool:
    """Tell whether an import wrote the title itself: nobody looks for its words."""
    return bool(GENERATED.fullmatch(title))


class ResourceQuerySet(models.QuerySet["Resource"]):
    def of_visible_datasets(self, user: Any) -> "ResourceQuerySet":
        return self.filter(dataset__in=Dataset.objects.visible_to(user))

    def readable_by(self, user: Any) -> "ResourceQuerySet":
        """Those whose bytes are given to `user`: neither removed, nor in the bin."""
        datasets = Dataset.objects.visible_to(user).outside_bin()
        return self.in_place().filter(dataset__in=datasets)

    def once_public(self) -> "ResourceQuerySet":
        """Those the public could read one day: not what was removed before the publication."""
        published_at = models.F("dataset__published_at")
        return self.filter(dataset__published_at__isnull=False).filter(
            models.Q(removed_at__isnull=True) | models.Q(removed_at__gt=published_at)
        )

    def named(self, identifier: uuid.UUID) -> "ResourceQuerySet":
        """The one of that id, ours first, or another catalogue's."""
        if self.filter(pk=identifier).exists():
            return self.filter(pk=identifier)
        return self.filter(aliases__alias=identifier)

    def hosted(self) -> "ResourceQuerySet":
        """Those of which a file is on line here."""
        return self.filter(current_version__isnull=False)

    def links_to_watch(self) -> "ResourceQuerySet":
        """Links that the public may follow, and whose present address nobody has asked for."""
        public = self.in_place().filter(kind=ResourceKind.REMOTE).exclude(url="")
        unknown = models.Q(link_check__isnull=True) | ~models.Q(link_check__address=models.F("url"))
        found = public.filter(unknown, dataset__in=Dataset.objects.public())
        return found.order_by("created_at", "pk")

    def in_place(self) -> "ResourceQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at__isnull=True)

    def of_format(self, name: str) -> "ResourceQuerySet":
        return self.filter(
            models.Q(current_version__format=name)
            | models.Q(current_version__isnull=True, declared_format=name)
        )

    def removed(self) -> "ResourceQuerySet":
        return self.filter(removed_at__isnull=False)

    def recoverable(self, at: datetime | None = None) -> "ResourceQuerySet":
        """Those removed that can still be put back."""
        return self.removed().filter(removed_at__gte=bin_opened(at))

    def of_datasets(self, datasets: "models.QuerySet[Dataset]") -> "ResourceQuerySet":
        return self.filter(dataset__in=datasets)

    def latest_removed_first(self) -> "ResourceQuerySet":
        return self.order_by("-removed_at", "pk")

    def pointing_wrong(self) -> "ResourceQuerySet":
        """Those whose pointer and whose versions' states do not say the same."""
        versions: Any = self.model._meta.get_field("versions").related_model
        on_line = versions.objects.current().filter(resource=models.OuterRef("pk"))
        other = on_line.exclude(pk=models.OuterRef("current_version"))
        agreed = on_line.filter(pk=models.OuterRef("current_version"))
        nowhere = models.Q(current_version__isnull=True)
        right = nowhere & ~models.Exists(on_line) | models.Exists(agreed) & ~models.Exists(other)
        return self.exclude(right)

    def numbered_wrong(self) -> "ResourceQuerySet":
        """Those whose versions are not numbered from 1 to their count."""
        counted = self.annotate(
            count=models.Count("versions"),
            first=models.Min("versions__number"),
            last=models.Max("versions__number"),
        ).filter(count__gt=0)
        return counted.exclude(first=1, last=models.F("count"))

    def for_page(self) -> "ResourceQuerySet":
        rows = self.select_related("current_version", "link_check")
        return rows.order_by("position", "created_at", "pk")

    def with_version_count(self) -> "ResourceQuerySet":
        """Tell for each row how many versions are kept, and the number of the last that waits for
        a decision, as `version_count` and `held_number`.
        """
        held = models.Q(versions__state=VersionState.HELD)
        return self.annotate(
            version_count=models.Count("versions"),
            held_number=models.Max("versions__number", filter=held),
        )

    def counted_by_format(self) -> "models.QuerySet[Any, tuple[Any, str, int]]":
        """Return (id of the dataset, format, number of resources), the most frequent first."""
        found = Coalesce("current_version__format", "declared_format")
        counts = self.values("dataset").annotate(found=found, count=models.Count("pk"))
        return counts.order_by("dataset", "-count", "found").values_list(
            "dataset", "found", "count"
        )


class Resource(models.Model):
    """A stable address: its id and permalink survive every replacement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dataset = models.ForeignKey(
        Dataset, models.CASCADE, related_name="resources", verbose_name="jeu de données"
    )
    kind = models.CharField("nature", max_length=10, choices=ResourceKind)
    type = models.CharField("type", max_length=15, choices=ResourceType, default=ResourceType.MAIN)
    title = models.CharField("titre", max_length=350)
    description = models.TextField("description", max_length=20_000, blank=True)
    url = models.URLField("adresse", max_length=2000, blank=True)
    declared_format = models.CharField("format", max_length=20, blank=True)
    declared_size = models.PositiveBigIntegerField("taille annoncée", null=True)
    declared_mime = models.CharField("type de contenu annoncé", max_length=200, blank=True)
    declared_checksum = models.CharField("empreinte annoncée", max_length=140, blank=True)
    extras = models.JSONField("compléments", default=dict, blank=True)
    source_downloads = models.PositiveIntegerField(
        "téléchargements à la source", default=0, editable=False
    )
    downloads = models.PositiveIntegerField("téléchargements", default=0, editable=False)
    current_version = models.ForeignKey(
        "ResourceVersion", models.PROTECT, null=True, related_name="+", verbose_name="version"
    )
    position = models.PositiveIntegerField("rang", default=0)
    created_at = models.DateTimeField("ajoutée le", default=timezone.now)
    modified_at = models.DateTimeField("modifiée le", default=timezone.now)
    removed_at = models.DateTimeField("retirée le", null=True)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)
    guard = models.CharField("contrôle", max_length=10, choices=Guard, default=Guard.HOLD)
    row_tolerance = models.PositiveSmallIntegerField(
        "part de lignes perdues admise, en %", default=30
    )
    key_columns = models.JSONField("colonnes clés", default=list, blank=True)
    table_schema = models.JSONField("schéma", null=True, blank=True)
    schema_url = models.URLField("adresse du schéma", max_length=500, blank=True)
    confirmed_at = models.DateTimeField("dite toujours valable le", null=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = "ressource"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=ResourceKind.FILE, url="")
                | models.Q(kind=ResourceKind.REMOTE, current_version__isnull=True),
                name="a_resource_is_a_file_or_a_link",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def permalink(self) -> str:
        """The path that never changes, whatever happens to the resource."""
        return reverse("permalink:resource-download", args=[self.pk])

    @property
    def is_remote(self) -> bool:
        return self.kind == ResourceKind.REMOTE

    @property
    def checks(self) -> list[Any]:
        """Return what is known of the addresses of the version on line; prefetch it for a list."""
        rows: Any = self.publication_checks.all()
        return [row for row in rows if row.version_id == self.current_version_id]

    @property
    def link_answer(self) -> Any:
        """Return the LinkCheck of the present address of a link, None while nobody asked for it."""
        check = getattr(self, "link_check", None) if self.is_remote else None
        known = check is not None and check.checked_at and check.address == self.url
        return check if known else None

    @property
    def format(self) -> str:
        return self.current_version.format if self.current_version else self.declared_format


class ResourceAlias(models.Model):
    """The identifier that another catalogue gave the resource: its permalinks lead here too."""

    alias = models.UUIDField("identifiant d’origine", unique=True)
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name = "identifiant d’origine de ressource"
        verbose_name_plural = "identifiants d’origine de ressource"

    def __str__(self) -> str:
        return str(self.alias)
