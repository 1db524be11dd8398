from django import forms

from backoffice.house_forms import HouseForm, LongText, examples, explained

EDITORS, ADMINISTRATORS = "editeurs", "administrateurs"


class SubmitForm(HouseForm):
    note = LongText(
        label="Un mot pour qui relit",
        required=False,
        help_text=examples(
            "Ce qu’il faut regarder, et ce dont vous doutez.",
            "Les chiffres de 2025 sont provisoires ; la licence est à vérifier",
            "Merci",
        ),
        max_length=2000,
    )


class ReturnForm(HouseForm):
    reason = LongText(
        label="Motif du renvoi",
        help_text=examples(
            "La personne le reçoit par courriel : dites quoi corriger.",
            "La colonne « date » mélange deux écritures ; gardez AAAA-MM-JJ",
            "À revoir",
        ),
        max_length=2000,
    )


class FourEyesForm(HouseForm):
    deciders = forms.ChoiceField(
        label="Qui décide d’une première publication",
        widget=forms.RadioSelect,
        choices=[
            (
                EDITORS,
                explained(
                    "Les éditeurs et les administrateurs",
                    "Un éditeur publie seul. Un contributeur lui soumet ses brouillons.",
                ),
            ),
            (
                ADMINISTRATORS,
                explained(
                    "Les administrateurs seulement",
                    "Un éditeur prépare et soumet, comme un contributeur. Ce qui est déjà public, "
                    "il le tient à jour seul.",
                ),
            ),
        ],
    )
