from catalog.models import Resource
from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject, Table
from catalog.quality.wording import in_words, quoted
from catalog.search.analyzer import stems

ENOUGH = 3
SHORTEST = 3


class Content(Criterion):
    """A description copied from elsewhere never names what the columns hold."""

    slug = "content"
    label = "Description qui parle du contenu"
    gesture = "Décrire les colonnes"
    family = Family.DESCRIPTION
    field = "description"

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        if not subject.said:
            return None
        if subject.tables:
            return about_columns(subject)
        return about_titles(subject) if subject.files_of_data else None


def about_columns(subject: Subject) -> Verdict:
    """Three columns named, or all of them when they are fewer, in one table at least."""
    best: list[str] = []
    for table in subject.tables:
        silent = [name for name in table.columns if not is_said(subject, table, name)]
        if len(table.columns) - len(silent) >= min(ENOUGH, len(table.columns)):
            return MET
        best = best or silent
    return todo(f"Dites dans la description ce que contiennent les colonnes, dont {quoted(best)}.")


def is_said(subject: Subject, table: Table, name: str) -> bool:
    label = subject.labels.get(table.resource.pk, {}).get(name, "")
    return any(len(stem) >= SHORTEST and stem in subject.said for stem in words_of(name, label))


def words_of(name: str, label: str) -> list[str]:
    return stems(f"{in_words(name)} {label}")


def about_titles(subject: Subject) -> Verdict:
    if any(subject.said.intersection(stems(title_of(one))) for one in subject.files_of_data):
        return MET
    titles = quoted([one.title for one in subject.files_of_data])
    return todo(f"Dites dans la description ce que l’on trouve dans {titles}.")


def title_of(resource: Resource) -> str:
    return in_words(resource.title)
