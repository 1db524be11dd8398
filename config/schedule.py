"""What the workers do again and again, by dotted names: each slot once, whatever their number.

A work takes no argument and may run twice. It does not start again while it runs; after a stop,
only the last slot that was missed is run. To add one: a task in `catalog/tasks.py`, a line here.
"""

from datetime import timedelta

from catalog.work.slots import Periodic

SCHEDULE = (
    Periodic(
        "publish-planned",
        task="catalog.tasks.publish_planned",
        every=timedelta(minutes=1),
        label="Mettre en ligne ce qui est programmé",
    ),
    Periodic(
        "scan-flows",
        task="catalog.tasks.scan_flows",
        every=timedelta(minutes=1),
        label="Regarder les boîtes de dépôt des flux",
    ),
    Periodic(
        "watch-flows",
        task="catalog.tasks.watch_flows",
        every=timedelta(minutes=15),
        label="Prévenir des flux en retard, muets ou en panne",
    ),
    Periodic(
        "follow-requests",
        task="catalog.tasks.follow_requests",
        cron="30 8 * * *",
        label="Relancer et clore les demandes restées sans réponse",
    ),
    Periodic(
        "roll-up-counts",
        task="catalog.tasks.roll_up_counts",
        every=timedelta(minutes=10),
        label="Additionner les consultations et les téléchargements",
    ),
    Periodic(
        "check-unreached",
        task="catalog.tasks.check_unreached",
        every=timedelta(minutes=15),
        label="Vérifier de nouveau les publications restées sans réponse",
    ),
    Periodic(
        "check-links",
        task="catalog.tasks.check_links",
        every=timedelta(minutes=5),
        label="Suivre les liens vers d’autres sites",
    ),
    Periodic(
        "forget-uploads",
        task="catalog.tasks.forget_uploads",
        every=timedelta(hours=1),
        label="Oublier les envois commencés et jamais finis",
    ),
    Periodic(
        "forget-work",
        task="catalog.tasks.forget_work",
        cron="40 2 * * *",
        label="Oublier les tâches finies depuis plus de sept jours",
    ),
    Periodic(
        "collect-garbage",
        task="catalog.tasks.collect_garbage",
        cron="0 3 * * *",
        label="Effacer les fichiers que plus rien ne nomme",
    ),
    Periodic(
        "verify-integrity",
        task="catalog.tasks.verify_integrity",
        cron="0 4 * * *",
        label="Vérifier que tout ce qui est promis est tenu",
    ),
    Periodic(
        "check-publications",
        task="catalog.tasks.check_publications",
        cron="30 4 * * *",
        label="Demander les fichiers en ligne à leur adresse publique",
    ),
    Periodic(
        "send-digests",
        task="catalog.tasks.send_digests",
        cron="0 7 * * *",
        label="Envoyer les courriels du jour à qui les préfère groupés",
    ),
)
