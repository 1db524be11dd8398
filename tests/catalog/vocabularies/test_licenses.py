import pytest

from catalog.vocabularies.licenses import LICENSES, guess


@pytest.mark.parametrize("key", LICENSES)
def test_every_name_and_address_of_a_licence_leads_to_it(key):
    facts = LICENSES[key]

    for text in (key, facts.title, facts.short, facts.url, *facts.alternates):
        assert not text or guess(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Licence Ouverte / Open Licence", "fr-lo"),
        ("License Ouverte", "lov2"),
        ("Licence Ouvrete v2.0", "lov2"),
        ("https://www.etalab.gouv.fr/licence-ouverte-open-licence/", "lov2"),
        ("Sous licence (http://opendatacommons.org/licenses/odbl/).", "odc-odbl"),
        ("Licence Ouverte v1.0", "fr-lo"),
        ("Other (Open)", "other-open"),
    ],
)
def test_other_spellings_are_recognised(text, key):
    assert guess(text) == key


@pytest.mark.parametrize("text", ["", "CC BY-NC", "cc-by-nd-4.0", "Tous droits réservés", "lo"])
def test_a_licence_that_is_not_in_the_list_is_never_taken_for_another(text):
    assert guess(text) is None


def test_texts_are_tried_in_turn():
    assert guess("inconnue", "odc-by", "lov2") == "odc-by"
