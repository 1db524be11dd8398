"""What became of a version, in one sentence."""

from dataclasses import dataclass

from backoffice.wording import capital, in_letters
from catalog.enums import VersionState
from catalog.files.shapes import Severity
from catalog.templatetags.vitrine import ago

MOST_REASONS = 3


@dataclass(frozen=True)
class Verdict:
    """`mark`: the suffix of `vi-etat` and `vi-verdict`."""

    mark: str
    state: str
    title: str
    sentence: str


def verdict_of(version, resource, dataset):
    sayings = {
        VersionState.CURRENT: on_line,
        VersionState.HELD: held,
        VersionState.SUPERSEDED: superseded,
        VersionState.REJECTED: rejected,
    }
    return sayings.get(version.state, checking)(version, resource, dataset)


def checking(version, resource, dataset):
    return Verdict(
        "verifier",
        "Contrôle en cours",
        f"« {version.filename} » est reçu, nous le lisons",
        f"Il sera comparé à {served(resource)}, et mis en ligne s’il ne casse rien. Vous pouvez "
        "fermer cette page : le contrôle continue, et cette adresse dira ce qu’il a trouvé.",
    )


def held(version, resource, dataset):
    blocking = messages(version, Severity.BLOCKING)
    count = in_letters(max(len(blocking), 1), feminine=True)
    bloquent = "bloquent" if len(blocking) > 1 else "bloque"
    chose = "choses" if len(blocking) > 1 else "chose"
    return Verdict(
        "bloque",
        "À confirmer : rien n’est encore publié",
        f"{capital(count)} {chose} {bloquent} la mise en ligne",
        " ".join(
            [
                *map(first_sentence, blocking[:MOST_REASONS]),
                f"En attendant, {served(resource)} reste servie.",
            ]
        ),
    )


def on_line(version, resource, dataset):
    if not dataset.is_public:
        title = f"La version {version.number} attend la publication"
        return Verdict("bon", "Enregistrée et vérifiée", title, received(version))
    changes = version.changes
    if changes and not (changes.is_blocking or changes.of(Severity.WARNING)):
        title = f"Rien ne casse, la version {version.number} est en ligne"
    else:
        title = f"La version {version.number} est en ligne"
    return Verdict("bon", "En ligne et vérifiée", title, f"{received(version)} {decided(version)}")


def superseded(version, resource, dataset):
    title = f"La version {version.number} a été remplacée par {name_of(resource.current_version)}"
    return Verdict("verifier", "Remplacée depuis", title, received(version))


def rejected(version, resource, dataset):
    title = f"La version {version.number} n’a pas été mise en ligne"
    reason = f"« {version.reason} »" if version.decided_by else version.reason
    return Verdict("verifier", "Rejetée", title, f"{received(version)} {decided(version)} {reason}")


def decided(version):
    if not version.decided_by:
        return ""
    done = "Rejetée" if version.state == VersionState.REJECTED else "Confirmée"
    return f"{done} {ago(version.decided_at)} par {version.decided_by}."


def received(version):
    author = version.created_by or "un compte supprimé"
    return f"Reçue {ago(version.created_at)} de {author}."


def served(resource):
    return name_of(resource.current_version) if resource.current_version else "l’ancien fichier"


def name_of(version):
    return f"la version {version.number}"


def first_sentence(message):
    """Return what happened; what to do is said with the finding, further down."""
    return f"{message.partition('. ')[0].rstrip('.')}."


def messages(version, severity):
    return [one.message for one in version.changes.of(severity)] if version.changes else []
