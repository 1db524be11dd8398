"""Whom an organisation accepts at once: said by those who answer its requests."""

from django import forms
from django.urls import reverse

from backoffice.house_forms import HouseForm, LongText
from backoffice.organizations.ending import Whole
from backoffice.organizations.forms import choices_of
from catalog.actions.telling import is_answered_by_dpnc
from catalog.actions.welcoming import ROLES, set_welcome, welcome_holding
from catalog.enums import Right, Role


class WelcomeForm(HouseForm):
    domains = LongText(
        label="Domaines de courriel",
        required=False,
        rows=4,
        max_length=2000,
        help_text="Un par ligne, comme « culture.gouv.fr ». Un sous-domaine compte seulement s’il "
        "est écrit lui aussi. Vide, chaque demande attend une réponse.",
    )
    role = forms.ChoiceField(
        label="Jusqu’à quel rôle",
        widget=forms.RadioSelect,
        choices=choices_of(ROLES),
        initial=Role.CONTRIBUTOR,
    )

    def clean_domains(self):
        return self.cleaned_data["domains"].replace(",", " ").split()


class OrganizationWelcome(Whole):
    template_name = "backoffice/organization_welcome.html"
    form_class = WelcomeForm
    required_right = Right.WELCOME_MEMBERS

    def get_initial(self):
        known = welcome_holding(self.organization)
        return {"domains": "\n".join(known.domains), "role": known.role} if known else {}

    def act(self, form):
        named = {name: form.cleaned_data[name] for name in form.data.keys() & form.cleaned_data}
        return set_welcome(self.organization, by=self.request.user, **named)

    def sentence(self):
        if self.made is None:
            return "Chaque demande attend une réponse."
        return f"Les prochaines demandes de {', '.join(self.made.domains)} sont acceptées d’office."

    def after(self):
        page = reverse("backoffice:organization-detail", args=[self.organization.slug])
        return f"{page}#membres"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            by_dpnc=is_answered_by_dpnc(self.organization),
            welcome=welcome_holding(self.organization),
            **kwargs,
        )
