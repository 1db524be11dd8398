"""What a comparison comes to: five facts, each with its mark."""

from dataclasses import dataclass

from catalog.files.shapes import Change, Comparison, Severity, Topic
from catalog.templatetags.vitrine import NO_BREAK, counted, number

MARKS = {Severity.BLOCKING: "bloque", Severity.WARNING: "verifier", Severity.NOTICE: "bon"}
WORDS = {"bloque": "Bloque", "verifier": "À vérifier", "bon": "Sans risque"}


@dataclass(frozen=True)
class Fact:
    """`mark`: the suffix of `vi-etat`, whose word is `word`."""

    label: str
    value: str
    detail: str
    mark: str

    @property
    def word(self):
        return WORDS[self.mark]


def facts_of(comparison: Comparison, version, suspicions):
    facts = [columns_fact(comparison), types_fact(comparison), rows_fact(comparison)]
    read = len(version.contents.columns) if version.contents else 0
    if read:
        facts.insert(1, privacy_fact(suspicions, read))
    if comparison.bbox_before or comparison.bbox_after:
        facts.append(territory_fact(comparison))
    return [fact for fact in facts if fact]


def columns_fact(comparison):
    if not comparison.columns:
        return None
    counts = [
        (of_change(comparison, Change.LOST), "perdue", "perdues"),
        (of_change(comparison, Change.RENAMED), "renommée", "renommées"),
        (of_change(comparison, Change.ADDED), "ajoutée", "ajoutées"),
    ]
    said = [counted(len(found), one, several) for found, one, several in counts if found]
    if not said:
        total = counted(len(comparison.columns), "colonne", "colonnes")
        return Fact("Colonnes", "Les mêmes", total, "bon")
    return Fact("Colonnes", said[0], ", ".join(said[1:]), worst(comparison, Topic.COLUMNS))


def types_fact(comparison):
    if not comparison.columns:
        return None
    changed = [one.after for one in of_change(comparison, Change.RETYPED)]
    if not changed:
        return Fact("Types", "Inchangés", "", "bon")
    said = counted(len(changed), "changé", "changés")
    return Fact("Types", said, listed_few(changed), worst(comparison, Topic.TYPES))


def rows_fact(comparison):
    before, after = comparison.rows_before, comparison.rows_after
    if before is None or after is None:
        return None
    difference = after - before
    sign = "+" if difference > 0 else "−"
    share = f", soit {sign}{NO_BREAK}{number(100 * abs(difference) / before)}{NO_BREAK}%"
    detail = f"{sign}{NO_BREAK}{number(abs(difference))}{share if before else ''}"
    value = f"{number(before)} → {number(after)}"
    return Fact("Lignes", value, detail if difference else "Autant", worst(comparison, Topic.ROWS))


def privacy_fact(suspicions, read):
    if not suspicions:
        columns = counted(read, "colonne lue", "colonnes lues")
        return Fact("Vie privée", "Rien à signaler", columns, "bon")
    names = dict.fromkeys(one.column for one in suspicions)
    value = counted(len(names), "colonne", "colonnes")
    return Fact("Vie privée", value, listed_few(names), "bloque")


def territory_fact(comparison):
    moved = comparison.bbox_before != comparison.bbox_after
    value = "Autre emprise" if moved else "Le même"
    return Fact("Territoire", value, "", worst(comparison, Topic.TERRITORY))


def of_change(comparison, change):
    return [one for one in comparison.columns if one.change == change]


def worst(comparison, topic):
    """Return the gravest mark among the findings about that."""
    found = {one.severity for one in comparison.findings if one.topic == topic}
    return next((MARKS[one] for one in Severity if one in found), "bon")


def listed_few(names, most=3):
    names = list(names)
    others = len(names) - most
    return ", ".join(names[:most]) + (f" et {others} autres" if others > 0 else "")
