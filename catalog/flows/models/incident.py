from datetime import datetime

from django.db import models
from django.utils import timezone

from catalog.enums import IncidentKind
from catalog.flows.models.flow import Flow


class IncidentQuerySet(models.QuerySet["Incident"]):
    def open(self) -> "IncidentQuerySet":
        return self.filter(closed_at__isnull=True)

    def of_kind(self, kind: str) -> "IncidentQuerySet":
        return self.filter(kind=kind)

    def of_flows(self, flows: "models.QuerySet[Flow] | list[Flow]") -> "IncidentQuerySet":
        return self.filter(flow__in=flows)

    def told_to(self, own: "models.QuerySet[Flow]") -> "IncidentQuerySet":
        """Those of one's own flows, besides held files, which are told apart; of the others, held
        files, and what the DPNC was told of.
        """
        held = models.Q(kind=IncidentKind.HELD)
        mine = models.Q(flow__in=own)
        others = held | models.Q(escalated_at__isnull=False)
        return self.filter((mine & ~held) | (~mine & others))

    def lasting_since(self, moment: datetime) -> "IncidentQuerySet":
        """Those open since then at least, of which the DPNC was not told."""
        return self.open().filter(opened_at__lte=moment, escalated_at__isnull=True)

    def oldest_first(self) -> "IncidentQuerySet":
        return self.select_related("flow__dataset__organization").order_by("opened_at", "pk")


class Incident(models.Model):
    """What goes wrong with a flow: one message when it opens, one to the DPNC when it lasts, one
    when it is over.
    """

    flow = models.ForeignKey(Flow, models.CASCADE, related_name="incidents")
    kind = models.CharField("nature", max_length=10, choices=IncidentKind)
    sentence = models.CharField("constat", max_length=1000)
    opened_at = models.DateTimeField("ouvert le", default=timezone.now)
    told_at = models.DateTimeField("annoncé le", null=True)
    escalated_at = models.DateTimeField("annoncé à la DPNC le", null=True)
    closed_at = models.DateTimeField("clos le", null=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = "incident de flux"
        verbose_name_plural = "incidents de flux"
        constraints = [
            models.UniqueConstraint(
                fields=["flow", "kind"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_incident_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.flow_id}, {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
