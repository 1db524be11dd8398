"""What people ask of one another: a draft submitted, another sent back, a dataset proposed to the
ministry, an invitation, a certification, an organisation to validate, a batch undone.
"""

import io

from catalog.actions.batches import Terms, change_datasets, undo_batch
from catalog.actions.certification import ask_certification
from catalog.actions.dataset import describe_dataset
from catalog.actions.invitations import invite
from catalog.actions.organization_life import propose_organization
from catalog.actions.resource import add_file
from catalog.actions.submitting import return_dataset, submit_dataset
from catalog.actions.transferring import propose_transfer
from catalog.demo import people
from catalog.demo.files import csv_file
from catalog.demo.organizations import BRITTANY, CITY, MINISTRY, MONUMENTS
from catalog.demo.tables import Table
from catalog.demo.world import World
from catalog.enums import BatchKind, OrganizationKind, Role
from catalog.models import Dataset

SIRET = "18000099400012"
WORKSHOPS = Table(
    ("atelier", "métier", "commune", "département", "ouverture"),
    [
        ("L’Établi des Rives", "ébénisterie", "Quimper", "29", "samedi"),
        ("Verre et Vent", "verre soufflé", "Brest", "29", "mercredi, samedi"),
        ("La Forge du Ponant", "ferronnerie", "Landerneau", "29", ""),
        ("Terre de Loch", "céramique", "Auray", "56", "vendredi"),
        ("Reliure Saint-Malo", "reliure", "Saint-Malo", "35", "mardi, jeudi"),
        ("Au Fil du Trieux", "tissage", "Paimpol", "22", "samedi"),
        ("Luthiers du Couesnon", "lutherie", "Fougères", "35", ""),
    ],
)


def happened(told: dict[str, Dataset], world: World) -> None:
    """What is over: words added to two datasets by mistake, and a draft that was sent back."""
    editor, head = world.users[people.EDITOR], world.users[people.BRITTANY_HEAD]
    words = Terms(kind=BatchKind.ADD_KEYWORDS, words=("musées de Bretagne",))
    chosen = [told["musees"], told["entrees-musees"]]
    undo_batch(change_datasets(chosen, words, by=editor, at=world.day(12)), by=editor,
               at=world.day(12))  # fmt: skip
    contributor, schools = world.users[people.CONTRIBUTOR], told["ecoles-bretagne"]
    describe_dataset(schools, by=contributor, frequency="annual", at=world.day(8))
    submit_dataset(schools, by=contributor, note="Une première version.", at=world.day(7))
    return_dataset(
        schools,
        by=head,
        reason="Le lien mène à l’accueil de la DRAC : joignez le fichier des écoles, avec leur "
        "commune.",
        at=world.day(6),
    )


def waits(told: dict[str, Dataset], world: World) -> None:
    """What somebody is expected to answer."""
    submit_workshops(told["ateliers-bretagne"], world)
    give_monuments(told["monuments"], world)
    invite(
        world.organizations[BRITTANY],
        email=people.SECOND_APPLICANT.email,
        role=Role.CONTRIBUTOR,
        message="Pour tenir avec Yann la liste des écoles de musique.",
        by=world.users[people.BRITTANY_HEAD],
        at=world.day(2),
    )
    ask_certification(
        world.organizations[MONUMENTS],
        siret=SIRET,
        proof="Je dirige l’établissement : décret de nomination du 3 mars 2025.",
        by=world.users[people.MONUMENTS_HEAD],
        at=world.day(3),
    )
    propose_organization(
        name="Conservatoire à rayonnement régional de Besançon",
        kind=OrganizationKind.LOCAL_AUTHORITY,
        description="Musique, danse et théâtre : ses inscriptions et sa saison publique.",
        parent=world.organizations[CITY],
        by=world.users[people.CITY_HEAD],
        at=world.day(1),
    )


def submit_workshops(draft: Dataset, world: World) -> None:
    by = world.users[people.CONTRIBUTOR]
    file, name = io.BytesIO(csv_file(WORKSHOPS)), "ateliers-metiers-art.csv"
    add_file(draft, file=file, filename=name, title="Ateliers (CSV)", by=by, at=world.day(3))
    note = "Les jours d’ouverture de Fougères restent à confirmer."
    submit_dataset(draft, by=by, note=note, at=world.day(1))


def give_monuments(dataset: Dataset, world: World) -> None:
    propose_transfer(
        [dataset],
        to=world.organizations[MINISTRY],
        by=world.users[people.MONUMENTS_HEAD],
        note="La carte des monuments rejoint celle des musées, que le ministère tient à jour.",
        at=world.day(2),
    )
