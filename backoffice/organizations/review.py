"""What the DPNC decides about organisations: whether they exist here, and what they bear."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from backoffice.house_forms import HouseForm, LongText
from backoffice.screens import AboutOrganization, FormPage, Page
from catalog.accounts.joining import CertificationRequest
from catalog.accounts.models import Organization, User
from catalog.actions.organization_life import (
    doubts_about,
    refuse_organization,
    validate_organization,
)
from catalog.enums import Right
from catalog.exceptions import AlreadyDecided

ACCEPT, REFUSE = "accepter", "refuser"
MOST = 50


def decides(user):
    """Tell whether validating is this person's work."""
    dpnc = User.objects.answering_for_the_platform()
    return user.is_superuser or dpnc.filter(pk=user.pk).exists()


class DecisionForm(HouseForm):
    decision = forms.ChoiceField(
        label="Votre décision",
        widget=forms.RadioSelect,
        choices=[(ACCEPT, "Valider"), (REFUSE, "Refuser")],
        error_messages={"required": "Choisissez votre décision."},
    )
    reason = LongText(
        label="Motif",
        required=False,
        rows=3,
        max_length=2000,
        help_text="Envoyé avec la réponse. Il en faut un pour refuser.",
    )


class ReviewList(Page):
    required_right = Right.DECIDE_ORGANIZATION
    section = "backoffice:organization-"
    template_name = "backoffice/review_list.html"

    def fetch(self):
        if not decides(self.request.user):
            raise PermissionDenied("Cette page est celle des personnes qui valident.")

    def trail(self):
        return [("Organisations", reverse("backoffice:organization-list"))]

    def get_context_data(self, **kwargs):
        waiting = Organization.objects.pending().allowing(self.request.user, self.required_right)
        waiting = waiting.select_related("parent", "created_by").order_by("created_at", "pk")
        asked = CertificationRequest.objects.pending().oldest_first().for_page()
        return super().get_context_data(
            organizations=waiting[:MOST], certifications=asked[:MOST], **kwargs
        )


class Review(FormPage):
    """A decision: what was already decided by this person, sent twice, is no surprise."""

    form_class = DecisionForm

    def act(self, form):
        accepted = form.cleaned_data["decision"] == ACCEPT
        try:
            self.decide(accepted=accepted, reason=form.cleaned_data["reason"])
        except AlreadyDecided:
            if not self.is_so(accepted=accepted):
                raise

    def after(self):
        return reverse("backoffice:review-list")


class OrganizationReview(AboutOrganization, Review):
    required_right = Right.DECIDE_ORGANIZATION
    template_name = "backoffice/organization_review.html"

    def decide(self, *, accepted, reason):
        verb = validate_organization if accepted else refuse_organization
        verb(self.organization, by=self.request.user, reason=reason)

    def is_so(self, *, accepted):
        self.organization.refresh_from_db()
        return self.organization.is_validated if accepted else self.organization.is_refused

    def sentence(self):
        return f"Votre réponse pour « {self.organization} » est partie par courriel."

    def get_context_data(self, **kwargs):
        one = self.organization
        return super().get_context_data(
            organization=one,
            doubts=doubts_about(one.name, siret=one.siret, acronym=one.acronym),
            **kwargs,
        )
