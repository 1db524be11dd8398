"""Proposing an organisation that is not here yet."""

from django import forms
from django.urls import reverse

from backoffice.house_forms import SubmissionForm
from backoffice.organizations.forms import OrganizationForm, SureForm
from backoffice.screens import AboutOrganization, Button, FormPage
from backoffice.wording import capital
from catalog.accounts.models import Organization
from catalog.actions.organization_life import doubts_about, propose_again, propose_organization
from catalog.enums import OrganizationKind, Right

KINDS = [(kind.value, capital(kind.label)) for kind in OrganizationKind]


class ParentField(forms.ModelChoiceField):
    """The organisation above; which ones are offered is given when the form is made."""

    def __init__(self, **options):
        super().__init__(
            Organization.objects.none(),
            label="Organisation mère",
            required=False,
            to_field_name="slug",
            empty_label="Aucune",
            **options,
        )


class ProposalForm(OrganizationForm, SureForm, SubmissionForm):
    kind = forms.ChoiceField(label="Nature", choices=[("", "Choisissez une nature"), *KINDS])
    siret = forms.CharField(
        label="SIRET",
        required=False,
        max_length=30,
        help_text="Quatorze chiffres, à recopier de l’annuaire des entreprises. Il évite les "
        "doublons.",
    )
    parent = ParentField(help_text="Celle dont la vôtre dépend, si elle est ici.")
    field_order = ("name", "kind", "acronym", "siret", "parent", "description")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Organization.objects.validated().roots_first()
        self.name_a_service()


class Doubtful:
    """What looks like a mistake is shown once, with the way out; whoever is sure goes on. The very
    name of another is no doubt: the verb refuses it, and the other is shown.
    """

    doubts = None

    def form_valid(self, form):
        said = form.cleaned_data
        if not said.pop("sure"):
            self.doubts = self.doubts_of(said)
            if self.are_doubts(said):
                form.ask_if_sure()
                return self.form_invalid(form)
        return super().form_valid(form)

    def are_doubts(self, said):
        names = [twin.name for twin in self.doubts.twins]
        return bool(self.doubts.name or names) and said["name"] not in names

    def get_context_data(self, **kwargs):
        return super().get_context_data(doubts=self.doubts, **kwargs)


class OrganizationCreate(Doubtful, FormPage):
    template_name = "backoffice/organization_create.html"
    form_class = ProposalForm
    section = "backoffice:organization-"

    def trail(self):
        return [("Organisations", reverse("backoffice:organization-list"))]

    def doubts_of(self, said):
        return doubts_about(said["name"], siret=said["siret"], acronym=said["acronym"])

    def act(self, form):
        return propose_organization(by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"« {self.made} » est proposée. La DPNC vous répond par courriel."

    def after(self):
        return reverse("backoffice:organization-detail", args=[self.made.slug])


class OrganizationPropose(AboutOrganization, Button):
    """Once corrected, what was refused goes back to the DPNC."""

    required_right = Right.CHANGE_ORGANIZATION

    def act(self):
        propose_again(self.organization, by=self.request.user)

    def sentence(self):
        return f"« {self.organization} » attend de nouveau la réponse de la DPNC."

    def after(self):
        return reverse("backoffice:organization-detail", args=[self.organization.slug])
