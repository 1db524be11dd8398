"""What a task does, in French, with a verb: for the page of works, and the mails about them."""

from catalog.work.schedule import named, schedule

LABELS = {
    "catalog.tasks.send_notification": "Envoyer un courriel",
    "catalog.tasks.check_version": "Contrôler un fichier reçu",
    "catalog.tasks.make_export": "Préparer un fichier dans un autre format",
    "catalog.tasks.check_publication": "Vérifier ce qui vient d’être publié",
}
"""Those of periodic works are in the schedule."""


def label_of_task(path: str) -> str:
    periodic = {work.task: work.label for work in schedule()}
    return LABELS.get(path) or periodic.get(path) or path.rpartition(".")[2].replace("_", " ")


def label_of_run(name: str) -> str:
    work = named(name)
    return work.label if work else name
