"""What is computed from the rest: the index, its facets, its counts of words, the counters."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction

from catalog.custody.breaches import Breach
from catalog.models import Dataset
from catalog.search.index import count_again, index, is_up_to_date, miscounted, with_texts
from catalog.stats.rollup import counters_too_high, roll_up

AT_ONCE = 200


def breaches_of_index(**_: Any) -> Iterator[Breach]:
    keys = list(Dataset.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        step = Dataset.objects.filter(pk__in=keys[start : start + AT_ONCE]).order_by("pk")
        for dataset in with_texts(step):
            if not is_up_to_date(dataset) and not is_right_when_held(dataset):
                yield Breach(
                    "I5",
                    f"« {dataset.title} » ({dataset.pk}) : l’index de recherche ne dit pas ce que "
                    "dit sa fiche. Il se récrit.",
                    partial(index, dataset),
                )


@transaction.atomic
def is_right_when_held(dataset: Dataset) -> bool:
    """Look again while nobody changes the dataset: the first look may have crossed a change."""
    row = Dataset.objects.filter(pk=dataset.pk)
    if not row.select_for_update(of=("self",)).first():
        return True
    return is_up_to_date(with_texts(row).get())


def breaches_of_words(**_: Any) -> Iterator[Breach]:
    if wrong := miscounted():
        words = ", ".join(sorted(wrong)[:5])
        yield Breach(
            "I5",
            f"{len(wrong)} mots de l’index ont un compte faux ({words}…). Ils se recomptent.",
            lambda: count_again(miscounted()),
        )


def breaches_of_counters(**_: Any) -> Iterator[Breach]:
    if count := counters_too_high():
        sentence = f"{count} compteurs disent plus de vues ou de téléchargements qu’il n’y en a eu."
        yield Breach("I5", sentence, roll_up)
