from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from catalog.models import Dataset
from catalog.search.index import index


class Command(BaseCommand):
    help = "Write the search index and the facets of every dataset again."

    def handle(self, *arguments: Any, **options: Any) -> None:
        keys = list(Dataset.objects.order_by("pk").values_list("pk", flat=True))
        for key in keys:
            with transaction.atomic():
                index(Dataset.objects.select_for_update(of=("self",)).get(pk=key))
        self.stdout.write(f"Indexed: {len(keys)}")
