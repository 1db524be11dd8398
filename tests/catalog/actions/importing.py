"""What the tests of imports share: a file written, imported; every row of every table."""

import hashlib
import json
from io import StringIO

from django.apps import apps
from django.core.management import call_command

from catalog.actions.imports_run import Import
from catalog.journal.models import Activity
from catalog.models import Dataset
from tests.catalog.importing.samples import write_table

ID = f"{1:024x}"
FILE = "8e3fc0d6-4ee3-4d5f-8f7c-2ba1c35e3f0a"
OTHER_FILE = "4f2b1c1e-97c7-4f7e-9f3a-1d1b6f8f2c11"


def run(*paths, **options):
    return Import(**options).run(list(paths))


def run_rows(folder, *rows, name="export.csv", **options):
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return run(write_table(folder / name, list(rows), names=columns), **options)


def run_objects(folder, *objects, name="page.json", **options):
    path = folder / name
    path.write_text(json.dumps({"data": list(objects)}), encoding="utf-8")
    return run(path, **options)


def told(*arguments, **options):
    """Return what the command says."""
    out = StringIO()
    call_command("import_catalogue", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def api_object(number=1, **values):
    """Return a dataset as the API gives it, with one file."""
    return {
        "id": f"{number:024x}",
        "title": f"Musées de l’Allier, {number}",
        "slug": f"musees-de-l-allier-{number}",
        "description": "Une description.",
        "frequency": "annual",
        "license": "lov2",
        "created_at": "2014-06-30T10:00:00",
        "last_modified": "2021-01-02T03:04:05",
        "tags": ["culture", "musees"],
        "private": False,
        "archived": None,
        "deleted": None,
        "organization": {
            "id": "534fff91a3a7292c64a77f73",
            "name": "Ministère de la Culture",
            "slug": "ministere-de-la-culture-et-de-la-communication",
        },
        "resources": [api_file()],
    } | values


def api_file(identifier=FILE, **values):
    return {
        "id": identifier,
        "title": "Liste des musées",
        "type": "main",
        "format": "csv",
        "url": f"https://donnees.exemple.org/{identifier}.csv",
        "created_at": "2014-06-30T10:00:00",
        "last_modified": "2020-06-30T10:00:00",
        "metrics": {"views": 12},
    } | values


def imported(number=1):
    return Dataset.objects.get(aliases__alias=f"{number:024x}")


def activities(dataset):
    return list(Activity.objects.about(dataset).order_by("pk"))


def everything():
    """Return how many rows there are, and a digest of them all."""
    count, digest = 0, hashlib.sha256()
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed:
            continue
        rows = sorted(map(repr, model._base_manager.values_list()))
        count += len(rows)
        digest.update("\n".join([model._meta.label, *rows]).encode())
    return count, digest.hexdigest()
