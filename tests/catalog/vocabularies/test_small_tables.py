import pytest

from catalog.vocabularies import formats, frequencies, granularities, roles, themes
from catalog.vocabularies.spelling import slug


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("annual", "annual"),
        ("biannual", "semiannual"),
        ("realtime", "continuous"),
        ("fourTimesADay", "severalTimesADay"),
        ("fourTimesAWeek", "other"),
        ("fortnighly", "biweekly"),
        ("http://publications.europa.eu/resource/authority/frequency/ANNUAL_2", "semiannual"),
        ("http://purl.org/cld/freq/threeTimesAWeek", "threeTimesAWeek"),
        ("Trimestrielle", "quarterly"),
        ("parfois", None),
        ("", None),
    ],
)
def test_frequencies_are_recognised_under_their_names(text, key):
    assert frequencies.canonical(text) == key


def test_every_frequency_is_its_own_name_and_every_code_leads_to_one():
    assert all(frequencies.canonical(key) == key for key in frequencies.FREQUENCIES)
    for table in (frequencies.LEGACY, frequencies.EU_FREQUENCIES):
        assert set(table.values()) <= frequencies.FREQUENCIES.keys()


@pytest.mark.parametrize(
    ("text", "name", "family"),
    [
        ("CSV", "csv", "tabular"),
        ("vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "documents"),
        ("application/vnd.geo+json", "geojson", "geographical"),
        ("text/csv", "csv", "tabular"),
        ("esri shapefile (shp)", "shp", "geographical"),
        ("rdf/xml", "rdf", "machine_readable"),
        ("page web", "html", "documents"),
        ("http://publications.europa.eu/resource/authority/file-type/RDF_TURTLE", "ttl", None),
        ("ogc:wms", "ogc:wms", "geographical"),
        ("csv.gz", "csv.gz", "tabular"),
        ("gtfs", "gtfs", "other"),
        ("autre", "", "other"),
        ("fr/politiques-ministerielles/livre-et-lecture", "", "other"),
    ],
)
def test_formats_are_named_shortly_and_put_in_a_family(text, name, family):
    assert formats.normalize(text) == name
    assert family in (None, formats.family(name))


def test_every_format_keeps_its_name_or_that_of_its_twin():
    for name in formats.FORMATS:
        assert formats.family(formats.normalize(name)) == formats.family(name)


def test_former_granularities_are_recognised():
    assert granularities.canonical("fr/town") == "fr:commune"
    assert granularities.canonical("quartier") is None
    assert all(granularities.canonical(key) == key for key in granularities.GRANULARITIES)


def test_contact_roles_are_the_eleven_of_data_gouv_fr():
    assert len(roles.ROLES) == 11
    assert all(label[:1].islower() or "’" in label for label in roles.ROLES.values())


def test_themes_are_the_eleven_of_culture_data_gouv_fr():
    assert len(themes.THEMES) == 11
    for name, theme in themes.THEMES.items():
        assert name == slug(name)
        assert theme.eu_theme.startswith(themes.EU_THEMES)
        assert theme.description.endswith(".")
        assert all(keyword == slug(keyword) for keyword in theme.keywords)


def test_a_keyword_speaks_of_one_theme():
    keywords = [keyword for theme in themes.THEMES.values() for keyword in theme.keywords]

    assert len(keywords) == len(set(keywords))


def test_keywords_suggest_two_themes_the_strongest_first():
    assert themes.suggested(["culture", "Cinéma", "musees", "nuit-des-musees", "archives"]) == (
        "musee",
        "archives",
    )
    assert themes.suggested(["culture"]) == ()
