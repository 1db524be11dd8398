"""What is kept as JSON comes back as it was."""

from catalog.files.shapes import (
    Change,
    Column,
    ColumnChange,
    ColumnType,
    Comparison,
    Finding,
    Frequent,
    Profile,
    RowSample,
    Severity,
    Suspicion,
)


def test_a_profile_comes_back_from_json():
    column = Column("nom", 0, ColumnType.TEXT, 0.25, frequent=(Frequent("Louvre", 2),))
    suspicion = Suspicion("nom", "email", 3, "des adresses de personnes")
    mismatch = Finding("format-mismatch", Severity.WARNING, "Ce fichier est un classeur.")
    kept = Profile(
        "csv",
        "text/csv",
        12,
        columns=(column,),
        bbox=(1.0, 2.0, 3.0, 4.0),
        suspicions=(suspicion,),
        observations=(mismatch,),
    )

    assert Profile.from_json(kept.as_json()) == kept


def test_a_comparison_comes_back_from_json():
    renamed = ColumnChange(Change.RENAMED, "a", "b", ColumnType.TEXT, ColumnType.DATE, moved=True)
    lost = Finding("rows-lost", Severity.BLOCKING, "La moitié des lignes manque.")
    kept = Comparison((lost,), (renamed,), key=("id",), samples=(RowSample("added", "1"),))

    again = Comparison.from_json(kept.as_json())

    assert again == kept
    assert again.is_blocking


def test_what_an_older_json_lacks_takes_its_default():
    assert Profile.from_json({"format": "csv", "mime": "text/csv", "size": 1}).columns == ()
