"""What each gesture over several datasets asks; all of them give the verb its `terms`."""

from django import forms

from backoffice.datasets.class_forms import LONGEST_KEYWORD
from backoffice.datasets.forms import longest
from backoffice.house_forms import LongText, SubmissionForm, examples
from backoffice.vocabulary_choices import (
    FREQUENCY_CHOICES,
    LICENSE_CHOICES,
    UNKNOWN_FREQUENCY,
    UNKNOWN_LICENSE,
)
from catalog.actions.batches import Terms
from catalog.enums import BatchKind
from catalog.models import Contact, Dataset, Theme


class BatchForm(SubmissionForm):
    def terms(self, kind):
        typed = {name: value for name, value in self.cleaned_data.items() if name != "submission"}
        return Terms(kind=kind, **typed)


class WordsForm(BatchForm):
    words = forms.CharField(
        label="Mots-clés",
        max_length=1000,
        help_text=examples(
            "Séparés par des virgules, tels qu’on les chercherait.",
            "musée, fréquentation, billetterie",
            "données, fichier, divers",
        ),
    )

    def clean_words(self):
        words = [word.strip() for word in self.cleaned_data["words"].split(",")]
        if long := next((word for word in words if len(word) > LONGEST_KEYWORD), None):
            raise forms.ValidationError(
                f"« {long[:40]}… » compte {len(long)} caractères, pour {LONGEST_KEYWORD} au plus."
            )
        return tuple(word for word in words if word)


class ThemeForm(BatchForm):
    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Thématique",
        to_field_name="slug",
        empty_label="Choisissez une thématique",
        help_text="Elle remplace celles de chacun.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = Theme.objects.in_order()

    def clean_theme(self):
        return self.cleaned_data["theme"].slug


class ContactForm(BatchForm):
    contact_name = forms.CharField(label="Nom", max_length=longest(Contact, "name"))
    contact_email = forms.EmailField(
        label="Adresse électronique",
        error_messages={"invalid": "Cette adresse n’est pas de la forme nom@domaine.fr."},
        help_text=examples(
            "Publiée telle quelle ; elle remplace les contacts de chacun.",
            "donnees@musees.exemple.fr",
            "l’adresse personnelle d’un agent",
        ),
    )


class LicenseForm(BatchForm):
    license = forms.ChoiceField(
        label="Licence",
        choices=LICENSE_CHOICES,
        error_messages={"invalid_choice": UNKNOWN_LICENSE},
    )
    license_reason = forms.CharField(
        label="Pourquoi cette licence",
        required=False,
        max_length=longest(Dataset, "license_reason"),
        help_text="Pour toute autre licence que les deux premières, la loi demande à une "
        "administration de dire pourquoi.",
    )


class FrequencyForm(BatchForm):
    frequency = forms.ChoiceField(
        label="Fréquence de mise à jour",
        choices=FREQUENCY_CHOICES,
        error_messages={"invalid_choice": UNKNOWN_FREQUENCY},
        help_text="Celle que vous tiendrez pour chacun : elle est annoncée aux réutilisateurs.",
    )


class ArchiveForm(BatchForm):
    reason = LongText(
        label="Motif",
        help_text=examples(
            "Gardé dans le journal de chacun, et montré sur sa page.",
            "Remplacés par la base des musées, plus complète",
            "Obsolètes",
        ),
        max_length=2000,
    )


FORMS = {
    BatchKind.ADD_KEYWORDS: WordsForm,
    BatchKind.REMOVE_KEYWORDS: WordsForm,
    BatchKind.THEME: ThemeForm,
    BatchKind.CONTACT: ContactForm,
    BatchKind.LICENSE: LicenseForm,
    BatchKind.FREQUENCY: FrequencyForm,
    BatchKind.ARCHIVE: ArchiveForm,
}
