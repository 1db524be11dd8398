import pytest

from showcase.highlight import highlight


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Musées de France", "musee", "<mark>Musées</mark> de France"),
        ("Les œuvres de l’État", "oeuvre", "Les <mark>œuvres</mark> de l’État"),
        ("Église, églises", "EGLISES", "<mark>Église</mark>, <mark>églises</mark>"),
        ("Le château", "le", "Le château"),
        ("Musées", "", "Musées"),
        ("Prix < 3 & musées", "musée", "Prix &lt; 3 &amp; <mark>musées</mark>"),
        ("<script>musée</script>", "script", "&lt;<mark>script</mark>&gt;musée&lt;/"),
    ],
    ids=["accent", "ligature", "case", "stop word", "no query", "escaped", "harmless"],
)
def test_words_are_marked_whatever_their_form(text, query, shown):
    assert highlight(text, query).startswith(shown)
