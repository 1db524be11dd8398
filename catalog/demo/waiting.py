"""What waits: an export of the festivals gone wrong, to be confirmed or not, the prices of next
year, to be published in ten days, and a question to the DPNC.
"""

import io
import unicodedata
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from catalog.accounts.models import User
from catalog.accounts.requests.models import HelpRequest
from catalog.actions.help import ask_help
from catalog.actions.phrases import keep_phrase
from catalog.actions.releasing import plan_release
from catalog.actions.replacement import replace_resource
from catalog.demo import facts
from catalog.demo.files import csv_file
from catalog.demo.tables import Table
from catalog.models import Dataset, Release, ResourceVersion

FILENAME = "festivals-2027.csv"
KEPT = 22
PHRASES = (
    "Une adresse partagée ne reçoit pas de rôle : faites une demande par personne.",
    "Un prestataire ne gère pas les membres. Demandez le rôle d’éditeur, ou faites faire la "
    "demande par votre correspondant.",
)


def send_festivals(dataset: Dataset, *, by: User, at: datetime) -> ResourceVersion:
    """Send it behind the address of the festivals: it is held, and the old file serves."""
    resource = dataset.resources.in_place().get(title="Festivals (CSV)")
    content = io.BytesIO(csv_file(festivals_gone_wrong()))
    return replace_resource(resource, file=content, filename=FILENAME, by=by, at=at)


def plan_prices(dataset: Dataset, *, by: User, at: datetime) -> Release:
    day = timezone.localtime(at + timedelta(days=10))
    due_at = day.replace(hour=8, minute=0, second=0, microsecond=0)
    return plan_release(
        name="Tarifs 2027 des monuments", due_at=due_at, datasets=[dataset], by=by, at=at
    )


def ask_for_help(dataset: Dataset, *, by: User, at: datetime) -> HelpRequest:
    return ask_help(
        message="Faut-il un nouveau fichier pour chaque année, ou remplacer le même ?",
        page=reverse("backoffice:dataset-detail", args=[dataset.pk]),
        about=dataset.title,
        organization=dataset.organization,
        by=by,
        at=at,
    )


def keep_phrases(*, by: User) -> None:
    for text in PHRASES:
        keep_phrase(text=text, accepting=False, by=by)


def festivals_gone_wrong() -> Table:
    """Towns are gone, departments have lost their zeros, and people's addresses came along."""
    return Table(
        ("nom", "departement", "discipline", "mois", "creation", "courriel"),
        [
            (name, department.lstrip("0"), art, month, int(created), address(name, rank))
            for rank, (name, _, department, art, month, created) in enumerate(
                facts.FESTIVALS[:KEPT]
            )
        ],
    )


def address(name: str, rank: int) -> str:
    """Return an address of nobody, in the form that people's have."""
    first = ("camille", "ines", "yann", "claire", "noe", "lea")[rank % 6]
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    last = "".join(letter for letter in plain if letter.isalpha())[:9]
    return f"{first}.{last}@exemple.org"
