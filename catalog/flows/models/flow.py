import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from catalog.accounts.models import User
from catalog.enums import AfterDrop, FlowSchedule, FlowState, FlowTarget, Guard
from catalog.flows.models.inbox import Inbox
from catalog.flows.shapes import TrialReport
from catalog.models import Dataset, Resource
from catalog.rules import restrict

OVER = (FlowState.REFUSED, FlowState.STOPPED)
TRIAL = timedelta(hours=1)
FEEDING = (FlowState.ACTIVE, FlowState.PAUSED)


class FlowQuerySet(models.QuerySet["Flow"]):
    def allowing(self, user: Any, right: str) -> "FlowQuerySet":
        """Those over which `user` holds `right`: the same question as `has_perm`."""
        return restrict(self, user, right)

    def active(self) -> "FlowQuerySet":
        """Those that publish: validated, and of a dataset that is not in the bin."""
        in_place = Dataset.objects.outside_bin()
        return self.filter(state=FlowState.ACTIVE, dataset__in=in_place)

    def to_decide(self) -> "FlowQuerySet":
        """Those that the DPNC must validate or refuse."""
        return self.filter(state=FlowState.SUBMITTED)

    def decided(self) -> "FlowQuerySet":
        """Those that were validated or refused, and are not submitted again."""
        return self.filter(decided_at__isnull=False).exclude(state=FlowState.SUBMITTED)

    def declared_by_others(self, user: Any) -> "FlowQuerySet":
        """Nobody decides on a flow that they declared, were they allowed everything."""
        return self.exclude(declared_by=user.pk)

    def living(self) -> "FlowQuerySet":
        """Those that read files, or may one day: neither refused nor stopped."""
        return self.exclude(state__in=OVER)

    def feeding(self) -> "FlowQuerySet":
        """Those that keep resources up to date, or did until their pause."""
        return self.filter(state__in=FEEDING)

    def watched(self) -> "FlowQuerySet":
        """Those that publish, and those of which something wrong was said and is not over."""
        incidents: Any = self.model._meta.get_field("incidents").related_model
        open_ones = incidents.objects.open().filter(flow=models.OuterRef("pk"))
        return self.active() | self.filter(models.Exists(open_ones))

    def of_dataset(self, dataset: Dataset) -> "FlowQuerySet":
        return self.filter(dataset=dataset)

    def reading(self, inboxes: "models.QuerySet[Inbox]") -> "FlowQuerySet":
        return self.filter(inbox__in=inboxes)

    def due(self, at: datetime) -> "FlowQuerySet":
        return self.active().filter(next_at__lte=at)

    def move_slot(self, flow: "Flow", following: datetime | None) -> bool:
        """Take the slot of this row for oneself: only one of those who see it due may."""
        seen = self.active().filter(pk=flow.pk, next_at=flow.next_at)
        return bool(seen.update(next_at=following))

    def hold(self, pk: uuid.UUID) -> "Flow":
        """Return the row as it is now, held until the transaction ends."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def hold_of(self, drop_id: int) -> "Flow | None":
        """Likewise the one of that drop."""
        return self.select_for_update(of=("self",)).filter(drops=drop_id).first()

    def decisions_first(self) -> "FlowQuerySet":
        """Those that wait for the DPNC, then the living ones, then those that are over."""
        rank = models.Case(
            models.When(state=FlowState.SUBMITTED, then=0),
            models.When(state__in=OVER, then=2),
            default=1,
        )
        return self.order_by(rank, "name", "pk")

    def for_page(self) -> "FlowQuerySet":
        return self.select_related(
            "dataset__organization", "inbox", "resource", "declared_by", "decided_by", "robot"
        )


class Flow(models.Model):
    """Files of an inbox that go to the resources of one dataset, by themselves.

    `part`: the name of the captured part by which resources are told apart. `next_at`: None when
    nothing is planned. `cursor`: the key after which the next pass goes on, where there are many.
    `declared_by`: who said what it is now; whoever changes where it reads declares it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dataset = models.ForeignKey(
        Dataset, models.CASCADE, related_name="flows", verbose_name="jeu de données"
    )
    inbox = models.ForeignKey(
        Inbox, models.PROTECT, related_name="flows", verbose_name="boîte de dépôt"
    )
    name = models.CharField("nom", max_length=100)
    pattern = models.CharField("fichiers surveillés", max_length=300)
    target = models.CharField(
        "destination", max_length=10, choices=FlowTarget, default=FlowTarget.ONE
    )
    part = models.CharField("partie du nom", max_length=40, blank=True)
    resource = models.ForeignKey(
        Resource,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ressource",
    )
    schedule = models.CharField(
        "passages", max_length=10, choices=FlowSchedule, default=FlowSchedule.EVERY
    )
    minutes = models.PositiveIntegerField("intervalle, en minutes", default=60)
    cron = models.CharField("expression cron", max_length=100, blank=True)
    guard = models.CharField("contrôle", max_length=10, choices=Guard, blank=True)
    row_tolerance = models.PositiveSmallIntegerField(
        "part de lignes perdues admise, en %", null=True, blank=True
    )
    after = models.CharField(
        "une fois publié", max_length=10, choices=AfterDrop, default=AfterDrop.LEAVE
    )
    told = models.ManyToManyField(
        User, related_name="+", blank=True, verbose_name="personnes prévenues"
    )
    state = models.CharField(
        "état", max_length=10, choices=FlowState, default=FlowState.DRAFT, db_index=True
    )
    robot = models.OneToOneField(
        User, models.SET_NULL, null=True, related_name="robot_of", editable=False
    )
    declared_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="déclaré par"
    )
    created_at = models.DateTimeField("déclaré le", default=timezone.now)
    submitted_at = models.DateTimeField("soumis le", null=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="validé ou refusé par"
    )
    decided_at = models.DateTimeField("validé ou refusé le", null=True)
    reason = models.TextField("motif", max_length=2000, blank=True)
    paused_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name="mis en pause par"
    )
    paused_at = models.DateTimeField("en pause depuis le", null=True)
    pause_reason = models.TextField("motif de la pause", max_length=2000, blank=True)
    next_at = models.DateTimeField("prochain passage", null=True, db_index=True)
    cursor = models.CharField("reprise après", max_length=1100, blank=True, editable=False)
    revision = models.PositiveIntegerField("révision", default=1)
    submission = models.UUIDField("envoi du formulaire", null=True, unique=True, editable=False)

    objects = FlowQuerySet.as_manager()

    class Meta:
        verbose_name = "flux"
        verbose_name_plural = "flux"

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.state == FlowState.ACTIVE

    @property
    def is_paused(self) -> bool:
        return self.state == FlowState.PAUSED

    @property
    def is_submitted(self) -> bool:
        return self.state == FlowState.SUBMITTED

    @property
    def is_to_try(self) -> bool:
        """Tell whether a trial moves it: later on, it only informs."""
        return self.state in (FlowState.DRAFT, FlowState.TESTED)

    @property
    def is_feeding(self) -> bool:
        return self.state in FEEDING

    @property
    def is_refused(self) -> bool:
        return self.state == FlowState.REFUSED

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def rhythm(self) -> str:
        """When it looks, for people."""
        if self.schedule == FlowSchedule.EVERY:
            return "chaque minute" if self.minutes == 1 else f"toutes les {self.minutes} minutes"
        return f"cron : {self.cron}" if self.schedule == FlowSchedule.CRON else "à la demande"


