"""A draft from its title to its publication, step by step."""

import uuid

import pytest
from django.urls import reverse

from catalog.actions.dataset import describe_dataset
from catalog.enums import DatasetState
from catalog.models import Dataset
from tests import factories
from tests.forms import forms_of

pytestmark = pytest.mark.django_db
CREATE = reverse("backoffice:dataset-create")


def edit_url(dataset, step=""):
    return reverse("backoffice:dataset-edit", args=[dataset.pk]) + (step and f"?etape={step}")


def new_form(organization, **changes):
    form = {"organization": organization.slug, "title": "Musées", "submission": str(uuid.uuid4())}
    return form | changes


def test_a_title_is_enough_to_save_a_draft(client_of):
    organization = factories.organization()
    client = client_of(factories.editor(organization))

    response = client.post(CREATE, new_form(organization))

    dataset = Dataset.objects.get()
    assert (dataset.title, dataset.state) == ("Musées", DatasetState.DRAFT)
    assert response.url.startswith(edit_url(dataset, "1"))


def test_the_only_organization_is_already_chosen(client_of):
    organization = factories.organization()
    factories.organization()

    page = client_of(factories.editor(organization)).get(CREATE).content.decode()

    assert page.count("<option") == 1
    assert organization.name in page


def test_a_form_sent_twice_makes_one_draft(client_of):
    organization = factories.organization()
    client, form = client_of(factories.editor(organization)), new_form(organization)

    first, second = client.post(CREATE, form), client.post(CREATE, form)

    assert Dataset.objects.count() == 1
    assert first.url == second.url


def test_one_creates_only_where_one_belongs(client_of):
    own, other = factories.organization(), factories.organization()

    response = client_of(factories.editor(own)).post(CREATE, new_form(other))

    assert response.status_code == 422
    assert not Dataset.objects.exists()


