"""What the blocks of a home page show, fetched for all of them at once."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from showcase.public import public_datasets
from showcase.rows import Row, rows_of


@dataclass(frozen=True)
class Pick:
    row: Row
    why: str


@dataclass(frozen=True)
class Home:
    """The blocks in two groups, and the datasets that they show."""

    opening: list[Any]
    rooms: list[Any]
    datasets: int
    organizations: int
    newest: list[Row]
    chosen: dict[Any, Row]

    def picks_of(self, block: Any) -> list[Pick]:
        found = [(self.chosen.get(key_of(pick)), pick["why"]) for pick in block["picks"]]
        return [Pick(row, why) for row, why in found if row]


def show(body: Any) -> Home:
    """Fetch what the blocks need. A search box that comes first belongs to the opening."""
    blocks = list(body)
    opens = bool(blocks) and blocks[0].block_type == "search"
    newest, chosen = datasets_of(blocks)
    rows = rows_of([*newest, *chosen])
    counts = public_datasets().aggregate(
        datasets=Count("pk"), organizations=Count("organization", distinct=True)
    )
    return Home(
        opening=blocks[:1] if opens else [],
        rooms=blocks[1:] if opens else blocks,
        newest=rows[: len(newest)],
        chosen={row.dataset.pk: row for row in rows[len(newest) :]},
        **counts,
    )


def datasets_of(blocks: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return the newest datasets, as many as the longest block asks, and those that were chosen."""
    longest = max(
        (block.value["number"] for block in blocks if block.block_type == "newest"), default=0
    )
    keys = {
        key_of(pick)
        for block in blocks
        if block.block_type == "picks"
        for pick in block.value["picks"]
    }
    public = public_datasets().select_related("organization")
    return list(public.newest_first()[:longest]), list(public.filter(pk__in=keys - {None}))


def key_of(pick: Any) -> Any:
    """Return the key of the dataset that was chosen; None when it no longer exists."""
    return pick["dataset"].pk if pick["dataset"] else None
