"""What the blocks of a home page show, fetched for all of them at once, and only what they ask."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from catalog.models import Dataset, Resource
from catalog.search.models import FacetKind
from showcase.popular import Popular, most_downloaded
from showcase.public import public_datasets
from showcase.rows import Row, rows_of
from showcase.shares import Share, spread, theme_shares

MOST_PRODUCERS = 24
PRODUCER_PAGE = "showcase:organization-detail"


@dataclass(frozen=True)
class Pick:
    row: Row
    why: str


@dataclass(frozen=True)
class Ranked:
    row: Row
    downloads: int


@dataclass(frozen=True)
class Figure:
    number: int
    label: str


@dataclass(frozen=True)
class Home:
    """The blocks in two groups, and what they show."""

    opening: list[Any]
    rooms: list[Any]
    datasets: int
    organizations: int
    newest: list[Row]
    updated: list[Row]
    popular: list[Ranked]
    is_recent: bool
    chosen: dict[Any, Row]
    figures: list[Figure]
    themes: list[Share]
    producers: list[Share]

    def picks_of(self, block: Any) -> list[Pick]:
        found = [(self.chosen.get(key_of(pick)), pick["why"]) for pick in block["picks"]]
        return [Pick(row, why) for row, why in found if row]


def show(body: Any) -> Home:
    """Fetch what the blocks need. A search box that comes first belongs to the opening."""
    blocks = list(body)
    opens = bool(blocks) and blocks[0].block_type == "search"
    popular = most_downloaded(longest(blocks, "popular"))
    found = listed(blocks)
    rows = drawn([*found, *popular.datasets])
    totals = count_all()
    shares = spread(public_datasets(), FacetKind.THEME, FacetKind.ORGANIZATION)
    return Home(
        opening=blocks[:1] if opens else [],
        rooms=blocks[1:] if opens else blocks,
        datasets=totals["datasets"],
        organizations=totals["organizations"],
        newest=ordered(found, rows, "published_at"),
        updated=ordered(found, rows, "data_updated_at"),
        popular=ranked(popular, rows),
        is_recent=popular.is_recent,
        chosen=rows,
        figures=figures(totals) if has(blocks, "figures") else [],
        themes=theme_shares(shares) if has(blocks, "themes") else [],
        producers=shares.links(FacetKind.ORGANIZATION, PRODUCER_PAGE, most=MOST_PRODUCERS),
    )


def has(blocks: list[Any], kind: str) -> bool:
    return any(block.block_type == kind for block in blocks)


def longest(blocks: list[Any], kind: str) -> int:
    """Return how many datasets the longest block of that kind asks for."""
    return max((block.value["number"] for block in blocks if block.block_type == kind), default=0)


def listed(blocks: list[Any]) -> list[Dataset]:
    """Return what the blocks list, in one query: the newest, those updated last, and the chosen."""
    public = public_datasets()
    newest = public.newest_first().values("pk")[: longest(blocks, "newest")]
    updated = public.recently_updated_first().values("pk")[: longest(blocks, "updated")]
    picked = [block.value["picks"] for block in blocks if block.block_type == "picks"]
    keys = {key_of(pick) for picks in picked for pick in picks} - {None}
    wanted = Q(pk__in=newest) | Q(pk__in=updated) | Q(pk__in=keys)
    return list(public.filter(wanted).select_related("organization"))


def ordered(datasets: list[Dataset], rows: dict[Any, Row], name: str) -> list[Row]:
    """Return the rows, the latest by that date first; the longest block finds all its own there."""
    dated = [dataset for dataset in datasets if getattr(dataset, name)]
    dated.sort(key=lambda dataset: str(dataset.pk))
    dated.sort(key=lambda dataset: (getattr(dataset, name), dataset.created_at), reverse=True)
    return [rows[dataset.pk] for dataset in dated]


def key_of(pick: Any) -> Any:
    """Return the key of the dataset that was chosen; None when it no longer exists."""
    return pick["dataset"].pk if pick["dataset"] else None


def drawn(datasets: list[Dataset]) -> dict[Any, Row]:
    """Return each dataset as a row, once even when several blocks show it."""
    return {row.dataset.pk: row for row in rows_of({one.pk: one for one in datasets}.values())}


def ranked(popular: Popular, rows: dict[Any, Row]) -> list[Ranked]:
    return [
        Ranked(rows[dataset.pk], downloads)
        for dataset, downloads in zip(popular.datasets, popular.counts, strict=True)
    ]


def count_all() -> dict[str, int]:
    this_month = Q(data_updated_at__gte=month_start())
    return public_datasets().aggregate(
        datasets=Count("pk"),
        organizations=Count("organization", distinct=True),
        updated=Count("pk", filter=this_month),
    )


def figures(totals: dict[str, int]) -> list[Figure]:
    files = Resource.objects.in_place().filter(dataset__in=public_datasets()).count()
    return [
        Figure(totals["datasets"], "jeux de données"),
        Figure(totals["organizations"], "organisations qui publient"),
        Figure(files, "fichiers et liens"),
        Figure(totals["updated"], "jeux de données mis à jour ce mois-ci"),
    ]


def month_start() -> datetime:
    return timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
