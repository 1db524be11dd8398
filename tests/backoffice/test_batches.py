"""Several datasets of the list: nothing is written before the page that says what will be."""

import html
import re

import pytest
from django.urls import reverse

from tests import factories
from tests.forms import forms_of

pytestmark = pytest.mark.django_db
LIST = reverse("backoffice:dataset-list")
CREATE = reverse("backoffice:batch-create")


@pytest.fixture
def editor():
    return factories.editor()


@pytest.fixture
def rows(editor):
    organization = editor.organizations.get()
    return [factories.dataset(title, organization=organization) for title in ("Balises", "Phares")]


def text(response):
    return response.content.decode()


def address(rows, kind):
    return f"{CREATE}?{'&'.join(f'jeu={row.pk}' for row in rows)}&geste={kind}"


def frequencies(rows):
    for row in rows:
        row.refresh_from_db()
    return {row.frequency for row in rows}


def test_it_goes_from_the_list_to_the_preview_then_is_applied_and_undone(client_of, editor, rows):
    client = client_of(editor)
    assert CREATE in text(client.get(LIST))
    page = address(rows, "frequency")
    assert "Voir ce qui changera" in text(client.get(page))

    preview = client.post(page, {"frequency": "monthly", "apercu": "1"})

    assert "2 jeux de données" in text(preview)
    assert frequencies(rows) == {"annual"}
    (form,) = [form for form in forms_of(preview) if "frequency" in form.fields]
    done = client.post(page, form.fields | {"appliquer": "1"}, follow=True)
    assert frequencies(rows) == {"monthly"}
    (undo,) = [form.action for form in forms_of(done) if form.action.endswith("/annuler/")]
    assert undo.removesuffix("annuler/") in text(client.get(CREATE))
    assert "tout est comme avant" in text(client.post(undo, follow=True))
    assert frequencies(rows) == {"annual"}


def test_a_row_that_prevents_all_is_named_and_nothing_is_offered(client_of, editor, rows):
    published = factories.dataset(organization=rows[0].organization, published=True)

    page = client_of(editor).post(
        address([*rows, published], "archive"), {"reason": "Remplacés.", "apercu": "1"}
    )

    assert text(page).count("S’y oppose") == 2
    assert "Appliquer" not in text(page)


def test_what_is_typed_wrong_comes_back(client_of, editor, rows):
    page = client_of(editor).post(address(rows, "contact"), {"contact_name": "Pôle données"})

    assert page.status_code == 422
    assert "Pôle données" in text(page)


def test_without_a_choice_it_leads_to_the_list(client_of, editor):
    assert "Aucun jeu de données n’est choisi" in text(client_of(editor).get(CREATE))


def test_all_that_the_list_finds_is_changed_as_it_was_foreseen(client_of, editor, rows):
    organization = rows[0].organization
    more = [factories.dataset(f"Phare {n}", organization=organization) for n in range(20)]
    client = client_of(editor)
    (address,) = re.findall(r'href="([^"]*tous=1[^"]*)"', text(client.get(LIST, {"q": "phare"})))
    page = f"{html.unescape(address)}&geste=frequency"
    preview = client.post(page, {"frequency": "monthly", "apercu": "1"})
    late = factories.dataset("Phare tardif", organization=organization)
    (form,) = [form for form in forms_of(preview) if "frequency" in form.fields]

    client.post(page, form.fields | {"appliquer": "1"})

    assert frequencies([rows[1], *more]) == {"monthly"}
    assert frequencies([rows[0], late]) == {"annual"}
