"""Each public page asks the database as few questions with 200 rows as with two."""

import pytest

from catalog.actions.dataset import describe_dataset
from catalog.models import Dataset
from tests import factories
from tests.client import query_budget
from tests.showcase.blocks import compose, newest, picks

pytestmark = pytest.mark.django_db
BUDGETS = {
    "/": 15,
    "/explorer/": 12,
    "/explorer/?q=archives": 12,
    "/explorer/?q=archives&mot=mot-0&mot=mot-1&organisation=inconnue": 12,
    "/explorer/?q=archives&thematique=musee&territoire=fr:region:53&format=tabular": 12,
    "/organisations/": 12,
    "/organisations/archives-de-valbrume/": 12,
    "/organisations/archives-de-valbrume/?famille=1": 12,
    "/thematiques/": 12,
    "/thematiques/musee/": 12,
    "/territoires/": 12,
    "/territoires/region/53/": 12,
    "/territoires/departement/35/": 12,
}

EVERY_OTHER = [
    ("search", {"placeholder": "", "suggestions": []}),
    ("updated", {"heading": "Mis à jour", "text": "", "number": 12}),
    ("themes", {"heading": "Thématiques", "text": ""}),
    ("popular", {"heading": "Les plus téléchargés", "number": 12}),
    ("figures", {"heading": "En chiffres"}),
    ("producers", {"heading": "Qui publie", "text": "", "number": 24}),
]


def counts(client):
    """Return the number of queries of each page, once its budget is checked."""
    found = {}
    for page, budget in BUDGETS.items():
        client.get(page)  # Wagtail keeps the addresses of its sites
        with query_budget(budget) as queries:
            assert client.get(page).status_code == 200
        found[page] = len(queries)
    return found


def test_lists_ask_as_few_questions_with_200_datasets_as_with_two(client):
    publisher = factories.organization("Archives de Valbrume")

    def fill(numbers):
        made = [
            factories.dataset(
                f"Archives {number}",
                organization=publisher,
                keywords=[f"mot {number}"],
                themes=["musee"],
                territories=["fr:departement:35"],
                with_link=True,
                published=True,
            )
            for number in numbers
        ]
        factories.organization(parent=publisher)
        chosen = [(dataset, "Pour son intérêt") for dataset in made[:12]]
        compose(*[picks(*chosen)] * 3, newest(2), newest(12), *EVERY_OTHER)

    fill(range(2))
    few = counts(client)
    fill(range(2, 200))
    assert Dataset.objects.published().count() == 200

    assert counts(client) == few


def test_the_organization_list_asks_as_few_questions_with_60_as_with_two(client):
    parent = factories.organization()
    factories.dataset(organization=parent, with_link=True, published=True)
    with query_budget(12) as few:
        client.get("/organisations/")

    for _ in range(60):
        factories.organization(parent=parent)
    with query_budget(12) as many:
        client.get("/organisations/")

    assert len(few) == len(many)


def test_a_dataset_page_asks_as_few_questions_with_200_files_versions_and_keywords(client):
    dataset = factories.dataset(keywords=["un", "deux"], published=True)
    address = dataset.get_absolute_url()
    file = dataset.resources.get()
    factories.version(file, b"nom\nDeuxi\xc3\xa8me\n")
    client.get(address)
    with query_budget(15) as few:
        client.get(address)

    for number in range(200):
        factories.link(dataset, title=f"Lien {number}")
    factories.past_versions(file, 200)
    words = [f"mot {number}" for number in range(200)]
    describe_dataset(dataset, by=factories.platform(), keywords=words)
    with query_budget(15) as many:
        page = client.get(address).content.decode()

    assert len(few) == len(many)
    assert "Lien 199" in page
    assert "mot 199" in page
    assert page.count("<time ") == 10
    assert "Toutes les versions" in page
