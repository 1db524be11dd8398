import re
from collections import Counter

from catalog.models import Resource
from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject
from catalog.quality.wording import quoted
from catalog.search.analyzer import fold

LIKE_A_FILE = re.compile(r"^[^ ]*_[^ ]*$|\.(csv|xlsx?|ods|json|geojson|zip|pdf|txt|xml|tsv)$", re.I)
GOOD_FILENAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
EMPTY_TITLES = {
    "fichier",
    "donnees",
    "data",
    "export",
    "sans titre",
    "document",
    "ressource",
    "csv",
}
SHORTEST = 4


class Names(Criterion):
    slug = "names"
    label = "Fichiers bien nommés"
    gesture = "Renommer un fichier"
    family = Family.FILES
    field = "resource.title"

    @staticmethod
    def judge(subject: Subject) -> Verdict | None:
        if not subject.resources:
            return None
        counts = Counter(fold(one.title) for one in subject.resources)
        for one in subject.resources:
            if reason := fault_of(one, alike=counts[fold(one.title)]):
                return todo(reason, resource=one.pk)
        return MET


def fault_of(resource: Resource, *, alike: int) -> str:
    title = quoted([resource.title])
    if LIKE_A_FILE.search(resource.title) or fold(resource.title) in EMPTY_TITLES:
        return f"Remplacez {title} par un titre qui dit ce que contient le fichier."
    if len(resource.title) < SHORTEST:
        return f"Allongez le titre {title} : il ne dit pas ce que contient le fichier."
    if alike > 1:
        return f"Distinguez les {alike} fichiers qui s’appellent {title}."
    version = resource.current_version
    if version and not GOOD_FILENAME.fullmatch(version.filename):
        return (
            f"Au prochain remplacement, nommez le fichier {quoted([version.filename])} sans espace "
            "ni accent : certains outils ne l’ouvrent pas."
        )
    return ""