def test_without_an_organization_one_is_led_to_the_list(client_of):
    page = client_of(factories.user()).get(CREATE).content.decode()

    assert reverse("backoffice:organization-list") in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_a_title_of_ten_thousand_characters_comes_back_whole(client_of):
    organization = factories.organization()
    title = "é" * 10_000

    response = client_of(factories.editor(organization)).post(
        CREATE, new_form(organization, title=title)
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "compte 10000 caractères, la limite est de 350" in page
    assert title in page
    assert "maxlength" not in page


def test_a_contributor_goes_on_with_the_draft_they_started(client_of):
    organization = factories.organization()
    client = client_of(factories.contributor(organization))

    client.post(CREATE, new_form(organization))

    assert client.get(edit_url(Dataset.objects.get(), "2")).status_code == 200


def test_a_step_changes_what_it_names_only(client_of):
    dataset = factories.dataset(short_description="Un résumé", acronym="MUS", keywords=["musée"])
    client = client_of(factories.editor(dataset.organization))

    client.post(edit_url(dataset), {"etape": "1", "title": "Un autre titre"})

    dataset.refresh_from_db()
    assert dataset.title == "Un autre titre"
    assert (dataset.short_description, dataset.acronym) == ("Un résumé", "MUS")
    assert dataset.description
    assert dataset.keywords.count() == 1


def test_keywords_are_separated_by_commas_and_written_once(client_of):
    dataset = factories.dataset()
    client = client_of(factories.editor(dataset.organization))
    typed = {
        "etape": "2",
        "description": "Une description",
        "keywords": "musée, Musée,, beaux-arts ",
    }

    client.post(edit_url(dataset), typed)

    assert {keyword.slug for keyword in dataset.keywords.all()} == {"musee", "beaux-arts"}


def test_an_endless_keyword_is_refused_with_what_to_do(client_of):
    dataset = factories.dataset()
    client = client_of(factories.editor(dataset.organization))

    response = client.post(edit_url(dataset), {"etape": "2", "keywords": "x" * 97})

    assert response.status_code == 422
    assert "Séparez les mots-clés par des virgules" in response.content.decode()


@pytest.mark.parametrize(
    ("button", "leads_to"), [("continuer", "?etape=7"), ("quitter", "jeux-de-donnees")]
)
def test_one_goes_on_or_stops_after_each_step(client_of, button, leads_to):
    dataset = factories.dataset()
    client = client_of(factories.editor(dataset.organization))
    typed = {"etape": "6", "license": "odc-odbl", "frequency": "monthly", button: "1"}

    response = client.post(edit_url(dataset), typed)

    dataset.refresh_from_db()
    assert (dataset.license, dataset.frequency) == ("odc-odbl", "monthly")
    assert leads_to in response.url


def test_free_licences_come_first(client_of):
    dataset = factories.dataset()

    page = client_of(factories.editor(dataset.organization)).get(edit_url(dataset, "6"))

    text = page.content.decode()
    assert text.index('value="lov2"') < text.index('value="odc-odbl"') < text.index('value="cc-by"')


def test_somebody_elses_change_is_said_and_the_text_is_kept(client_of):
    dataset = factories.dataset(description="Avant")
    client = client_of(factories.editor(dataset.organization))
    form = shown_form(client, dataset, "2") | {"description": "Ce que j’ai écrit"}
    describe_dataset(dataset, by=factories.platform(), description="Ce qu’un autre a écrit")

    response = client.post(edit_url(dataset), form)

    page = response.content.decode()
    assert response.status_code == 422
    assert "pendant que vous écriviez" in page
    assert "Ce que j’ai écrit" in page
    assert "Ce qu’un autre a écrit" in page
    assert Dataset.objects.get().description == "Ce qu’un autre a écrit"


def test_saving_again_after_a_conflict_is_a_choice_that_is_obeyed(client_of):
    dataset = factories.dataset(description="Avant")
    client = client_of(factories.editor(dataset.organization))
    form = shown_form(client, dataset, "2") | {"description": "Ce que j’ai écrit"}
    describe_dataset(dataset, by=factories.platform(), description="Ce qu’un autre a écrit")
    refused = client.post(edit_url(dataset), form)

    response = client.post(edit_url(dataset), step_form(refused))

    assert response.status_code == 302
    assert Dataset.objects.get().description == "Ce que j’ai écrit"


def test_a_step_sent_twice_is_no_conflict(client_of):
    dataset = factories.dataset()
    client = client_of(factories.editor(dataset.organization))
    form = shown_form(client, dataset, "1") | {"title": "Un titre plus clair"}

    answers = [client.post(edit_url(dataset), form).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert dataset.activities.filter(verb="dataset.described").count() == 1


def test_a_description_saved_untouched_writes_nothing_in_the_journal(client_of):
    dataset = factories.dataset(description="Une ligne\nune autre", keywords=["musée", "art"])
    client = client_of(factories.editor(dataset.organization))

    client.post(edit_url(dataset), shown_form(client, dataset, "2"))

    assert not dataset.activities.filter(verb="dataset.described").exists()


def test_markdown_with_a_script_is_kept_as_text_and_shown_harmless(client_of):
    dataset = factories.dataset()
    client = client_of(factories.editor(dataset.organization))
    typed = "Bonjour <script>alert(1)</script> [ici](javascript:alert(1))"

    client.post(edit_url(dataset), {"etape": "2", "description": typed})

    page = client.get(reverse("backoffice:dataset-detail", args=[dataset.pk])).content.decode()
    assert Dataset.objects.get().description == typed
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_the_last_step_leads_to_each_missing_field(client_of):
    dataset = factories.dataset(description="", frequency="", with_file=False)
    client = client_of(factories.editor(dataset.organization))

    page = client.get(edit_url(dataset, "8")).content.decode()

    for address in ("?etape=2#id_description", "?etape=6#id_frequency", "?etape=7"):
        assert address in page
    assert "/publier/" not in page


def test_a_complete_draft_is_published_from_the_last_step(client_of):
    dataset = factories.dataset(with_file=True)
    client = client_of(factories.editor(dataset.organization))
    publish = reverse("backoffice:dataset-publish", args=[dataset.pk])
    assert publish in client.get(edit_url(dataset, "8")).content.decode()

    page = client.post(publish, follow=True)

    assert "est publié" in page.content.decode()
    assert Dataset.objects.get().state == DatasetState.PUBLISHED


def test_a_contributor_cannot_publish_and_is_led_to_submit(client_of):
    dataset = factories.dataset(with_file=True)
    client = client_of(factories.grant(dataset))
    publish = reverse("backoffice:dataset-publish", args=[dataset.pk])

    page = client.get(edit_url(dataset, "8")).content.decode()

    assert publish not in page
    assert reverse("backoffice:dataset-submit", args=[dataset.pk]) in page
    assert client.post(publish).status_code == 403
    assert Dataset.objects.get().state == DatasetState.DRAFT


def test_an_unknown_step_is_the_first(client_of):
    dataset = factories.dataset()

    page = client_of(factories.editor(dataset.organization)).get(edit_url(dataset, "99"))

    assert "Étape 1 sur 8" in page.content.decode()


def step_form(response):
    """Return what a browser would send back from the step's form."""
    (form,) = [form for form in forms_of(response) if "etape" in form.fields]
    return {name: values[0] for name, values in form.fields.items()}


def shown_form(client, dataset, step):
    return step_form(client.get(edit_url(dataset, step)))
