"""What an organisation says once for all its drafts."""

import uuid

import pytest
from django.urls import reverse

from catalog.models import Dataset
from tests import factories
from tests.backoffice.steps import text

pytestmark = pytest.mark.django_db
DEFAULTS = {
    "default_license": "lov2",
    "default_frequency": "annual",
    "default_contact_name": "Pôle données",
    "default_contact_email": "donnees@exemple.org",
    "default_keywords": "patrimoine, Bretagne",
}


def url(name, organization):
    return reverse(f"backoffice:organization-{name}", args=[organization.slug])


@pytest.fixture
def organization():
    return factories.organization()


@pytest.fixture
def client(client_of, organization):
    return client_of(factories.administrator(organization))


def test_new_drafts_start_with_them_and_old_ones_do_not_move(client, organization):
    before = factories.dataset(organization=organization, license="", frequency="")

    client.post(url("defaults", organization), DEFAULTS)
    form = {"organization": organization.slug, "title": "Musées", "submission": str(uuid.uuid4())}
    page = text(client.post(reverse("backoffice:dataset-create"), form, follow=True))

    made = Dataset.objects.get(title="Musées")
    assert (made.license, made.frequency) == ("lov2", "annual")
    assert {word.name for word in made.keywords.all()} == {"patrimoine", "Bretagne"}
    assert made.contacts.get().email == "donnees@exemple.org"
    assert "Il part avec la licence, la fréquence, les mots-clés et le contact" in page
    before.refresh_from_db()
    assert before.license == ""


def test_members_read_them_and_administrators_change_them(client, client_of, organization):
    client.post(url("defaults", organization), DEFAULTS)
    editor = client_of(factories.editor(organization))
    stranger = client_of(factories.user())

    page = text(editor.get(url("detail", organization)))

    assert "Pôle données, donnees@exemple.org" in page
    assert url("defaults", organization) not in page
    assert url("defaults", organization) in text(client.get(url("detail", organization)))
    assert "donnees@exemple.org" not in text(stranger.get(url("detail", organization)))
    for other in (editor, stranger):
        assert other.get(url("defaults", organization)).status_code == 403
        assert other.post(url("defaults", organization), DEFAULTS).status_code == 403


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"default_contact_email": ""}, "Donnez l’adresse électronique de « Pôle données »"),
        ({"default_contact_email": "donnees"}, "n’est pas de la forme nom@domaine.fr"),
        ({"default_license": "maison"}, "« maison » n’est pas une licence connue"),
        ({"default_keywords": "x" * 501}, "la limite est de 500"),
    ],
)
def test_a_bad_value_is_refused_and_the_others_are_kept(client, organization, typed, said):
    response = client.post(url("defaults", organization), DEFAULTS | typed)

    assert response.status_code == 422
    assert said in text(response)
    assert "Pôle données" in text(response)
    organization.refresh_from_db()
    assert organization.default_contact_name == ""


def test_the_journal_has_both_values(client, organization):
    client.post(url("defaults", organization), DEFAULTS)
    client.post(url("defaults", organization), DEFAULTS)

    entry = organization.activities.get(verb="organization.described")
    assert entry.changes["default_license"] == ["", "lov2"]
