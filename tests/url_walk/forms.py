"""What is posted to each address: what its page would send, with real identifiers."""

import hashlib
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.enums import Cadence, Role
from catalog.journal.notify import KINDS
from tests import factories

NAME_OF_COLUMN = f"colonne-{hashlib.sha256(b'nom').hexdigest()[:12]}-label"
REASON = "Un motif écrit pour la marche."
NAMES = {"first_name": "Dominique", "last_name": "Marcheur"}
RULES = {"etape": "6", "license": "odc-odbl", "frequency": "monthly"}


def upload():
    return SimpleUploadedFile("liste.csv", factories.CSV, content_type="text/csv")


def picture():
    return SimpleUploadedFile("logo.png", factories.png(), content_type="image/png")


def schema():
    return SimpleUploadedFile("schema.json", b'{"fields": [{"name": "commune"}]}')


def new_dataset(world):
    return {
        "organization": world.home.slug,
        "title": "Un jeu de plus",
        "submission": str(uuid.uuid4()),
    }


def new_file(world):
    return {"file": upload(), "title": "Un fichier de plus", "type": "main"}


def new_link(world):
    return {"url": factories.LINK, "title": "Un lien de plus", "type": "main", "format": "csv"}


def new_version(world):
    return {"file": upload(), "note": "Sept lignes corrigées", "expected_version": "3"}


def new_copy(world):
    return {"title": "Une copie de plus", "submission": str(uuid.uuid4())}


def new_order(world):
    return {"ordre": f"{world.link.pk},{world.held.pk},{world.file.pk}"}


def new_release(world):
    return later(world) | {"datasets": [world.draft.pk], "submission": str(uuid.uuid4())}


def later(world):
    return {"name": world.planned.name, "day": "2099-12-03", "hour": "08:30"}


def theme(world):
    return {"name": "Phares et balises", "description": "Décrite en marchant."}


def grant(world):
    return {"member": world.people["member"].pk}


def asking(world):
    return {"role": Role.EDITOR, "service": "Service des essais", "reason": REASON}


def acceptance(world):
    return {"role": Role.CONTRIBUTOR, "reason": REASON}


def description(world):
    return {"name": world.home.name, "acronym": "OM", "description": "Décrite en marchant."}


def flow(world):
    return {
        "name": "Un flux de plus",
        "inbox": str(world.inbox.pk),
        "pattern": "marche/*.csv",
        "target": "one",
        "schedule": "every",
        "minutes": "60",
        "after": "leave",
        "submission": str(uuid.uuid4()),
    }


def inbox(world):
    folder = f"{world.inbox.folder}-{uuid.uuid4().hex[:6]}"
    return {"name": "Une boîte de plus", "kind": "folder", "folder": folder}


