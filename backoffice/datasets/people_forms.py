"""The step that says who: the service, those who made the data with it, whom to write to."""

from django import forms
from django.db.models import Q
from django.utils.text import slugify

from backoffice.datasets.forms import longest
from backoffice.datasets.step_fields import Row, Rows
from backoffice.datasets.step_forms import DescriptionForm
from backoffice.house_forms import examples
from catalog.accounts.models import Organization
from catalog.models import Contact, Dataset, Producer
from catalog.search.analyzer import fold
from catalog.vocabularies import roles


class ProducerRow(Row):
    name = forms.CharField(
        label="Organisation ou service",
        max_length=longest(Producer, "name"),
        error_messages={"required": "Écrivez le nom de ce producteur, ou retirez la ligne."},
    )
    role = forms.ChoiceField(
        label="Rôle",
        choices=[("", "Choisissez un rôle"), *roles.CHOICES],
        error_messages={"required": "Choisissez ce qu’il a fait pour ces données."},
    )


class ContactRow(Row):
    name = forms.CharField(
        label="Nom",
        max_length=longest(Contact, "name"),
        error_messages={"required": "Écrivez le nom de ce contact, ou retirez la ligne."},
    )
    email = forms.EmailField(
        label="Adresse électronique",
        required=False,
        error_messages={"invalid": "Cette adresse n’est pas de la forme nom@domaine.fr."},
    )
    form = forms.URLField(
        label="ou adresse d’un formulaire",
        required=False,
        max_length=longest(Contact, "form"),
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": "Cette adresse ne commence pas par https:// comme une page."},
    )
    role = forms.ChoiceField(label="Rôle", choices=roles.CHOICES, initial=roles.CONTACT)

    def clean(self):
        faultless = not self.errors
        if faultless and not (self.cleaned_data["email"] or self.cleaned_data["form"]):
            self.add_error("email", "Donnez une adresse électronique ou celle d’un formulaire.")


class PeopleForm(DescriptionForm):
    producing_service = forms.CharField(
        label="Service producteur",
        required=False,
        max_length=longest(Dataset, "producing_service"),
        help_text=examples(
            "Le service de votre organisation qui a produit les données.",
            "Bureau de l’observation et des études",
            "Mme Castan, poste 4512",
        ),
    )
    producers = Rows(
        ProducerRow,
        one="Producteur",
        more="Ajouter un producteur",
        label="Producteurs associés",
        help_text=examples(
            "Ceux qui ont fait les données avec vous. Le nom d’une organisation d’ici mène à sa "
            "page, tout autre nom est gardé tel quel.",
            "Observatoire des festivals, à l’origine des données",
            "nos partenaires habituels",
        ),
    )
    contacts = Rows(
        ContactRow,
        one="Contact",
        more="Ajouter un contact",
        label="Contacts",
        help_text=examples(
            "À qui un réutilisateur écrit. La boîte d’un service survit aux départs ; elle est "
            "publiée telle quelle.",
            "Pôle données, donnees@musees.exemple.fr",
            "l’adresse personnelle d’un agent",
        ),
    )

    @classmethod
    def values_of(cls, dataset):
        producers = dataset.producers.select_related("organization")
        return super().values_of(dataset) | {
            "producers": [
                {"name": str(row.organization or row.name), "role": row.role} for row in producers
            ],
            "contacts": list(dataset.contacts.values("name", "email", "form", "role")),
        }

    def clean_producers(self):
        rows = self.cleaned_data["producers"]
        known = organizations_called([row["name"] for row in rows])
        return [row | {"organization": known.get(slug(row["name"]))} for row in rows]


def organizations_called(names):
    """Return by slug the organisations that bear one of the names."""
    slugs = [slug(name) for name in names]
    called = Q(name__in=names) | Q(slug__in=slugs)
    found = Organization.objects.validated().filter(called) if names else ()
    return {slug(one.name): one for one in found}


def slug(name):
    return slugify(fold(name))
