"""The closed lists of the house: each has its French label, as shown on screen."""

from enum import StrEnum

from django.db.models import TextChoices


class Role(TextChoices):
    CONTRIBUTOR = "contributor", "contributeur"
    EDITOR = "editor", "éditeur"
    ADMINISTRATOR = "administrator", "administrateur"

    @property
    def allows(self) -> str:
        """What the role lets do, after « vous pouvez » or « peut »."""
        return {
            Role.CONTRIBUTOR: "préparer des brouillons, et modifier les seuls jeux désignés",
            Role.EDITOR: "créer des jeux de données, remplacer des fichiers et publier",
            Role.ADMINISTRATOR: "publier, gérer les membres et leurs rôles, décrire l’organisation",
        }[self]


class OrganizationKind(TextChoices):
    MINISTRY = "ministry", "ministère"
    DEPARTMENT = "department", "service central"
    REGIONAL = "regional", "service déconcentré"
    OPERATOR = "operator", "opérateur"
    LOCAL_AUTHORITY = "local-authority", "collectivité"
    ASSOCIATION = "association", "association"
    COMPANY = "company", "entreprise"


class OrganizationState(TextChoices):
    """What the DPNC has said of it; a deleted one keeps its addresses, which say so."""

    PENDING = "pending", "à valider"
    ACTIVE = "active", "validée"
    REFUSED = "refused", "refusée"
    DELETED = "deleted", "supprimée"


class Deciders(TextChoices):
    """Who answers those who ask to join an organisation of the family."""

    DPNC = "dpnc", "la DPNC"
    ADMINISTRATORS = "administrators", "ses administrateurs"


class RequestStatus(TextChoices):
    PENDING = "pending", "en attente"
    ACCEPTED = "accepted", "acceptée"
    REFUSED = "refused", "refusée"
    CANCELED = "canceled", "annulée"
    EXPIRED = "expired", "expirée"


class DatasetState(TextChoices):
    DRAFT = "draft", "brouillon"
    SCHEDULED = "scheduled", "programmé"
    PUBLISHED = "published", "publié"
    ARCHIVED = "archived", "archivé"
    DELETED = "deleted", "dans la corbeille"


class ResourceKind(TextChoices):
    FILE = "file", "fichier hébergé"
    REMOTE = "remote", "lien"


class ResourceType(TextChoices):
    MAIN = "main", "données"
    DOCUMENTATION = "documentation", "documentation"
    UPDATE = "update", "mise à jour"
    API = "api", "API"
    CODE = "code", "code"
    OTHER = "other", "autre"


class VersionState(TextChoices):
    RECEIVED = "received", "reçue"
    CHECKING = "checking", "en cours de contrôle"
    HELD = "held", "à confirmer"
    CURRENT = "current", "en ligne"
    SUPERSEDED = "superseded", "remplacée"
    REJECTED = "rejected", "rejetée"


class Origin(TextChoices):
    """By which way a version came."""

    SCREEN = "screen", "écran"
    API = "api", "API"
    FLOW = "flow", "flux"
    HARVEST = "harvest", "moissonnage"
    RESTORE = "restore", "restauration"


class Guard(TextChoices):
    """What happens when a replacement would break those who reuse the resource."""

    HOLD = "hold", "retenir et demander confirmation"
    WARN = "warn", "mettre en ligne et prévenir"
    OFF = "off", "mettre en ligne sans comparer"


class LegalBasis(TextChoices):
    """Why personal data may be published: article L. 312-1-2 of the CRPA."""

    LAW = "law", "un texte impose ou permet la publication"
    CONSENT = "consent", "les personnes ont donné leur accord"
    ANONYMOUS = "anonymous", "les données sont anonymisées"
    NOT_PERSONAL = "not-personal", "ce ne sont pas des données personnelles"


class Outcome(TextChoices):
    """What the public address of a file gave when we asked it, as anybody does."""

    VERIFIED = "verified", "en ligne et vérifié"
    FAILED = "failed", "en ligne, mais pas comme prévu"
    UNREACHED = "unreached", "pas encore vérifié"


class ReleaseState(TextChoices):
    PLANNED = "planned", "prévue"
    DONE = "done", "faite"
    PARTLY = "partly", "faite en partie"
    REFUSED = "refused", "refusée"
    CANCELED = "canceled", "annulée"


class PartOutcome(TextChoices):
    """What became of one of the things that a release puts on line."""

    WAITING = "waiting", "en attente"
    DONE = "done", "en ligne"
    REFUSED = "refused", "refusé"
    CANCELED = "canceled", "annulé"


class ReviewState(TextChoices):
    """What became of a draft that somebody submitted to those who may publish it."""

    WAITING = "waiting", "soumis"
    PUBLISHED = "published", "publié"
    RETURNED = "returned", "renvoyé"
    WITHDRAWN = "withdrawn", "repris"


class TransferState(TextChoices):
    """What became of the wish to give datasets to another organisation."""

    WAITING = "waiting", "proposé"
    ACCEPTED = "accepted", "accepté"
    REFUSED = "refused", "refusé"
    CANCELED = "canceled", "annulé"


class BatchKind(TextChoices):
    ADD_KEYWORDS = "add-keywords", "ajouter des mots-clés"
    REMOVE_KEYWORDS = "remove-keywords", "retirer des mots-clés"
    THEME = "theme", "classer dans une thématique"
    CONTACT = "contact", "donner un contact"
    LICENSE = "license", "changer de licence"
    FREQUENCY = "frequency", "changer de fréquence"
    ARCHIVE = "archive", "archiver"


