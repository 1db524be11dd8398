import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from catalog.accounts.models import Organization
from catalog.enums import InboxKind
from catalog.models import Dataset
from catalog.rules import restrict


class InboxQuerySet(models.QuerySet["Inbox"]):
    def allowing(self, user: Any, right: str) -> "InboxQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def open_to(self, dataset: Dataset) -> "InboxQuerySet":
        """Those that a flow of this dataset may read: the platform's, and its organisation's."""
        own = models.Q(organization=dataset.organization_id)
        return self.filter(own | models.Q(organization__isnull=True))

    def same_place(self, inbox: "Inbox") -> "InboxQuerySet":
        """All the names under which the same bucket, or the same folder, is known."""
        return self.filter(
            kind=inbox.kind, endpoint=inbox.endpoint, bucket=inbox.bucket, folder=inbox.folder
        )

    def folders(self) -> "InboxQuerySet":
        return self.filter(kind=InboxKind.FOLDER)

    def in_order(self) -> "InboxQuerySet":
        return self.select_related("organization").order_by("name")

    def with_flow_count(self) -> "InboxQuerySet":
        """Tell for each row how many flows read it, whatever their state, as `flow_count`."""
        return self.annotate(flow_count=models.Count("flows"))


class Inbox(models.Model):
    """A bucket or a folder, and by which key it is read.

    `credentials` names a pair of variables of the environment: no secret is kept here. `folder` is
    whole, and below one of WATCHED_FOLDERS.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("nom", max_length=100, unique=True)
    kind = models.CharField("nature", max_length=10, choices=InboxKind)
    endpoint = models.CharField("adresse du serveur S3", max_length=300, blank=True)
    bucket = models.CharField("espace (bucket)", max_length=100, blank=True)
    region = models.CharField("région", max_length=50, blank=True)
    credentials = models.CharField("référence de la clé", max_length=60, blank=True)
    folder = models.CharField("dossier", max_length=500, blank=True)
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inboxes",
        verbose_name="réservée à l’organisation",
    )
    created_at = models.DateTimeField("déclarée le", default=timezone.now)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)

    objects = InboxQuerySet.as_manager()

    class Meta:
        verbose_name = "boîte de dépôt"
        verbose_name_plural = "boîtes de dépôt"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=InboxKind.S3, folder="") & ~models.Q(bucket="")
                | models.Q(kind=InboxKind.FOLDER, endpoint="", bucket="", credentials="")
                & ~models.Q(folder=""),
                name="an_inbox_is_a_bucket_or_a_folder",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_folder(self) -> bool:
        return self.kind == InboxKind.FOLDER

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return self.folder if self.is_folder else f"{self.bucket}, sur {self.endpoint}"
