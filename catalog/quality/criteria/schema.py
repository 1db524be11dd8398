from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject, Table
from catalog.quality.wording import quoted

BROKEN = "schema"
"""How the codes of the findings about a schema begin."""


class Schema(Criterion):
    slug = "schema"
    label = "Schéma présent et respecté"
    gesture = "Donner un schéma"
    family = Family.FILES
    field = "resource.schema"

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        if not subject.tables:
            return None
        for table in subject.tables:
            if has_schema(table) and is_broken(table):
                return todo(
                    f"Mettez {quoted([table.resource.title])} d’accord avec son schéma : la "
                    "version en ligne ne le respecte pas.",
                    resource=table.resource.pk,
                )
        if any(has_schema(table) for table in subject.tables):
            return MET
        first = subject.tables[0].resource
        return todo(
            f"Donnez un schéma à {quoted([first.title])} : il peut être tiré du fichier lui-même.",
            resource=first.pk,
        )


def has_schema(table: Table) -> bool:
    return bool(table.resource.table_schema or table.resource.schema_url)


def is_broken(table: Table) -> bool:
    version = table.resource.current_version
    findings = ((version and version.comparison) or {}).get("findings", ())
    return any(str(one.get("code", "")).startswith(BROKEN) for one in findings)
