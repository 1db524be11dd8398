"""« Service public certifié »: asking for it. The answer is given in the queue."""

from django import forms
from django.urls import reverse

from backoffice.house_forms import HouseForm, LongText
from backoffice.screens import AboutOrganization, FormPage
from catalog.accounts.joining import CertificationRequest
from catalog.actions.certification import ask_certification
from catalog.enums import Right


class CertificationForm(HouseForm):
    siret = forms.CharField(
        label="SIRET",
        max_length=30,
        help_text="Quatorze chiffres, à recopier de l’annuaire des entreprises.",
    )
    proof = LongText(
        label="Votre fonction, et ce qui la prouve",
        max_length=2000,
        help_text="Un organigramme en ligne, un arrêté de nomination, un courriel de votre "
        "direction : ce que la DPNC peut vérifier.",
    )


class CertificationCreate(AboutOrganization, FormPage):
    template_name = "backoffice/certification_create.html"
    form_class = CertificationForm
    required_right = Right.CHANGE_ORGANIZATION

    def get_initial(self):
        return {"siret": self.organization.siret}

    def act(self, form):
        return ask_certification(self.organization, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return "Votre demande est partie. La DPNC vous répond par courriel."

    def after(self):
        return reverse("backoffice:organization-detail", args=[self.organization.slug])

    def get_context_data(self, **kwargs):
        waiting = CertificationRequest.objects.within(self.organization).pending()
        return super().get_context_data(
            organization=self.organization, asked=waiting.for_page().first(), **kwargs
        )
