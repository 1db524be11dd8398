"""What an account is written about itself: a link that opens it is for its mailbox only."""

import json
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from catalog.accounts.sealing import box

KEPT = timedelta(days=7)
PURPOSE = "account mail"


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str
    html: str


class AccountMailQuerySet(models.QuerySet["AccountMail"]):
    def too_old(self, at: datetime | None = None) -> "AccountMailQuerySet":
        """Those that no link of theirs can open any more, sent or not."""
        return self.filter(created_at__lt=(at or timezone.now()) - KEPT)


class AccountMail(models.Model):
    """A mail that waits for the relay: locked, since whoever read its link would enter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.TextField("message fermé", blank=True)
    """Emptied once sent."""
    created_at = models.DateTimeField("écrit le", default=timezone.now)
    leaving_at = models.DateTimeField("remis au courrier le", null=True)
    sent_at = models.DateTimeField("envoyé le", null=True)

    objects = AccountMailQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel de compte"
        verbose_name_plural = "courriels de compte"

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def letter(self) -> Letter:
        """Raises InvalidToken once the key of the site is another's."""
        return Letter(**json.loads(box(PURPOSE).decrypt(self.sealed)))


def sealed(letter: Letter) -> str:
    return box(PURPOSE).encrypt(json.dumps(asdict(letter)).encode()).decode()
