import pytest

from catalog.actions.dataset import archive_dataset
from showcase.choosers import DatasetChooserBlock
from showcase.models import HomePage
from tests import factories
from tests.showcase.blocks import compose, picks

pytestmark = pytest.mark.django_db
CHOOSER = "/cms/choix-jeu-de-donnees"


@pytest.fixture
def superuser(client_of):
    return client_of(factories.superuser())


def test_only_public_datasets_are_offered(superuser):
    secret = factories.canary()
    factories.dataset("Orgues de France", published=True)
    factories.dataset(canary=secret)
    factories.dataset("Série close", state="archived")

    for page in (f"{CHOOSER}/", f"{CHOOSER}/results/"):
        answer = superuser.get(page).content.decode()

        assert "Orgues de France" in answer
        assert secret not in answer
        assert "Série close" not in answer


def test_they_are_searched_as_visitors_search_them(superuser):
    factories.dataset("Orgues de France", published=True)
    factories.dataset("Cloches de France", published=True)

    answer = superuser.get(f"{CHOOSER}/results/", {"q": "orgue"}).content.decode()

    assert "Orgues de France" in answer
    assert "Cloches de France" not in answer


def test_a_draft_cannot_be_chosen_by_its_key(superuser):
    secret = factories.canary()
    draft = factories.dataset(canary=secret)
    public = factories.dataset("Orgues de France", published=True)

    assert "Orgues" in superuser.get(f"{CHOOSER}/chosen/{public.pk}/").json()["result"]["title"]
    assert superuser.get(f"{CHOOSER}/chosen/{draft.pk}/").status_code == 404
    assert superuser.get(f"{CHOOSER}/chosen/inconnu/").status_code == 404
    several = {"id": [str(public.pk), str(draft.pk)]}
    assert superuser.get(f"{CHOOSER}/chosen-multiple/", several).status_code == 404
    assert superuser.get(f"{CHOOSER}/create/").status_code == 404


def test_a_choice_is_kept_by_its_key_and_found_again():
    dataset = factories.dataset(published=True)
    draft = factories.dataset()
    block = DatasetChooserBlock()

    assert block.bulk_to_python([str(dataset.pk), None, str(draft.pk)]) == [dataset, None, None]
    assert block.field.clean(str(dataset.pk)) == dataset


def test_the_page_can_still_be_edited_when_a_choice_is_no_longer_public(superuser):
    dataset = factories.dataset("Orgues de France", published=True)
    compose(picks((dataset, "Pour leurs buffets.")))
    archive_dataset(dataset, by=factories.platform(), reason="Remplacé")

    answer = superuser.get(f"/cms/pages/{HomePage.objects.get().pk}/edit/")

    assert answer.status_code == 200
    assert "Pour leurs buffets." in answer.content.decode()