FORMS = {
    "backoffice:profile": lambda world: NAMES,
    "backoffice:dataset-create": new_dataset,
    "backoffice:dataset-edit": lambda world: RULES,
    "backoffice:transfer-create": lambda world: {
        "to": world.elsewhere.slug,
        "note": REASON,
        "submission": str(uuid.uuid4()),
    },
    "backoffice:transfer-refuse": lambda world: {"reason": REASON},
    "backoffice:batch-create": lambda world: {
        "words": "une marche",
        "reason": REASON,
        "appliquer": "1",
        "submission": str(uuid.uuid4()),
    },
    "backoffice:dataset-submit": lambda world: {"note": REASON},
    "backoffice:dataset-review": lambda world: {"reason": REASON},
    "backoffice:organization-four-eyes": lambda world: {"deciders": "administrateurs"},
    "backoffice:dataset-archive": lambda world: {"reason": REASON},
    "backoffice:dataset-delete": lambda world: {"reason": REASON},
    "backoffice:dataset-copy": new_copy,
    "backoffice:dataset-grant": grant,
    "backoffice:resource-add-file": new_file,
    "backoffice:resource-add-link": new_link,
    "backoffice:resource-edit": lambda world: {"title": "Un titre neuf", "type": "main"},
    "backoffice:resource-move": lambda world: {"vers": "bas"},
    "backoffice:resource-order": new_order,
    "backoffice:resource-replace": new_version,
    "backoffice:version-confirm": lambda world: {"note": REASON},
    "backoffice:version-reject": lambda world: {"reason": REASON},
    "backoffice:version-note": lambda world: {"note": REASON},
    "backoffice:resource-columns": lambda world: {NAME_OF_COLUMN: "Le nom"},
    "backoffice:resource-schema": lambda world: {"file": schema()},
    "backoffice:resource-guard": lambda world: {"guard": "warn", "row_tolerance": "20"},
    "backoffice:release-create": new_release,
    "backoffice:release-move": later,
    "backoffice:release-cancel": lambda world: {"reason": REASON},
    "backoffice:flow-start": lambda world: {"dataset": str(world.draft.pk)},
    "backoffice:flow-create": flow,
    "backoffice:flow-edit": flow,
    "backoffice:flow-validate": lambda world: {"reason": REASON},
    "backoffice:flow-refuse": lambda world: {"reason": REASON},
    "backoffice:flow-stop": lambda world: {"reason": REASON},
    "backoffice:inbox-create": inbox,
    "backoffice:inbox-edit": lambda world: {
        "name": "Une boîte renommée",
        "kind": "folder",
        "folder": world.inbox.folder,
    },
    "backoffice:request-create": asking,
    "backoffice:request-accept": acceptance,
    "backoffice:request-refuse": lambda world: {"reason": REASON},
    "backoffice:request-answer": lambda world: {
        "demande": str(world.request.pk),
        "reponse": "refuser",
        "reason": REASON,
    },
    "backoffice:right-confirm": lambda world: {"droit": world.membership(world.colleague).pk},
    "backoffice:phrase-list": lambda world: {"text": REASON, "sense": "refuser"},
    "backoffice:phrase-edit": lambda world: {"text": REASON},
    "backoffice:case-answer": lambda world: {"decision": "refuser", "reason": REASON},
    "backoffice:case-note": lambda world: {"text": REASON, "submission": str(uuid.uuid4())},
    "backoffice:case-assign": lambda world: {"to": "personne"},
    "backoffice:help-create": lambda world: {"message": REASON, "submission": str(uuid.uuid4())},
    "backoffice:help-detail": lambda world: {"answer": REASON},
    "backoffice:organization-edit": description,
    "backoffice:organization-create": lambda world: {
        "name": "DRAC de la marche",
        "kind": "regional",
        "submission": str(uuid.uuid4()),
    },
    "backoffice:delegation-list": lambda world: {
        "member": world.people["member"].pk,
        "dataset": str(world.draft.pk),
    },
    "backoffice:certification-create": lambda world: {"siret": "11004601800013", "proof": REASON},
    "backoffice:organization-welcome": lambda world: {
        "domains": "culture.example",
        "role": "editor",
    },
    "backoffice:organization-place": lambda world: {"kind": "department"},
    "backoffice:certification-withdraw": lambda world: {"reason": REASON},
    "backoffice:organization-logo": lambda world: {"logo": picture()},
    "backoffice:organization-delete": lambda world: {"reason": REASON},
    "backoffice:organization-merge": lambda world: {"into": world.elsewhere.slug, "reason": REASON},
    "backoffice:invitation-create": lambda world: {
        "email": f"{uuid.uuid4().hex[:8]}@exemple.org",
        "role": Role.EDITOR,
    },
    "backoffice:organization-defaults": lambda world: {"default_license": "lov2"},
    "backoffice:theme-create": theme,
    "backoffice:theme-edit": theme,
    "backoffice:theme-move": lambda world: {"vers": "bas"},
    "backoffice:member-role": lambda world: {"role": Role.CONTRIBUTOR},
    "backoffice:key-create": lambda world: {"name": "Un script", "days": "90"},
    "backoffice:notification-choose": lambda world: dict.fromkeys(KINDS, Cadence.DAILY),
    "account_change_password": lambda world: {
        "oldpassword": factories.PASSWORD,
        "password1": "une autre phrase à retenir",
    },
    "api:dataset-upload": lambda world: {"file": upload()},
    "api:resource-upload": lambda world: {"file": upload(), "note": "Relu"},
    "api:version-confirm": lambda world: {"reason": REASON},
    "api:version-reject": lambda world: {"reason": REASON},
    "api:dataset-submission": lambda world: {"comment": REASON},
    "api:transfer-list": lambda world: {
        "subject.class": "Dataset",
        "subject.id": str(world.draft.pk),
        "recipient.class": "Organization",
        "recipient.id": world.elsewhere.slug,
        "comment": REASON,
    },
    "api:transfer-detail": lambda world: {"response": "refuse", "comment": REASON},
}
"""The other buttons send nothing."""
BODIES = {
    "api:resource-list": lambda world: [
        {"id": str(one.pk)} for one in (world.link, world.held, world.file)
    ],
    "api:resource-detail": lambda world: {"description": REASON, "type": "main"},
}
"""What is sent as JSON to change a thing."""
