"""Which files a flow takes, and which nobody ever takes."""

import pytest

from catalog.flows.pattern import Pattern, WrongPattern, quarantine


@pytest.mark.parametrize(
    ("text", "key", "captured"),
    [
        ("musees/*.csv", "musees/2026.csv", {}),
        ("musees/*.csv", "musees/sous/2026.csv", None),
        ("musees/*.csv", "musees/.2026.csv", None),
        ("musees/*.csv", "autre/2026.csv", None),
        ("musees/*.csv", "musees/2026.csv.part", None),
        ("festivals/{annee}.csv", "festivals/2026.csv", {"annee": "2026"}),
        ("festivals/{annee}.csv", "festivals/.csv", None),
        ("*/x.csv", "published/x.csv", None),
        ("a/{annee}-{mois}.csv", "a/2026-10.csv", {"annee": "2026", "mois": "10"}),
        ("musées/*.csv", "musées/é.csv", {}),
    ],
)
def test_a_pattern_takes_its_files(text, key, captured):
    assert Pattern.read(text).match(key) == captured


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/musees/*.csv",
        "musees//*.csv",
        "../*.csv",
        "musees/../*.csv",
        "a/{}.csv",
        "a/{b.csv",
        "a/{1}.csv",
        "a/{x}{x}.csv",
        "a/[0-9].csv",
        "a/?.csv",
        "a\\*.csv",
        "musees/published/*.csv",
        "a/*.csv\n" + "\x00",
    ],
)  # fmt: skip (a table)
def test_a_pattern_that_could_lead_elsewhere_is_refused(text):
    with pytest.raises(WrongPattern):
        Pattern.read(text)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("a/*.csv", "a/2026.csv", True),
        ("a/*.csv", "b/*.csv", False),
        ("a/*.csv", "a/*.json", False),
        ("a/{x}.csv", "a/*-fin.csv", True),
        ("a/x*.csv", "a/*y.csv", True),
        ("a/x*.csv", "a/y*.csv", False),
        ("a/*/b.csv", "a/b.csv", False),
        ("a/{x}b.csv", "a/b.csv", False),
        ("a/*b.csv", "a/b.csv", True),
        ("*/b.csv", "a/*", True),
    ],
)
def test_two_patterns_that_could_take_one_file_are_seen(one, other, meet):
    assert Pattern.read(one).overlaps(Pattern.read(other)) is meet
    assert Pattern.read(other).overlaps(Pattern.read(one)) is meet


def test_names_that_nobody_takes_say_why():
    for key in ("musees/../x.csv", "musees//x.csv", "/x.csv", "a/./x.csv", "a\\x.csv"):
        assert "chemin" in quarantine(key), key
    for key in ("musees/x\u200b.csv", "musees/x\n.csv", "musees/\u202ex.csv"):
        assert "invisibles" in quarantine(key), key
    assert "octets" in quarantine("é" * 600)
    assert quarantine("musees/Île-de-France (2026).csv") == ""
