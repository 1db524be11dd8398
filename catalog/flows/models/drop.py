import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from catalog.enums import AfterDrop, DropState, Right, RunOutcome, VersionState
from catalog.flows.models.flow import Flow
from catalog.flows.models.inbox import Inbox
from catalog.flows.shapes import Seen
from catalog.models import Dataset, Resource, ResourceVersion

WAITING = (DropState.SEEN, DropState.STABLE, DropState.COPIED)
"""What became of these is not known yet."""
ENTERED = (DropState.COPIED, DropState.PUBLISHED, DropState.HELD, DropState.UNCHANGED)
ON_LINE = (DropState.PUBLISHED, DropState.UNCHANGED)


class RunQuerySet(models.QuerySet["Run"]):
    def idle(self) -> "RunQuerySet":
        return self.filter(outcome=RunOutcome.IDLE)

    def failed(self) -> "RunQuerySet":
        return self.filter(outcome=RunOutcome.FAILED)

    def latest_first(self) -> "RunQuerySet":
        return self.order_by("-finished_at", "-pk")


class Run(models.Model):
    """A look at the inbox. Those that follow one another and say the same are one row: `passes`
    counts them, between `started_at` and `finished_at`.
    """

    flow = models.ForeignKey(Flow, models.CASCADE, related_name="runs")
    started_at = models.DateTimeField("commencé le", default=timezone.now)
    finished_at = models.DateTimeField("terminé le", default=timezone.now)
    passes = models.PositiveIntegerField("passages", default=1)
    found = models.PositiveIntegerField("fichiers nouveaux", default=0)
    outcome = models.CharField("résultat", max_length=10, choices=RunOutcome)
    sentence = models.CharField("constat", max_length=500, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = "passage"
        indexes = [models.Index(fields=["flow", "-finished_at"])]

    def __str__(self) -> str:
        return f"{self.flow_id}, {self.get_outcome_display()}"

    @property
    def is_idle(self) -> bool:
        return self.outcome == RunOutcome.IDLE

    @property
    def is_failed(self) -> bool:
        return self.outcome == RunOutcome.FAILED


class DropQuerySet(models.QuerySet["Drop"]):
    def waiting(self) -> "DropQuerySet":
        """Those of which nothing is known yet."""
        return self.filter(state__in=WAITING)

    def seen(self) -> "DropQuerySet":
        return self.filter(state=DropState.SEEN)

    def to_take(self) -> "DropQuerySet":
        """Those that may be read, or whose reading was cut short."""
        return self.filter(state__in=(DropState.STABLE, DropState.COPIED))

    def entered(self) -> "DropQuerySet":
        """Those whose bytes made a version, or were on line already."""
        return self.filter(state__in=ENTERED)

    def held(self) -> "DropQuerySet":
        """Those that somebody must confirm or reject, and of which nobody has decided."""
        return self.filter(state=DropState.HELD, version__in=ResourceVersion.objects.waiting())

    def decided(self) -> "DropQuerySet":
        """Those that were held, and are no longer: somebody decided on their version."""
        return self.filter(state=DropState.HELD).exclude(
            version__in=ResourceVersion.objects.waiting()
        )

    def published(self) -> "DropQuerySet":
        return self.filter(state=DropState.PUBLISHED)

    def latest_settled_first(self) -> "DropQuerySet":
        return self.order_by("-settled_at", "-pk")

    def refused(self) -> "DropQuerySet":
        return self.filter(state=DropState.REFUSED)

    def of_key(self, key: str) -> "DropQuerySet":
        return self.filter(key=key)

    def going_to(self, value: str) -> "DropQuerySet":
        """Those of one resource of their flow."""
        return self.filter(value=value)

    def put_off(self, since: datetime) -> "DropQuerySet":
        """Those that could not be read since then, for a reason that may pass."""
        return self.to_take().filter(first_seen_at__lte=since).exclude(reason="")

    def in_turn(self) -> "DropQuerySet":
        """In the order in which they are published."""
        return self.order_by("pk")

    def before(self, drop: "Drop") -> "DropQuerySet":
        """Those that go to the same resource, and first."""
        return self.filter(flow=drop.flow_id, value=drop.value, pk__lt=drop.pk)

    def told_apart(self) -> "DropQuerySet":
        """Those that went well or not: the last one tells how it goes. What somebody rejected is
        known to them.
        """
        ends = self.filter(state__in=(*ENTERED, DropState.REFUSED))
        rejected = {"state": DropState.REFUSED, "version__decided_by__is_robot": False}
        return ends.exclude(**rejected).order_by(
            models.F("settled_at").desc(nulls_last=True), "-pk"
        )

    def unread(self, inbox: Inbox) -> "DropQuerySet":
        """Those of that inbox that nobody has begun to read."""
        return self.filter(inbox=inbox, state__in=(DropState.SEEN, DropState.STABLE))

    def to_tidy(self) -> "DropQuerySet":
        """Those on line whose file the flow moves or deletes, and that are still in the inbox."""
        asked = self.filter(state__in=ON_LINE, tidied_at__isnull=True)
        return asked.exclude(flow__after=AfterDrop.LEAVE)

    def held_for(self, user: Any) -> "DropQuerySet":
        """Those that this person may confirm or reject."""
        datasets = Dataset.objects.allowing(user, Right.CHANGE_DATASET).outside_bin()
        return self.held().filter(flow__dataset__in=datasets)

    def in_hand(self) -> "DropQuerySet":
        """Held until the transaction ends, with all that taking one asks for."""
        rows = self.select_related(
            "inbox", "flow__robot", "flow__resource", "flow__dataset__organization", "version"
        )
        return rows.select_for_update(of=("self",))

    def of_flows(self, flows: "models.QuerySet[Flow]") -> "DropQuerySet":
        return self.filter(flow__in=flows)

    def since(self, moment: datetime) -> "DropQuerySet":
        return self.filter(first_seen_at__gte=moment)

    def latest_first(self) -> "DropQuerySet":
        return self.order_by("-first_seen_at", "-pk")

    def for_page(self) -> "DropQuerySet":
        return self.select_related("flow__dataset", "version__resource", "version__decided_by")


class Drop(models.Model):
    """One version of a file of an inbox, known by its identity: it makes one version of a resource,
    or none, however many look.

    `rule`: the pattern of the flow at that time; `value`: the name or value by which its resource
    is found; `attempts`: readings that ended without a word, by a process that died;
    `tidied_at`: when it was moved or deleted, as the flow says.
    """

    flow = models.ForeignKey(Flow, models.CASCADE, related_name="drops")
    inbox = models.ForeignKey(Inbox, models.PROTECT, related_name="drops")
    key = models.CharField("clé", max_length=1100)
    raw_key = models.CharField("clé, telle que reçue", max_length=1100)
    identity = models.CharField("identité", max_length=200)
    etag = models.CharField("empreinte de la boîte", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("taille en octets")
    modified_at = models.DateTimeField("écrit le")
    rule = models.CharField("règle", max_length=300)
    value = models.CharField("nom ou valeur", max_length=255, blank=True)
    state = models.CharField("état", max_length=10, choices=DropState, default=DropState.SEEN)
    reason = models.CharField("constat", max_length=1000, blank=True)
    version = models.ForeignKey(
        ResourceVersion, models.SET_NULL, null=True, related_name="drops", verbose_name="version"
    )
    first_seen_at = models.DateTimeField("vu le", default=timezone.now)
    asked_at = models.DateTimeField("confié à un ouvrier le", null=True, editable=False)
    attempts = models.PositiveSmallIntegerField("essais", default=0, editable=False)
    settled_at = models.DateTimeField("réglé le", null=True)
    tidied_at = models.DateTimeField("rangé le", null=True)

    objects = DropQuerySet.as_manager()

    class Meta:
        verbose_name = "dépôt"
        indexes = [models.Index(fields=["flow", "state"]), models.Index(fields=["flow", "key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["flow", "inbox", "key", "identity"], name="one_drop_a_version_of_a_file"
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def as_seen(self) -> Seen:
        return Seen(self.key, self.raw_key, self.size, self.modified_at, self.identity, self.etag)

    @property
    def submission(self) -> uuid.UUID:
        """What makes one version of it, however often it is taken."""
        name = f"{self.flow_id} {self.inbox_id} {self.identity} {self.key}"
        return uuid.uuid5(uuid.NAMESPACE_URL, name)

    @property
    def filename(self) -> str:
        return self.key.rsplit("/", 1)[-1]

    @property
    def resource(self) -> Resource | None:
        return self.version.resource if self.version else None

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_to_take(self) -> bool:
        return self.state in (DropState.STABLE, DropState.COPIED)

    @property
    def is_seen_only(self) -> bool:
        return self.state == DropState.SEEN

    @property
    def is_refused(self) -> bool:
        return self.state == DropState.REFUSED

    @property
    def is_vanished(self) -> bool:
        return self.state == DropState.VANISHED

    @property
    def is_on_line(self) -> bool:
        return self.state in ON_LINE

    @property
    def outcome(self) -> str:
        """Its state as it is now: somebody may have decided on its version since."""
        if self.state != DropState.HELD or self.version is None or self.version.is_held:
            return self.state
        if self.version.state in (VersionState.CURRENT, VersionState.SUPERSEDED):
            return DropState.PUBLISHED
        return DropState.REFUSED if self.version.decided_by_id else DropState.SUPERSEDED

    @property
    def outcome_label(self) -> str:
        return str(DropState(self.outcome).label)
