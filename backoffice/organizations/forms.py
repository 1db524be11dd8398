from django import forms

from backoffice.house_forms import HouseForm, LongText, examples, explained
from backoffice.vocabulary_choices import (
    FREQUENCY_CHOICES,
    LICENSE_CHOICES,
    UNKNOWN_FREQUENCY,
    UNKNOWN_LICENSE,
)
from catalog.accounts.models import Organization
from catalog.enums import Deciders, Role


def longest(field):
    return Organization._meta.get_field(field).max_length


def choices_of(roles):
    return [
        (role.value, explained(role.label.capitalize(), f"Peut {role.allows}.")) for role in roles
    ]


class OrganizationForm(HouseForm):
    name = forms.CharField(
        label="Nom",
        help_text="Le nom officiel, en entier. Il donne l’adresse de la page ; l’ancienne y mène.",
        max_length=longest("name"),
    )
    acronym = forms.CharField(label="Sigle", required=False, max_length=longest("acronym"))
    description = LongText(
        label="Description",
        required=False,
        rows=8,
        help_text=examples(
            "Ce que fait l’organisation et ce qu’elle publie. Le Markdown met en forme.",
            "Le service tient la liste des jardins labellisés et publie leurs dates d’ouverture",
            "Bienvenue sur la page de notre belle institution",
        ),
        max_length=longest("description"),
    )

    def name_a_service(self):
        """Services of the State in the regions go by their letters and their place."""
        self.fields["name"].help_text = examples(
            "Celui sous lequel on vous connaît. Un service déconcentré : son sigle et son "
            "territoire, « DDT 77 », « UDAP Finistère », « Préfecture de l’Aude ».",
            "DRAC Bretagne",
            "Direction régionale",
        )


class SureForm(HouseForm):
    """What looks like a mistake is shown once; whoever is sure then says so."""

    sure = forms.BooleanField(
        label="J’ai regardé : c’est bien une autre organisation, et ce nom est le bon",
        required=False,
        widget=forms.HiddenInput,
    )

    def ask_if_sure(self):
        self.fields["sure"].widget = forms.CheckboxInput()


class PresentationForm(OrganizationForm, SureForm):
    """What its administrators say of it; who answers is asked in the family only."""

    siret = forms.CharField(
        label="SIRET",
        required=False,
        max_length=30,
        help_text="Quatorze chiffres, à recopier de l’annuaire des entreprises.",
    )
    requests_by = forms.ChoiceField(
        label="Qui répond aux demandes d’accès",
        widget=forms.RadioSelect,
        required=False,
        choices=[
            (
                Deciders.DPNC,
                explained("La DPNC", "Une invitation devient une demande, à laquelle elle répond."),
            ),
            (
                Deciders.ADMINISTRATORS,
                explained("Nos administrateurs", "Ils répondent, et leurs invitations suffisent."),
            ),
        ],
    )

    field_order = ("name", "acronym", "siret", "description", "requests_by", "sure")

    def leave_out_of_family(self):
        del self.fields["requests_by"]


class InvitationForm(HouseForm):
    email = forms.EmailField(
        label="Adresse électronique",
        error_messages={"invalid": "Cette adresse n’est pas de la forme nom@domaine.fr."},
        help_text="La personne peut n’avoir pas encore de compte : elle en créera un avec cette "
        "adresse.",
    )
    role = forms.ChoiceField(
        label="Rôle",
        widget=forms.RadioSelect,
        choices=choices_of(Role),
        initial=Role.EDITOR,
    )
    message = LongText(
        label="Un mot d’accueil",
        required=False,
        rows=3,
        max_length=1000,
        help_text="Repris dans le courriel.",
    )


class DefaultsForm(HouseForm):
    """What the organisation says once, instead of in each of its drafts."""

    default_license = forms.ChoiceField(
        label="Licence",
        required=False,
        choices=LICENSE_CHOICES,
        error_messages={"invalid_choice": UNKNOWN_LICENSE},
        help_text="Celle de presque toutes vos données. Un jeu particulier en change.",
    )
    default_frequency = forms.ChoiceField(
        label="Fréquence de mise à jour",
        required=False,
        choices=FREQUENCY_CHOICES,
        error_messages={"invalid_choice": UNKNOWN_FREQUENCY},
        help_text="Seulement si vos données suivent un même rythme.",
    )
    default_contact_name = forms.CharField(
        label="Nom du contact",
        required=False,
        max_length=longest("default_contact_name"),
        help_text="Vide, c’est le nom de l’organisation.",
    )
    default_contact_email = forms.EmailField(
        label="Adresse électronique du contact",
        required=False,
        max_length=longest("default_contact_email"),
        error_messages={"invalid": "Cette adresse n’est pas de la forme nom@domaine.fr."},
        help_text=examples(
            "Publiée telle quelle avec chaque jeu de données.",
            "donnees@musees.exemple.fr",
            "l’adresse personnelle d’un agent",
        ),
    )
    default_keywords = forms.CharField(
        label="Mots-clés",
        required=False,
        max_length=longest("default_keywords"),
        help_text=examples(
            "Séparés par des virgules. Ceux que tous vos jeux partagent.",
            "patrimoine, Bretagne",
            "données, open data",
        ),
    )


class RoleForm(HouseForm):
    role = forms.ChoiceField(
        label="Rôle",
        widget=forms.RadioSelect,
        choices=choices_of(Role),
    )
