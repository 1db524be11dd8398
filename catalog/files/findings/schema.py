"""Whether the file respects the schema that the resource carries."""

from collections.abc import Iterator

from catalog.files.findings.base import Kind, Pair
from catalog.files.findings.wording import counted
from catalog.files.shapes import Finding, SchemaFailure, Severity, Topic


class SchemaBroken(Kind):
    code = "schema-broken"
    severity = Severity.BLOCKING
    topic = Topic.SCHEMA

    def found(self, pair: Pair) -> Iterator[Finding]:
        report = pair.context.schema
        if report is None or not report.total:
            return
        count = counted(report.total, "écart au schéma", "écarts au schéma")
        first = f" Le premier : {place(report.failures[0])}" if report.failures else ""
        yield self.finding(f"{count}.{first} Corrigez le fichier, ou confirmez le remplacement.")


def place(failure: SchemaFailure) -> str:
    """Return « ligne 14, colonne « code_insee » : il manque une valeur. »"""
    where = f"colonne « {failure.column} »"
    if failure.row is not None:
        where = f"ligne {failure.row}, {where}"
    return f"{where} : {failure.message[:1].lower()}{failure.message[1:]}"
