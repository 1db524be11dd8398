"""The page of a dataset and the gestures it offers."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from catalog.actions.dataset import describe_dataset
from catalog.enums import CountKind, DatasetState, Role
from catalog.models import Dataset, DatasetUserPermission
from catalog.stats.models import today
from catalog.stats.writing import Key, write
from tests import factories
from tests.client import query_budget

pytestmark = pytest.mark.django_db


def url(name, dataset, *more):
    return reverse(f"backoffice:dataset-{name}", args=[dataset.pk, *more])


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (DatasetState.DRAFT, "Le public ne le voit pas"),
        (DatasetState.PUBLISHED, "Voir la page publique"),
        (DatasetState.ARCHIVED, "Publier à nouveau"),
        (DatasetState.DELETED, "Sortir de la corbeille"),
    ],
)
def test_each_state_says_what_it_is_and_offers_the_next_gesture(client_of, state, said):
    dataset = factories.dataset(state=state)

    page = client_of(factories.editor(dataset.organization)).get(url("detail", dataset))

    assert said in page.content.decode()


def test_publishing_twice_is_said_once_done(client_of):
    dataset = factories.dataset(with_file=True)
    client = client_of(factories.editor(dataset.organization))
    client.post(url("publish", dataset))

    page = client.post(url("publish", dataset), follow=True).content.decode()

    assert "est publié" in page
    assert "fr-alert--error" not in page
    assert dataset.activities.filter(verb="dataset.published").count() == 1


def test_publishing_an_incomplete_draft_leads_to_what_is_missing(client_of):
    dataset = factories.dataset(frequency="", with_file=True)
    client = client_of(factories.editor(dataset.organization))

    page = client.post(url("publish", dataset), follow=True).content.decode()

    assert "n’est pas encore publiable" in page
    assert "Choisissez une fréquence de mise à jour." in page
    assert Dataset.objects.get().state == DatasetState.DRAFT


def test_archiving_asks_for_a_reason_and_keeps_it(client_of):
    dataset = factories.dataset(published=True)
    client = client_of(factories.editor(dataset.organization))

    assert client.post(url("archive", dataset), {"reason": "  "}).status_code == 422
    client.post(url("archive", dataset), {"reason": "Remplacé par la base nationale."})

    assert Dataset.objects.get().state == DatasetState.ARCHIVED
    page = client.get(url("journal", dataset)).content.decode()
    assert "Remplacé par la base nationale." in page


def test_deleting_is_confirmed_with_its_consequence_and_undone(client_of):
    dataset = factories.dataset(published=True)
    client = client_of(factories.editor(dataset.organization))
    assert "410" in client.get(url("delete", dataset)).content.decode()

    client.post(url("delete", dataset), {"reason": ""})
    assert Dataset.objects.get().state == DatasetState.DELETED
    client.post(url("delete", dataset), {"reason": ""})
    client.post(url("restore", dataset))

    assert Dataset.objects.get().state == DatasetState.PUBLISHED


def test_a_contributor_cannot_delete(client_of):
    dataset = factories.dataset()
    client = client_of(factories.grant(dataset, publish=True))

    assert url("delete", dataset) not in client.get(url("detail", dataset)).content.decode()
    assert client.post(url("delete", dataset)).status_code == 403


def test_an_administrator_names_a_contributor_who_is_told_by_mail(client_of):
    dataset = factories.dataset()
    contributor = factories.member(dataset.organization, Role.CONTRIBUTOR)
    client = client_of(factories.administrator(dataset.organization))
    mail.outbox.clear()

    client.post(url("grant", dataset), {"member": contributor.pk, "publish": "on"})
    client.post(url("grant", dataset), {"member": contributor.pk, "publish": "on"})

    page = client.get(url("detail", dataset)).content.decode()
    assert f"{contributor}</strong>, peut modifier et publier" in page
    assert [sent.to for sent in mail.outbox] == [[contributor.email]]
    assert contributor.has_perm("catalog.publish_dataset", dataset)


def test_only_contributors_are_proposed(client_of):
    dataset = factories.dataset()
    editor = factories.editor(dataset.organization)
    client = client_of(factories.administrator(dataset.organization))

    response = client.post(url("grant", dataset), {"member": editor.pk})

    assert response.status_code in (200, 422)
    assert not DatasetUserPermission.objects.filter(user=editor).exists()


def test_a_right_over_one_dataset_is_withdrawn(client_of):
    dataset = factories.dataset()
    contributor = factories.grant(dataset)
    client = client_of(factories.administrator(dataset.organization))

    client.post(url("withdraw", dataset, contributor.pk))

    assert not contributor.has_perm("catalog.change_dataset", dataset)


def test_an_editor_names_nobody(client_of):
    dataset = factories.dataset()
    client = client_of(factories.editor(dataset.organization))

    assert "Personnes nommées" not in client.get(url("detail", dataset)).content.decode()
    assert client.get(url("grant", dataset)).status_code == 403


def test_the_journal_shows_values_before_and_after_in_words(client_of):
    dataset = factories.dataset(frequency="annual", license="lov2")
    editor = factories.editor(dataset.organization)
    describe_dataset(dataset, by=editor, frequency="monthly", license="odc-odbl", keywords=["art"])

    page = client_of(editor).get(url("journal", dataset)).content.decode()

    assert "Description modifiée" in page
    assert "<del>annuelle</del> → <ins>mensuelle</ins>" in page
    assert "<del>Licence Ouverte 2.0</del> → <ins>ODbL 1.0</ins>" in page
    assert "<del>vide</del> → <ins>art</ins>" in page
    assert "Fréquence de mise à jour" in page
    assert "monthly" not in page


def test_the_journal_of_a_long_text_shows_where_it_changed(client_of):
    text = "mot " * 500
    dataset = factories.dataset(description=text + "rouge " + text)
    editor = factories.editor(dataset.organization)
    describe_dataset(dataset, by=editor, description=text + "bleu " + text)

    page = client_of(editor).get(url("journal", dataset)).content.decode()

    assert "rouge" in page
    assert "bleu" in page
    assert len(page) < 40_000


def test_the_budget_is_the_same_with_two_resources_and_with_two_hundred(client_of):
    dataset = factories.dataset(keywords=["art"])
    client = client_of(factories.administrator(dataset.organization))
    for _ in range(2):
        factories.resource(dataset)
    client.get(url("detail", dataset))
    with query_budget(26) as few:
        client.get(url("detail", dataset))

    for number in range(198):
        factories.link(dataset, title=f"Lien {number}")
    describe_dataset(dataset, by=factories.platform(), keywords=[f"mot {n}" for n in range(200)])
    factories.version(dataset.resources.in_place().for_page()[0], b"a;b\n1;2\n")

    with query_budget(26) as many:
        client.get(url("detail", dataset))
    assert len(many) == len(few)


def test_the_page_tells_the_audience_of_thirty_days_once_it_was_public(client_of):
    organization = factories.organization()
    draft, shown = (
        factories.dataset(organization=organization, published=p) for p in (False, True)
    )
    write({Key("dataset", shown.pk, today(), CountKind.DOWNLOAD): 1234})
    client = client_of(factories.editor(organization))

    page = client.get(url("detail", shown)).content.decode()

    assert "jours\u00a0: 1\u202f234 téléchargements, aucune consultation." in page
    assert "téléchargement" not in client.get(url("detail", draft)).content.decode()


def test_what_is_described_is_shown_with_the_next_expected_update(client_of):
    dataset = factories.dataset(
        published=True,
        frequency="annual",
        themes=["musee"],
        territories=["fr:region:53"],
        temporal_start=date(2001, 1, 1),
        contacts=[{"name": "Pôle données", "email": "pole@exemple.org"}],
    )

    page = client_of(factories.editor(dataset.organization)).get(url("detail", dataset))

    text = page.content.decode()
    for said in ("Musées", "Bretagne", "Depuis le 1er janvier 2001", "Pôle données"):
        assert said in text
    assert "Prochaine mise à jour attendue le" in text


def test_the_reason_of_an_archive_is_shown(client_of, client):
    dataset = factories.dataset(state=DatasetState.ARCHIVED)

    page = client_of(factories.editor(dataset.organization)).get(url("detail", dataset))

    assert "Remplacé." in page.content.decode()
    assert "Remplacé." in client.get(dataset.get_absolute_url()).content.decode()
