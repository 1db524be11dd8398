"""One public file and the key of who may replace it, as JSON: what bench.uploads sends to."""

import io
import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from catalog.accounts.models import User  # noqa: E402 (Django comes first)
from catalog.actions import dataset as datasets, keys, organization, resource as resources  # noqa: E402 (as above)
from catalog.enums import OrganizationKind  # noqa: E402 (as above)

CSV = b"numero;nom;commune;date\n000000000001;Musee 000001;Commune 0001;2026-01-01\n"


def main() -> None:
    by = User.objects.create_superuser("mesure@exemple.org", first_name="Mesure", last_name="Essai")
    owner = organization.create_organization(
        name="Mesures", kind=OrganizationKind.OPERATOR, parent=None, by=by
    )
    dataset = datasets.create_dataset(
        owner,
        by=by,
        title="Mesure",
        description="Pour mesurer.",
        frequency="annual",
        license="lov2",
    )
    made = resources.add_file(dataset, file=io.BytesIO(CSV), filename="mesure.csv", by=by)
    datasets.publish_dataset(dataset, by=by)
    address = f"/api/1/datasets/{dataset.pk}/resources/{made.pk}/"
    token = keys.create_api_key(by, by=by, name="Mesure").token
    sys.stdout.write(json.dumps({"resource": address, "token": token}))


main()
