"""« Service public certifié »: asking for it, and answering."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.house_forms import HouseForm, LongText
from backoffice.organizations.review import Review, decides
from backoffice.screens import AboutOrganization, FormPage
from catalog.accounts.joining import CertificationRequest
from catalog.accounts.models import Organization
from catalog.actions.certification import (
    accept_certification,
    ask_certification,
    refuse_certification,
)
from catalog.enums import RequestStatus, Right


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


class CertificationReview(Review):
    """Known to the DPNC, and to nobody else."""

    required_right = Right.DECIDE_ORGANIZATION
    template_name = "backoffice/certification_review.html"
    section = "backoffice:organization-"

    def fetch(self):
        rows = CertificationRequest.objects.for_page()
        rows = rows if decides(self.request.user) else rows.none()
        self.asked = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.require(self.asked.organization)

    def trail(self):
        return [("À valider", reverse("backoffice:review-list"))]

    def decide(self, *, accepted, reason):
        verb = accept_certification if accepted else refuse_certification
        verb(self.asked, by=self.request.user, reason=reason)

    def is_so(self, *, accepted):
        self.asked.refresh_from_db()
        wanted = RequestStatus.ACCEPTED if accepted else RequestStatus.REFUSED
        return self.asked.status == wanted and self.asked.decided_by == self.request.user

    def sentence(self):
        return f"Votre réponse pour « {self.asked.organization} » est partie par courriel."

    def get_context_data(self, **kwargs):
        number = self.asked.siret
        others = Organization.objects.validated().bearing_siret(number)
        others = others.exclude(pk=self.asked.organization_id)
        return super().get_context_data(asked=self.asked, others=others, **kwargs)