class SlotOutcome(TextChoices):
    WAITING = "waiting", "en attente"
    DONE = "done", "fait"
    FAILED = "failed", "échec"
    PASSED = "passed", "non fait"


class CountKind(TextChoices):
    VIEW = "view", "vue"
    DOWNLOAD = "download", "téléchargement"


class InboxKind(TextChoices):
    S3 = "s3", "espace S3"
    FOLDER = "folder", "dossier surveillé"


class FlowState(TextChoices):
    """A flow publishes only while it is active: the DPNC validated it as it is."""

    DRAFT = "draft", "à essayer"
    TESTED = "tested", "essayé"
    SUBMITTED = "submitted", "à valider"
    ACTIVE = "active", "actif"
    PAUSED = "paused", "en pause"
    REFUSED = "refused", "refusé"
    STOPPED = "stopped", "arrêté"


class FlowTarget(TextChoices):
    """To which resources the files of a flow go."""

    ONE = "one", "toujours la même ressource"
    BY_NAME = "by-name", "une ressource par nom de fichier"
    BY_PART = "by-part", "une ressource par valeur d’une partie du nom"


class FlowSchedule(TextChoices):
    EVERY = "every", "à intervalle régulier"
    CRON = "cron", "aux heures d’une expression cron"
    DEMAND = "demand", "à la demande"


class AfterDrop(TextChoices):
    """What becomes of a file of the inbox once it is on line."""

    LEAVE = "leave", "le laisser"
    MOVE = "move", "le ranger dans « published/ »"
    DELETE = "delete", "l’effacer"


class RunOutcome(TextChoices):
    IDLE = "idle", "rien de nouveau"
    FOUND = "found", "des fichiers nouveaux"
    FAILED = "failed", "la boîte n’a pas pu être lue"


class DropState(TextChoices):
    SEEN = "seen", "en cours d’écriture"
    STABLE = "stable", "à prendre"
    COPIED = "copied", "copié, en cours de contrôle"
    PUBLISHED = "published", "publié"
    HELD = "held", "à confirmer"
    UNCHANGED = "unchanged", "inchangé"
    REFUSED = "refused", "refusé"
    SUPERSEDED = "superseded", "dépassé par un fichier plus récent"
    VANISHED = "vanished", "disparu avant d’être lu"


class IncidentKind(TextChoices):
    FAILING = "failing", "en échec"
    LATE = "late", "en retard"
    HELD = "held", "dépôt à confirmer"
    SILENT = "silent", "silencieux"


class Cadence(TextChoices):
    """When a person is written to; on the site everything is told at once."""

    AT_ONCE = "at_once", "tout de suite"
    DAILY = "daily", "une fois par jour"
    NEVER = "never", "jamais"


class Topic(TextChoices):
    """What notifications are about, in the order of the preferences."""

    PUBLICATION = "publication", "Ce que je publie"
    FLOWS = "flows", "Mes flux"
    ACCESS = "access", "Mes accès"
    DECISIONS = "decisions", "Ce qui attend ma réponse"
    PLATFORM = "platform", "Marche de la plateforme"
    SECURITY = "security", "Sécurité de mon compte"


class Right(StrEnum):
    """Every right of the catalogue; its rule is the function of that name in `permissions`."""

    VIEW_DATASET = "catalog.view_dataset"
    CHANGE_DATASET = "catalog.change_dataset"
    PUBLISH_DATASET = "catalog.publish_dataset"
    DELETE_DATASET = "catalog.delete_dataset"
    DELEGATE_DATASET = "catalog.delegate_dataset"
    TRANSFER_DATASET = "catalog.transfer_dataset"
    VIEW_TRANSFER = "catalog.view_transfer"
    DECIDE_TRANSFER = "catalog.decide_transfer"
    VIEW_RELEASE = "catalog.view_release"
    CHANGE_RELEASE = "catalog.change_release"
    VIEW_PART = "catalog.view_releasepart"
    CHANGE_PART = "catalog.change_releasepart"
    CREATE_DATASET = "catalog.create_dataset"
    VIEW_ORGANIZATION = "catalog.view_organization"
    DECIDE_ORGANIZATION = "catalog.decide_organization"
    DECIDE_CERTIFICATION = "catalog.decide_certificationrequest"
    CHANGE_ORGANIZATION = "catalog.change_organization"
    VIEW_MEMBERS = "catalog.view_members"
    MANAGE_MEMBERS = "catalog.manage_members"
    WELCOME_MEMBERS = "catalog.welcome_members"
    VIEW_REQUEST = "catalog.view_request"
    DECIDE_REQUEST = "catalog.decide_request"
    MANAGE_VOCABULARIES = "catalog.manage_vocabularies"
    MANAGE_INBOXES = "catalog.manage_inboxes"
    VIEW_FLOW = "catalog.view_flow"
    CHANGE_FLOW = "catalog.change_flow"
    DECIDE_FLOW = "catalog.decide_flow"
    VIEW_WORK = "catalog.view_work"
    VIEW_HELP = "catalog.view_help"
    ANSWER_HELP = "catalog.answer_help"
    USE_PHRASE = "catalog.use_phrase"
    REVIEW_MEMBERSHIP = "catalog.review_membership"
