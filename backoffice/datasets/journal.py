"""The journal in words: a sentence for each verb, values as people read them."""

from dataclasses import dataclass
from datetime import datetime

from backoffice.datasets.extras import as_lines
from catalog.accounts.models import Organization, User
from catalog.enums import (
    AfterDrop,
    DatasetState,
    Deciders,
    FlowSchedule,
    FlowTarget,
    Guard,
    LegalBasis,
    OrganizationKind,
    ResourceType,
    Role,
)
from catalog.flows.models import Flow, Inbox
from catalog.models import Dataset, Resource, Theme
from catalog.templatetags.vitrine import NO_BREAK
from catalog.vocabularies.eu_themes import CHOICES as EU_THEMES

SENTENCES = {
    "dataset.created": "Brouillon créé",
    "dataset.imported": "Jeu de données importé",
    "dataset.described": "Description modifiée",
    "dataset.published": "Jeu de données publié",
    "dataset.scheduled": "Mise en ligne programmée",
    "dataset.unscheduled": "Mise en ligne programmée retirée",
    "release.moved": "Mise en ligne programmée déplacée",
    "dataset.submitted": "Brouillon soumis pour publication",
    "dataset.unsubmitted": "Brouillon repris par qui l’avait soumis",
    "dataset.returned": "Brouillon renvoyé avec un motif",
    "dataset.transferred": "Jeu de données passé à une autre organisation",
    "transfer.proposed": "Transfert proposé à une autre organisation",
    "transfer.accepted": "Transfert accepté",
    "transfer.refused": "Transfert refusé",
    "transfer.canceled": "Transfert abandonné",
    "dataset.archived": "Jeu de données archivé",
    "dataset.deleted": "Jeu de données mis à la corbeille",
    "dataset.restored": "Jeu de données sorti de la corbeille",
    "dataset.granted": "Droit donné à une personne",
    "dataset.withdrawn": "Droit retiré à une personne",
    "resource.added": "Fichier ou lien ajouté",
    "resource.replaced": "Fichier remplacé",
    "version.discarded": "Fichier d’une ancienne version effacé",
    "resource.described": "Fichier ou lien décrit",
    "resource.confirmed": "Données dites toujours valables",
    "resource.guarded": "Contrôle des remplacements réglé",
    "resource.schema_set": "Schéma changé",
    "resource.columns_described": "Colonnes décrites",
    "version.held": "Fichier reçu, à confirmer",
    "version.scheduled": "Mise en ligne du fichier programmée",
    "version.unscheduled": "Mise en ligne programmée du fichier retirée",
    "version.annotated": "Note d’une version changée",
    "version.rejected": "Fichier rejeté",
    "version.restored": "Version précédente remise en ligne",
    "version.set_aside": "Fichier en attente dépassé par un autre",
    "resource.reordered": "Ordre des fichiers changé",
    "resource.removed": "Fichier ou lien retiré",
    "resource.restored": "Fichier ou lien rétabli",
    "link.died": "Lien trouvé mort",
    "link.revived": "Lien qui répond de nouveau",
    "request.created": "Accès demandé",
    "request.accepted": "Demande d’accès acceptée",
    "request.welcomed": "Demande d’accès acceptée d’office",
    "request.refused": "Demande d’accès refusée",
    "request.canceled": "Demande d’accès annulée",
    "request.expired": "Demande d’accès expirée",
    "member.withdrawn": "Droit retiré",
    "member.confirmed": "Droit confirmé",
    "case.assigned": "Demande confiée",
    "help.asked": "Aide demandée",
    "help.answered": "Aide donnée",
    "member.role_changed": "Rôle changé",
    "member.removed": "Membre retiré",
    "organization.created": "Organisation créée",
    "organization.described": "Organisation décrite",
    "organization.proposed": "Organisation proposée à la DPNC",
    "organization.validated": "Organisation validée",
    "organization.refused": "Organisation refusée",
    "organization.deleted": "Organisation supprimée",
    "organization.merged": "Organisation réunie à celle-ci",
    "organization.logo_set": "Logo changé",
    "organization.welcome_set": "Accueil d’office réglé",
    "organization.placed": "Nature ou rattachement de l’organisation changés",
    "certification.asked": "Certification demandée",
    "certification.accepted": "Organisation certifiée",
    "certification.refused": "Certification refusée",
    "certification.expired": "Demande de certification expirée",
    "certification.withdrawn": "Certification retirée",
    "invitation.sent": "Personne invitée",
    "invitation.accepted": "Invitation acceptée",
    "invitation.declined": "Invitation déclinée",
    "invitation.canceled": "Invitation annulée",
    "person.renamed": "Nom changé",
    "person.email_change_asked": "Changement d’adresse demandé",
    "person.email_changed": "Adresse changée",
    "person.session_ended": "Session fermée",
    "person.deleted": "Compte supprimé",
    "person.disarmed": "Compte non confirmé mis hors d’usage",
    "api_key.created": "Clé d’API créée",
    "api_key.revoked": "Clé d’API révoquée",
    "task.relaunched": "Tâche relancée",
    "flow.declared": "Flux déclaré",
    "flow.changed": "Flux modifié",
    "flow.submitted": "Flux soumis à la DPNC",
    "flow.validated": "Flux validé",
    "flow.refused": "Flux refusé",
    "flow.run": "Flux lancé à la main",
    "flow.paused": "Flux mis en pause",
    "flow.resumed": "Flux repris",
    "flow.stopped": "Flux arrêté",
    "inbox.declared": "Boîte de dépôt déclarée",
    "inbox.changed": "Boîte de dépôt modifiée",
    "inbox.deleted": "Boîte de dépôt supprimée",
    "theme.created": "Thématique ajoutée",
    "theme.described": "Thématique modifiée",
    "theme.reordered": "Ordre des thématiques changé",
    "theme.deleted": "Thématique supprimée",
}
OTHER_LABELS = {
    "keywords": "mots-clés",
    "themes": "thématiques",
    "territories": "territoires",
    "producers": "producteurs associés",
    "contacts": "contacts",
    "slug": "adresse",
    "version": "version",
    "sha256": "empreinte SHA-256",
    "publish": "peut publier",
    "welcome": "accueil d’office",
    "due_at": "mise en ligne le",
    "schema": "colonnes du schéma",
    "note": "quoi de neuf",
    "legal_basis": "base légale des données personnelles",
}
WORDS = {
    "state": dict(DatasetState.choices),
    "license": dict(Dataset._meta.get_field("license").choices),
    "frequency": dict(Dataset._meta.get_field("frequency").choices),
    "granularity": dict(Dataset._meta.get_field("granularity").choices),
    "eu_theme": dict(EU_THEMES),
    "default_license": dict(Dataset._meta.get_field("license").choices),
    "default_frequency": dict(Dataset._meta.get_field("frequency").choices),
    "type": dict(ResourceType.choices),
    "guard": dict(Guard.choices),
    "legal_basis": dict(LegalBasis.choices),
    "target": dict(FlowTarget.choices),
    "schedule": dict(FlowSchedule.choices),
    "after": dict(AfterDrop.choices),
    "role": dict(Role.choices),
    "requests_by": dict(Deciders.choices),
    "kind": dict(OrganizationKind.choices),
    "publish": {True: "oui", False: "non"},
    "four_eyes": {True: "oui", False: "non"},
}
NOT_SHOWN = ("order",)
OF_ITSELF = {
    "dataset.created",
    "dataset.imported",
    "dataset.described",
    "dataset.published",
    "dataset.scheduled",
    "dataset.unscheduled",
    "dataset.submitted",
    "dataset.unsubmitted",
    "dataset.returned",
    "dataset.transferred",
    "transfer.proposed",
    "dataset.archived",
    "dataset.deleted",
    "dataset.restored",
    "resource.reordered",
}
AROUND = 60
SHORT_HASH = 12
LONGEST = 400


