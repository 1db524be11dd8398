"""Bring the database up to date, load the demo once, compose its home page, say how to try it."""

from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from catalog.demo import flows, people
from catalog.demo.load import load
from catalog.stats.rollup import roll_up
from showcase.demo import compose_home

PREPARATION = ("build_assets", "migrate", "createcachetable")
GUIDE = """
{state}

Comptes, tous avec le mot de passe « {password} » :
{accounts}

À essayer :
  1. {site}/
     chercher « musées », ouvrir un jeu de données, le télécharger.
  2. {site}/compte/connexion/
     éditeur : remplacer un fichier de « Festivals ». Son adresse ne change pas.
  3. {site}/espace/demandes/
     DPNC : répondre aux demandes, avec un motif.
  4. {site}/courriels/
     lire les courriels que tout cela a envoyés.
  5. {site}/espace/flux/
     éditrice de l’opérateur : un flux publie ce qu’on dépose dans un dossier. Dans la minute :
     {copy}
  6. {site}/espace/
     administrateur de la DRAC : relire ce que son contributeur a soumis. Administratrice du
     ministère : accepter le jeu de données qu’un opérateur propose de lui transférer.
"""


class Command(BaseCommand):
    help = "Load the demo, once; it keeps what was done in it. Refused in production."

    def handle(self, *_args, **_options):
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo has a public password: it is not loaded in production.")
        for command in PREPARATION:
            call_command(command, verbosity=0, stdout=StringIO())
        was_there = people.already_there()
        if not was_there:
            with transaction.atomic():
                compose_home(load())
        roll_up()
        self.stdout.write(guide(was_there=was_there))


def guide(*, was_there: bool) -> str:
    shown = [person for person in people.EVERYBODY if person.role]
    return GUIDE.format(
        state="La démonstration est comme vous l’aviez laissée." if was_there
        else "La démonstration est chargée.",
        password=people.PASSWORD,
        accounts="\n".join(f"  {person.email:33} {person.role}" for person in shown),
        site=settings.SITE_URL,
        copy=flows.command(),
    )  # fmt: skip
