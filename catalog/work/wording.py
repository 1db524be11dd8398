"""What a task does, in French, with a verb: for the page of works, and the mails about them."""

from catalog.work.schedule import named, schedule

LABELS = {
    "catalog.tasks.send_notification": "Envoyer un courriel",
    "catalog.tasks.send_account_mail": "Envoyer un courriel de compte",
    "catalog.tasks.check_version": "Contrôler un fichier reçu",
    "catalog.tasks.send_invitation": "Envoyer une invitation",
    "catalog.tasks.pause_flows": "Mettre en pause les flux d’un jeu transféré",
    "catalog.tasks.make_export": "Préparer un fichier dans un autre format",
    "catalog.tasks.check_publication": "Vérifier ce qui vient d’être publié",
    "catalog.tasks.check_link": "Vérifier un lien",
    "catalog.tasks.scan_flow": "Regarder la boîte de dépôt d’un flux",
    "catalog.tasks.take_drop": "Prendre un fichier déposé",
    "catalog.tasks.try_flow": "Essayer un flux",
    "modelsearch.tasks.insert_or_update_object_task": "Indexer une page",
    "wagtail.tasks.update_reference_index_task": "Suivre les liens d’une page",
}
"""Those of periodic works are in the schedule."""


def label_of_task(path: str) -> str:
    periodic = {work.task: work.label for work in schedule()}
    return LABELS.get(path) or periodic.get(path) or path.rpartition(".")[2].replace("_", " ")


def label_of_run(name: str) -> str:
    work = named(name)
    return work.label if work else name