@dataclass(frozen=True)
class Line:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """`about` is empty when the sentence is about the thing whose journal it is."""

    sentence: str
    at: datetime
    actor: str
    about: str
    reason: str
    lines: list[Line]


def entries(activities, dataset=None):
    """Return the activities as shown; within one dataset, its own title is not repeated."""
    return [entry(activity, dataset) for activity in activities]


def entry(activity, dataset):
    return Entry(
        sentence=SENTENCES.get(activity.verb, activity.verb),
        at=activity.at,
        actor=str(activity.actor or activity.robot or "Compte supprimé"),
        about=about(activity, dataset),
        reason=activity.reason,
        lines=[
            Line(label(name), *shown(name, *values))
            for name, values in activity.changes.items()
            if name not in NOT_SHOWN and values[0] != values[1]
        ],
    )


def about(activity, dataset):
    if dataset is None:
        return activity.about
    if activity.verb in OF_ITSELF:
        return ""
    return activity.about.removesuffix(f" — {dataset.title}")


def label(name):
    if name in OTHER_LABELS:
        return OTHER_LABELS[name]
    for model in (Dataset, Resource, Organization, User, Theme, Flow, Inbox):
        if name in (field.name for field in model._meta.fields):
            return str(model._meta.get_field(name).verbose_name)
    return {"role": "rôle", "datasets": "jeux de données"}.get(name, name)


def shown(name, before, after):
    """Return both values as text, cut down to where they differ."""
    return around_the_change(written(name, before), written(name, after))


def written(name, value):
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return as_lines(value)
    if name == "sha256":
        return value[:SHORT_HASH]
    if name in WORDS:
        return WORDS[name].get(value, str(value or ""))
    return "" if value is None else str(value)


def around_the_change(before, after):
    """Return what differs, with a few words around, so that a long text shows its change."""
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    start = common_length(before, after)
    end = common_length(before[start:][::-1], after[start:][::-1])
    return tuple(cut(text, start - AROUND, len(text) - end + AROUND) for text in (before, after))


def common_length(one, other):
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def cut(text, start, end):
    """Return that part, at most LONGEST characters, with a mark where something is left out."""
    start = max(start, 0)
    end = min(end, len(text), start + LONGEST)
    opening = f"…{NO_BREAK}" if start > 0 else ""
    closing = f"{NO_BREAK}…" if end < len(text) else ""
    return f"{opening}{text[start:end]}{closing}"
