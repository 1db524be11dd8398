"""What the file itself has become: unreadable, empty, another format, another encoding."""

from collections.abc import Iterator

from catalog.files.findings.base import Kind, Pair
from catalog.files.findings.wording import named
from catalog.files.mismatch import LABELS
from catalog.files.shapes import Finding, Profile, Severity, Topic

TEXTS = {"csv", "tsv", "txt"}
"""One format, three names: what differs between them is the delimiter."""
DELIMITERS = {
    ";": "un point-virgule",
    ",": "une virgule",
    "\t": "une tabulation",
    "|": "une barre verticale",
    ":": "un deux-points",
}
CODECS = {"utf-8-sig": "utf-8", "ascii": "utf-8"}
NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "iso-8859-1": "Latin-1",
    "latin-1": "Latin-1",
    "mac_roman": "Mac OS Roman",
    "cp850": "DOS 850",
}


class Unchanged(Kind):
    code = "unchanged"
    severity = Severity.NOTICE
    topic = Topic.FILE

    def found(self, pair: Pair) -> Iterator[Finding]:
        if pair.context.is_unchanged:
            yield self.finding(
                "Inchangé : ce fichier est, octet pour octet, celui qui est en ligne. "
                "Aucune version n’est créée."
            )


class Unreadable(Kind):
    """The file is not explored any more: a limit, damage, or a table that is none."""

    code = "unreadable"
    severity = Severity.BLOCKING
    topic = Topic.FILE

    def found(self, pair: Pair) -> Iterator[Finding]:
        if is_empty(pair.new):
            return
        if pair.new.refusal is not None:
            yield self.refused(pair, pair.new.refusal)
        elif pair.rows_before and not pair.new.is_tabular and is_same_format(pair):
            yield self.finding(
                "Ce fichier ne contient plus de tableau, alors que celui qui est en ligne en "
                "contient un. Déposez le bon fichier, ou confirmez le remplacement."
            )

    def refused(self, pair: Pair, reason: str) -> Finding:
        if pair.old is None:
            return self.finding(reason)
        if pair.old.refusal is not None:
            return self.finding(
                f"{reason} La version en ligne n’est pas explorée non plus : les deux ne sont "
                "pas comparées.",
                severity=Severity.NOTICE,
            )
        return self.finding(
            f"{reason} La version en ligne, elle, se lit. Déposez un autre fichier, ou confirmez "
            "le remplacement."
        )


class Empty(Kind):
    code = "empty"
    severity = Severity.BLOCKING
    topic = Topic.FILE

    def found(self, pair: Pair) -> Iterator[Finding]:
        if is_empty(pair.new):
            yield self.finding("Ce fichier est vide. Déposez le fichier qui contient les données.")


class HeaderOnly(Kind):
    code = "header-only"
    severity = Severity.BLOCKING
    topic = Topic.ROWS

    def found(self, pair: Pair) -> Iterator[Finding]:
        if not pair.new.is_tabular or pair.new.row_count != 0:
            return
        if pair.old is not None and pair.old.is_tabular and not pair.rows_before:
            return
        yield self.finding(
            "Ce fichier n’a que sa ligne d’en-tête, sans aucune ligne de données. "
            "Vérifiez l’export, puis déposez le fichier complet."
        )


class FormatChanged(Kind):
    code = "format-changed"
    severity = Severity.BLOCKING
    topic = Topic.FILE

    def found(self, pair: Pair) -> Iterator[Finding]:
        if pair.old is None or is_empty(pair.new) or is_same_format(pair):
            return
        before, after = of_format(pair.old.format), of_format(pair.new.format)
        yield self.finding(
            f"Le fichier en ligne est {before}, celui-ci est {after} : les programmes qui lisent "
            "le premier ne liront pas le second. Enregistrez-le dans le même format, ou "
            "ajoutez-le comme une autre ressource."
        )


class EncodingChanged(Kind):
    """A warning: most tools are told the encoding once. A mark added or removed is a notice."""

    code = "encoding-changed"
    severity = Severity.WARNING
    topic = Topic.FILE

    def found(self, pair: Pair) -> Iterator[Finding]:
        before, after = pair.old and pair.old.encoding, pair.new.encoding
        if not before or not after or before == after or not is_same_format(pair):
            return
        if plain(before) != plain(after):
            yield self.finding(
                f"L’encodage change : {codec(before)} en ligne, {codec(after)} dans ce fichier. "
                f"Les accents risquent d’être mal lus : {advice(after)}"
            )
        elif "utf-8-sig" in (before, after):
            change = "n’a plus" if before == "utf-8-sig" else "a maintenant"
            yield self.finding(
                f"Ce fichier {change} la marque d’ordre des octets (BOM) au début du texte. "
                "La plupart des outils n’y verront pas de différence.",
                severity=Severity.NOTICE,
            )


class DelimiterChanged(Kind):
    code = "delimiter-changed"
    severity = Severity.WARNING
    topic = Topic.FILE

    def found(self, pair: Pair) -> Iterator[Finding]:
        before, after = pair.old and pair.old.delimiter, pair.new.delimiter
        if before and after and before != after:
            yield self.finding(
                f"Le séparateur de colonnes change : {mark(before)} en ligne, {mark(after)} dans "
                f"ce fichier. Enregistrez-le avec {mark(before)}, ou prévenez vos réutilisateurs."
            )


def is_empty(profile: Profile) -> bool:
    return profile.size == 0


def is_same_format(pair: Pair) -> bool:
    if pair.old is None:
        return True
    formats = {pair.old.format, pair.new.format}
    return len(formats) == 1 or formats <= TEXTS


def of_format(format_: str) -> str:
    return LABELS.get(format_) or f"au format {format_.upper() or 'inconnu'}"


def plain(encoding: str) -> str:
    return CODECS.get(encoding.lower(), encoding.lower())


def codec(encoding: str) -> str:
    return NAMES.get(plain(encoding), encoding.upper())


def advice(encoding: str) -> str:
    if plain(encoding) == "utf-8":
        return "prévenez vos réutilisateurs ; UTF-8 est le bon choix."
    return "enregistrez-le en UTF-8."


def mark(delimiter: str) -> str:
    return DELIMITERS.get(delimiter) or f"le signe {named(delimiter)}"
