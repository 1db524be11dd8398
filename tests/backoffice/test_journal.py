"""What the verbs write is told in words."""

import re
from pathlib import Path

from backoffice.datasets.journal import LONGEST, SENTENCES, label, shown
from catalog import actions
from catalog.actions import description, resource

VERB = re.compile(
    r'"((?:dataset|resource|request|member|organization|person|theme|invitation|certification)'
    r'\.[a-z_]+)"'
)


def test_every_verb_of_the_journal_has_its_sentence():
    (folder,) = actions.__path__
    sources = [path.read_text() for path in Path(folder).glob("*.py")]
    written = {verb for source in sources for verb in VERB.findall(source)}

    assert len(written) > 15
    assert written <= SENTENCES.keys()


def test_every_described_field_has_a_french_label():
    fields = (*description.FIELDS, *description.RELATIONS, *resource.DESCRIPTION)
    named = {name: label(name) for name in fields}

    assert [name for name, said in named.items() if said in (name, "")] == [
        "description",
        "contacts",
        "type",
    ]


def test_short_values_are_shown_whole():
    assert shown("title", "Musées", "Musées de France") == ("Musées", "Musées de France")
    assert shown("version", 1, 2) == ("1", "2")
    assert shown("publish", *[None, True]) == ("", "oui")


def test_a_long_text_is_cut_around_its_change():
    text = "a" * 3000

    before, after = shown("description", f"{text}x{text}", f"{text}yz{text}")

    assert "x" in before
    assert "yz" in after
    assert max(len(before), len(after)) < LONGEST


def test_a_text_written_anew_is_cut_too():
    before, after = shown("description", "", "mot " * 1000)

    assert before == ""
    assert len(after) <= LONGEST + 5
