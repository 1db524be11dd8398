from django import forms

from backoffice.house_forms import HouseForm, LongText, examples, explained
from catalog.accounts.models import Organization
from catalog.enums import Role


def longest(field):
    return Organization._meta.get_field(field).max_length


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


class RoleForm(HouseForm):
    role = forms.ChoiceField(
        label="Rôle",
        widget=forms.RadioSelect,
        choices=[
            (role.value, explained(role.label.capitalize(), f"Peut {role.allows}."))
            for role in Role
        ],
    )
