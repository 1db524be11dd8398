"""Personal data that this version would publish, and the version on line does not."""

from collections.abc import Iterator

from catalog.files.findings.base import Kind, Pair
from catalog.files.findings.wording import counted, named
from catalog.files.shapes import Finding, Severity, Suspicion, Topic

KINDS = {
    "email": "des adresses électroniques de personnes",
    "phone": "des numéros de téléphone de personnes",
    "nir": "des numéros de sécurité sociale",
    "iban": "des comptes bancaires",
    "birth-date": "des dates de naissance",
    "name": "des noms de personnes",
    "address": "des adresses de personnes",
}


class PersonalData(Kind):
    """Blocking from the first version: what was published once cannot be taken back."""

    code = "personal-data"
    severity = Severity.BLOCKING
    topic = Topic.PRIVACY
    from_the_first = True

    def found(self, pair: Pair) -> Iterator[Finding]:
        on_line = {(one.column, one.kind) for one in known(pair)}
        for suspicion in pair.new.suspicions:
            if (suspicion.column, suspicion.kind) not in on_line:
                yield self.finding(
                    f"La colonne {named(suspicion.column)} contient sans doute "
                    f"{KINDS.get(suspicion.kind, 'des données personnelles')} : "
                    f"{counted(suspicion.count, 'valeur')}. {reason(suspicion)}Retirez la colonne, "
                    "ou indiquez ce qui autorise à la publier.",
                    column=suspicion.column,
                )


def known(pair: Pair) -> Iterator[Suspicion]:
    """Yield what is suspected on line, under the names of the new version."""
    names = {one.before: one.after for one in pair.columns}
    for suspicion in pair.old.suspicions if pair.old is not None else ():
        column = names.get(suspicion.column) or suspicion.column
        yield Suspicion(column, suspicion.kind, suspicion.count, suspicion.reason)


def reason(suspicion: Suspicion) -> str:
    """Return why, as a sentence of its own, followed by a blank."""
    why = suspicion.reason.strip().rstrip(".")
    return f"{why[:1].upper()}{why[1:]}. " if why else ""
