"""Files made to exhaust whoever opens them: small, valid, and enormous once read."""

import io
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

CELL = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'


def zip_bomb(path: Path) -> None:
    """Write an XLSX of a few hundred kilobytes with a sheet of 300 MB."""
    with workbook_parts(path) as archive, archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
        sheet.write(b"<worksheet><sheetData>")
        row = b"<row>" + b"<c><v>1</v></c>" * 6_000 + b"</row>"
        for _ in range(3_300):
            sheet.write(row)
        sheet.write(b"</sheetData></worksheet>")


def far_cell(path: Path) -> None:
    """Write an XLSX of two cells, as far apart as a sheet allows."""
    with workbook_parts(path) as archive:
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>',
        )


def workbook_parts(path: Path) -> zipfile.ZipFile:
    """Return an open XLSX that lacks its only sheet."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        book.add_worksheet("Feuille")
    archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(kept) as source:
        for name in source.namelist():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, source.read(name))
    return archive


def many_columns(path: Path) -> None:
    path.write_text("\n".join(";".join(f"{row}c{n}" for n in range(100_000)) for row in "hab"))


def many_rows(path: Path) -> None:
    """Write a Parquet of 200 million rows in a few hundred kilobytes."""
    group = pa.table({"valeur": pa.array([0], pa.int32()).take(pa.array([0] * 5_000_000))})
    with pq.ParquetWriter(path, group.schema, compression="zstd") as writer:
        for _ in range(40):
            writer.write_table(group, row_group_size=5_000_000)


def long_cell(path: Path) -> None:
    path.write_bytes(b"nom;texte\nun;court\ndeux;" + b"x" * 50 * 1024**2 + b"\ntrois;court\n")


def open_quote(path: Path) -> None:
    path.write_bytes(b'nom;texte\nun;"jamais ferm\xc3\xa9\n' + b"deux;court\n" * 500_000)


def deep_json(path: Path) -> None:
    path.write_text('[{"a": ' + "[" * 200_000 + "]" * 200_000 + "}]")


def nested_json(path: Path) -> None:
    path.write_text("[" + '{"a": ' * 40 + "1" + "}" * 40 + "]")


def endless_json(path: Path) -> None:
    path.write_text('{"a": "' + "x" * 60 * 1024**2)


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 4096)


def linked_workbook(path: Path) -> None:
    """Write an XLSX with a formula, its last value, and a link to another workbook."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Feuille")
        sheet.write_row(0, 0, ["commune", "total"])
        sheet.write(1, 0, "Brest")
        sheet.write_formula(1, 1, "=21*2", None, 42)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