class FeedQuerySet(models.QuerySet["Feed"]):
    def of_resources(
        self, resources: "models.QuerySet[Resource] | list[Resource]"
    ) -> "FeedQuerySet":
        """Those by which resources are kept up to date now, with their flow."""
        return self.filter(resource__in=resources, flow__state__in=FEEDING).select_related("flow")

    def running(self) -> "FeedQuerySet":
        """Those whose flow publishes now: it is not paused."""
        return self.filter(flow__state=FlowState.ACTIVE)


class Feed(models.Model):
    """The resource that takes the files of that name, or of that value; "": the only one.

    This table alone says where a file goes: neither its key nor what it contains does.
    """

    flow = models.ForeignKey(Flow, models.CASCADE, related_name="feeds")
    value = models.CharField("nom ou valeur", max_length=255, blank=True)
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="feeds")

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = "ressource alimentée"
        verbose_name_plural = "ressources alimentées"
        constraints = [
            models.UniqueConstraint(fields=["flow", "value"], name="one_resource_a_value")
        ]

    def __str__(self) -> str:
        return f"{self.value or 'tout'} → {self.resource_id}"


class FlowTestQuerySet(models.QuerySet["FlowTest"]):
    def latest_first(self) -> "FlowTestQuerySet":
        return self.select_related("asked_by").order_by("-asked_at", "-pk")

    def under_way(self, at: datetime) -> "FlowTestQuerySet":
        """Those asked for, and not answered yet: after an hour nobody answers any more."""
        return self.filter(finished_at__isnull=True, asked_at__gt=at - TRIAL)

    def finished(self) -> "FlowTestQuerySet":
        return self.filter(finished_at__isnull=False)


class FlowTest(models.Model):
    """A trial: what is there is read and compared, and nothing is published.

    `revision`: of the flow that was tried; another one since, and the trial says nothing of it.
    """

    flow = models.ForeignKey(Flow, models.CASCADE, related_name="tests")
    revision = models.PositiveIntegerField("révision du flux")
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    finished_at = models.DateTimeField("terminé le", null=True)
    report_json = models.JSONField("rapport", null=True, editable=False)

    objects = FlowTestQuerySet.as_manager()

    class Meta:
        verbose_name = "essai de flux"
        verbose_name_plural = "essais de flux"

    def __str__(self) -> str:
        return f"{self.flow_id}, {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def report(self) -> TrialReport | None:
        """What was found; None while the trial is under way."""
        return TrialReport.from_json(self.report_json) if self.report_json else None
