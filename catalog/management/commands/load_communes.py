"""Load the communes of INSEE's code officiel géographique: `manage.py load_communes PATH`."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from catalog.models import Territory

LEVEL = "fr:commune"
COLUMNS = {"TYPECOM", "COM", "DEP", "LIBELLE"}
BATCH = 1000


class Command(BaseCommand):
    help = "Load the communes of INSEE's file (v_commune_AAAA.csv) as territories."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        wanted = communes(options["path"])
        known = {one.pk: one for one in Territory.objects.filter(level=LEVEL)}
        new = [one for key, one in wanted.items() if key not in known]
        changed = [
            one
            for key, one in wanted.items()
            if key in known and (one.name, one.parent_id) != (known[key].name, known[key].parent_id)
        ]
        Territory.objects.bulk_create(new, batch_size=BATCH)
        Territory.objects.bulk_update(changed, ["name", "parent"], batch_size=BATCH)
        gone = len(known.keys() - wanted.keys())
        self.stdout.write(
            f"Communes : {len(new)} apparues, {len(changed)} changées, {gone} absentes du fichier "
            "et gardées."
        )


def communes(path: Path) -> dict[str, Territory]:
    """Return the communes by identifier; delegated and former ones are none of ours."""
    departments = set(Territory.objects.filter(level="fr:departement").values_list("pk", flat=True))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not set(rows.fieldnames or ()) >= COLUMNS:
                raise CommandError(f"{path} is not INSEE's file: it lacks {sorted(COLUMNS)}.")
            found = [commune(row) for row in rows if row["TYPECOM"] == "COM"]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path} cannot be read: {error}.") from error
    for one in found:
        if one.parent_id not in departments:
            one.parent_id = None
    return {one.pk: one for one in found}


def commune(row: dict[str, str]) -> Territory:
    return Territory(
        id=f"{LEVEL}:{row['COM']}",
        level=LEVEL,
        code=row["COM"],
        name=row["LIBELLE"],
        parent_id=f"fr:departement:{row['DEP']}",
    )
