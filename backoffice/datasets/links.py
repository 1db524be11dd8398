"""A link to another site, as an editor reads it: what it gave, and what becomes of it next."""

from django.urls import reverse

from backoffice.screens import AboutResource, Button
from catalog.actions.links import ask_link_check
from catalog.templatetags.vitrine import ago, day, size

KINDS = {"text/html": "page web"}


class ResourceCheck(AboutResource, Button):
    """Have the link followed now, of a draft too."""

    def act(self):
        ask_link_check(self.resource, by=self.request.user)

    def sentence(self):
        return (
            f"Le lien « {self.resource} » va être suivi. Le résultat sera ici dans un instant : "
            "rechargez la page."
        )

    def after(self):
        detail = reverse("backoffice:dataset-detail", args=[self.dataset.pk])
        return f"{detail}#ressource-{self.resource.pk}"


def words_of_link(resource):
    """Return (word, mark, sentences) about a link with its `link_check`."""
    answer = resource.link_answer
    if answer is None:
        return "Pas encore vérifié", "", [waiting(resource)]
    if answer.works:
        return "Lien vérifié", "bon", [", ".join(given(answer)) + "."]
    if answer.is_dead:
        found = f"Depuis le {day(answer.dead_since)}, ce lien {answer.sentence}."
        return "Lien mort", "bloque", [found, "Corrigez son adresse, ou retirez-le."]
    again = (
        f"Nouvel essai {ago(answer.next_at)} : un lien n’est dit mort qu’après plusieurs échecs."
    )
    return (
        "À surveiller",
        "verifier",
        [f"Ce lien {answer.sentence}, {ago(answer.checked_at)}.", again],
    )


def waiting(resource):
    asked = getattr(resource, "link_check", None)
    if asked and asked.asked_at:
        return "La vérification est demandée."
    if resource.dataset.is_public:
        return "Ce lien sera suivi dans l’heure."
    return "Ce lien sera suivi une fois le jeu de données publié."


def given(answer):
    """Return when it was followed, and what it gave then."""
    yield ago(answer.checked_at)
    if answer.mime:
        yield KINDS.get(answer.mime, answer.mime)
    if answer.size is not None:
        yield size(answer.size)
    if answer.modified_at:
        yield f"modifié à la source {ago(answer.modified_at)}"
