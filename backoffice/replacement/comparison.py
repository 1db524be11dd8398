"""A comparison as one reads it: five facts, the columns side by side, the rows, the territory."""

from dataclasses import dataclass

from backoffice.replacement.facts import MARKS, WORDS, Fact, facts_of, of_change
from backoffice.replacement.territory import Territory, territory_of
from backoffice.wording import capital
from catalog.files.shapes import Change, Comparison, Finding, SchemaReport, Severity
from catalog.models import ResourceVersion
from catalog.templatetags.vitrine import counted

SIGNS = {
    Change.LOST: "−",
    Change.ADDED: "+",
    Change.RENAMED: "→",
    Change.RETYPED: "≠",
    Change.KEPT: "↕",
}
ROW_SIGNS = {"added": ("+", "Ajoutée"), "removed": ("−", "Retirée"), "changed": ("≠", "Modifiée")}


@dataclass(frozen=True)
class ColumnLine:
    """A column that changes; `change` also names its row's class."""

    change: str
    sign: str
    before: str
    after: str
    type_before: str
    type_after: str
    effect: str


@dataclass(frozen=True)
class Bar:
    label: str
    sign: str
    count: int
    share: float


@dataclass(frozen=True)
class Cell:
    """`before` is empty where the value did not change, or where there was no row."""

    before: str
    after: str

    @property
    def changed(self):
        return self.before != self.after


@dataclass(frozen=True)
class Row:
    change: str
    sign: str
    word: str
    cells: list[Cell]


@dataclass(frozen=True)
class Reading:
    """Everything the page shows of a comparison between `base` and `version`."""

    base: ResourceVersion
    version: ResourceVersion
    facts: list[Fact]
    groups: list[tuple[str, str, list[Finding]]]
    columns: list[ColumnLine]
    same_columns: list[str]
    suspicions: list[str]
    key: str
    bars: list[Bar]
    sample_columns: tuple[str, ...]
    rows: list[Row]
    territory: Territory | None
    schema: SchemaReport | None


def reading_of(base, version, comparison, suspicions):
    """Return what to show; `suspicions` are those that the version adds."""
    return Reading(
        base=base,
        version=version,
        facts=facts_of(comparison, version, suspicions),
        groups=groups_of(comparison),
        columns=[column_line(one) for one in changed_columns(comparison)],
        same_columns=[one.after for one in comparison.columns if is_same(one)],
        suspicions=[sentence_of(one) for one in suspicions],
        key=", ".join(comparison.key),
        bars=bars_of(comparison),
        sample_columns=comparison.sample_columns,
        rows=[row_of(sample, len(comparison.sample_columns)) for sample in comparison.samples],
        territory=territory_of(comparison),
        schema=comparison.schema if comparison.schema and comparison.schema.total else None,
    )


def sentence_of(suspicion):
    values = counted(suspicion.count, "valeur", "valeurs")
    return f"La colonne « {suspicion.column} » : {values}. {capital(suspicion.reason)}"


def groups_of(comparison):
    """Return (mark, word, findings) for each severity that has some, the gravest first."""
    found = ((MARKS[one], comparison.of(one)) for one in Severity)
    words = {**WORDS, "bon": "À savoir"}
    return [(mark, words[mark], findings) for mark, findings in found if findings]


def is_same(change):
    return change.change == Change.KEPT and not change.moved


def changed_columns(comparison):
    order = [Change.LOST, Change.ADDED, Change.RENAMED, Change.RETYPED, Change.KEPT]
    changed = [one for one in comparison.columns if not is_same(one)]
    return sorted(changed, key=lambda one: order.index(one.change))


def column_line(change):
    return ColumnLine(
        change=change.change,
        sign=SIGNS[change.change],
        before=change.before or "",
        after=change.after or "",
        type_before=change.type_before.label if change.type_before else "",
        type_after=change.type_after.label if change.type_after else "",
        effect=change.effect,
    )


def bars_of(comparison):
    """Return what became of the rows, one bar a fate, or nothing where they were not compared."""
    if comparison.rows_same is None:
        return []
    counts = [
        ("Identiques", "", comparison.rows_same),
        ("Modifiées", "≠", comparison.keys_changed),
        ("Ajoutées", "+", comparison.keys_added),
        ("Retirées", "−", comparison.keys_removed),
    ]
    most = max(count or 0 for *_, count in counts) or 1
    return [
        Bar(label, sign, count, round(100 * count / most, 1))
        for label, sign, count in counts
        if count is not None
    ]


def row_of(sample, width):
    sign, word = ROW_SIGNS[sample.change]
    before = sample.before or ("",) * width
    after = sample.after or ("",) * width
    cells = [Cell(*pair) for pair in zip(before, after, strict=False)]
    return Row(sample.change, sign, word, cells)


def proposed_note(comparison: Comparison | None):
    """Return a first draft of « Quoi de neuf ? », made of what the comparison counted."""
    if comparison is None:
        return ""
    said = [
        *(f"Colonne « {one.before} » retirée." for one in of_change(comparison, Change.LOST)),
        *(f"Colonne « {one.after} » ajoutée." for one in of_change(comparison, Change.ADDED)),
        *(
            f"Colonne « {one.before} » renommée « {one.after} »."
            for one in of_change(comparison, Change.RENAMED)
        ),
    ]
    before, after = comparison.rows_before, comparison.rows_after
    if before is not None and after is not None and before != after:
        lines = counted(abs(after - before), "ligne", "lignes")
        said.append(f"{lines} de {'plus' if after > before else 'moins'}.")
    return " ".join(said[:6])
