from typing import Any

from django.core.management.base import BaseCommand

from catalog.models import Dataset
from catalog.search.index import reindex


class Command(BaseCommand):
    help = "Write the search index and the facets of every dataset again."

    def handle(self, *arguments: Any, **options: Any) -> None:
        self.stdout.write(f"Indexed: {sum(reindex(Dataset.objects.all()))}")
