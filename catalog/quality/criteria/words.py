from catalog.quality.criteria import MET, Criterion, Family, Verdict, todo
from catalog.quality.subject import Subject
from catalog.quality.wording import quoted


class Words(Criterion):
    """A word that nobody else uses leads nowhere: one shared word is enough."""

    slug = "words"
    label = "Mots-clés déjà employés ailleurs"
    gesture = "Choisir des mots-clés"
    family = Family.COHERENCE
    field = "keywords"

    @staticmethod
    def judge(subject: Subject) -> Verdict:
        if not subject.keywords:
            return todo("Ajoutez des mots-clés, de préférence parmi ceux déjà employés.")
        if subject.shared_keywords:
            return MET
        names = quoted([keyword.name for keyword in subject.keywords])
        return todo(
            f"Ajoutez un mot-clé déjà employé : aucun autre jeu de données ne porte {names}."
        )
