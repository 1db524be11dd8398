"""The demo's home page: what an editor would have chosen for it."""

from catalog.models import Dataset
from showcase.models import HomePage

CHOSEN = {
    "musees": "Le point de départ : où sont les musées, et comment les rattacher à un territoire.",
    "festivals": "Du livre au spectacle vivant, l’année des grands rendez-vous.",
    "entrees-monuments": "Douze mises à jour en un an ; la treizième est attendue.",
}


def compose_home(datasets: dict[str, Dataset]) -> None:
    """Fill the selection of the home page, as from its editing screen."""
    page = HomePage.objects.get()
    for block in page.body:
        if block.block_type == "picks":
            block.value["picks"] = [
                {"dataset": datasets[slug], "why": why} for slug, why in CHOSEN.items()
            ]
    page.save_revision().publish()
