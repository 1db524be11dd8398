"""What the addresses of other sites answer, and when each of these sites may be asked again."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models.functions import Now, RowNumber
from django.utils import timezone

from catalog.accounts.models import Organization
from catalog.models.dataset import Dataset
from catalog.models.resource import Resource

GONE = (404, 410)
EMPTY = 416
"""No first byte to give: the file is there, and it is empty."""
FAILURE = 400
BEAT = 0.2


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def current(self) -> "LinkCheckQuerySet":
        """Those of the address that the resource has today."""
        return self.filter(address=models.F("resource__url"))

    def watched(self) -> "LinkCheckQuerySet":
        """Those of links that the public may follow."""
        public = Resource.objects.in_place().of_datasets(Dataset.objects.public())
        return self.current().filter(resource__in=public)

    def due(self, at: datetime, *, each: int) -> "LinkCheckQuerySet":
        """Those whose time has come, `each` a host, one host after the other."""
        rank = models.Window(RowNumber(), partition_by="host", order_by=["next_at", "pk"])
        rows = self.watched().filter(next_at__lte=at).annotate(rank=rank)
        return rows.filter(rank__lte=each).order_by("rank", "next_at", "pk")

    def working(self) -> "LinkCheckQuerySet":
        return self.filter(checked_at__isnull=False, status__isnull=False, failures=0)

    def dead(self) -> "LinkCheckQuerySet":
        return self.filter(dead_since__isnull=False)

    def died_untold(self) -> "LinkCheckQuerySet":
        return self.dead().filter(told_at__isnull=True)

    def back_untold(self) -> "LinkCheckQuerySet":
        """Those that answer again, after somebody was told that they were dead."""
        return self.filter(dead_since__isnull=True, told_at__isnull=False)

    def of_organization(self, organization: Organization) -> "LinkCheckQuerySet":
        return self.filter(resource__dataset__organization=organization)

    def for_mail(self) -> "LinkCheckQuerySet":
        rows = self.select_related("resource__dataset__organization")
        return rows.order_by("resource__dataset__title", "resource__position", "pk")


class LinkCheck(models.Model):
    """The last answer of a link. `status` is None when nobody answered, whatever the cause: to say
    which would let anybody explore the networks around us.

    `next_at`: not asked again before; `failed_since`: of the present series of `failures`.
    """

    resource = models.OneToOneField(Resource, models.CASCADE, related_name="link_check")
    address = models.CharField("adresse vérifiée", max_length=2000)
    host = models.CharField("site", max_length=255, blank=True)
    checked_at = models.DateTimeField("vérifié le", null=True)
    status = models.PositiveSmallIntegerField("code de réponse", null=True)
    mime = models.CharField("type de contenu", max_length=200, blank=True)
    size = models.PositiveBigIntegerField("taille", null=True)
    modified_at = models.DateTimeField("modifié à la source le", null=True)
    final_url = models.CharField("adresse finale", max_length=2000, blank=True)
    failures = models.PositiveIntegerField("échecs de suite", default=0)
    failed_since = models.DateTimeField("en échec depuis", null=True)
    next_at = models.DateTimeField("prochaine vérification", default=timezone.now, db_index=True)
    asked_at = models.DateTimeField("vérification demandée le", null=True)
    dead_since = models.DateTimeField("mort depuis", null=True)
    told_at = models.DateTimeField("annoncé mort le", null=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "vérification de lien"
        verbose_name_plural = "vérifications de lien"

    def __str__(self) -> str:
        return f"{self.address}, {self.status or 'sans réponse'}"

    @property
    def works(self) -> bool:
        return bool(self.checked_at) and is_answer(self.status)

    @property
    def is_dead(self) -> bool:
        return self.dead_since is not None

    @property
    def is_gone(self) -> bool:
        """Tell whether the site itself says that there is nothing there any more."""
        return self.status in GONE

    @property
    def sentence(self) -> str:
        """Say what came, after « ce lien »; nothing when it is what was wanted."""
        if self.works or self.checked_at is None:
            return ""
        if self.status is None:
            return "est inaccessible"
        meaning = MEANINGS.get(self.status, MEANINGS.get(self.status // 100, ""))
        return f"répond {self.status} ({meaning})" if meaning else f"répond {self.status}"


MEANINGS = {
    5: "son site est en panne",
    401: "son site demande de s’identifier",
    403: "son site refuse l’accès",
    404: "son site ne le trouve pas",
    410: "son site l’a supprimé",
}


def is_answer(status: int | None) -> bool:
    return status is not None and (status < FAILURE or status == EMPTY)


class LinkHostQuerySet(models.QuerySet["LinkHost"]):
    def take(self, host: str, *, lease: timedelta) -> uuid.UUID | None:
        """Return a token if it is ours to ask this site now; the database's clock says so."""
        token = uuid.uuid4()
        free = self.filter(host=host, free_at__lte=Now())
        if free.update(free_at=Now() + lease, token=token):
            return token
        if self.filter(host=host).exists():
            return None
        long_free = timezone.now() - timedelta(minutes=1)
        self.bulk_create([LinkHost(host=host, free_at=long_free)], ignore_conflicts=True)
        return token if free.update(free_at=Now() + lease, token=token) else None

    def give_back(self, host: str, token: uuid.UUID, *, pause: timedelta) -> None:
        self.filter(host=host, token=token).update(free_at=Now() + pause, token=None)

    def seconds_before(self, host: str) -> float:
        """Return how long to wait before taking it: it rests, or somebody is asking it now."""
        left = self.filter(host=host).annotate(left=models.F("free_at") - Now())
        found, token = left.values_list("left", "token").get(host=host)
        seconds: float = max(found.total_seconds(), 0)
        return min(seconds, BEAT) if token else seconds

    def forget(self, at: datetime) -> None:
        """Drop the sites that nobody has asked for a day."""
        self.filter(free_at__lt=at - timedelta(days=1)).delete()


class LinkHost(models.Model):
    """A site that links lead to: asked by one of us at a time, and not before `free_at`."""

    host = models.CharField("site", max_length=255, primary_key=True)
    free_at = models.DateTimeField("libre à partir de", default=timezone.now)
    token = models.UUIDField("jeton", null=True, editable=False)

    objects = LinkHostQuerySet.as_manager()

    class Meta:
        verbose_name = "site visité"
        verbose_name_plural = "sites visités"

    def __str__(self) -> str:
        return self.host
