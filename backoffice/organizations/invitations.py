"""Inviting by e-mail, and answering."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.house_forms import HouseForm
from backoffice.organizations.forms import InvitationForm
from backoffice.screens import AboutOrganization, Button, FormPage, Screen
from catalog.accounts.joining import Invitation
from catalog.accounts.models import Membership
from catalog.actions.invitations import (
    accept_invitation,
    answers_for,
    cancel_invitation,
    decline_invitation,
    invite,
)
from catalog.enums import RequestStatus, Right


class InvitationCreate(AboutOrganization, FormPage):
    template_name = "backoffice/invitation_create.html"
    form_class = InvitationForm
    required_right = Right.MANAGE_MEMBERS

    def act(self, form):
        return invite(self.organization, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"L’invitation de {self.made.email} part par courriel."

    def after(self):
        page = reverse("backoffice:organization-detail", args=[self.organization.slug])
        return f"{page}#membres"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            organization=self.organization,
            asks_dpnc=not answers_for(self.request.user, self.organization),
            **kwargs,
        )


class InvitationCancel(AboutOrganization, Button):
    required_right = Right.MANAGE_MEMBERS

    def act(self):
        rows = Invitation.objects.within(self.organization)
        self.invitation = get_object_or_404(rows, pk=self.kwargs["pk"])
        cancel_invitation(self.invitation, by=self.request.user)

    def sentence(self):
        return f"L’invitation de {self.invitation.email} ne vaut plus rien."

    def after(self):
        page = reverse("backoffice:organization-detail", args=[self.organization.slug])
        return f"{page}#membres"


class Invited(Screen):
    """The link says who it is for: another account is told so, and learns nothing else."""

    section = "backoffice:organization-"

    def fetch(self):
        rows = Invitation.objects.carrying(self.kwargs["token"]).for_page()
        self.invitation = get_object_or_404(rows)
        if self.invitation.email != self.request.user.email.lower():
            raise PermissionDenied(
                "Cette invitation est adressée à une autre adresse que celle de votre compte. "
                "Connectez-vous avec l’adresse qui l’a reçue."
            )


class InvitationAnswer(Invited, FormPage):
    template_name = "backoffice/invitation_answer.html"
    form_class = HouseForm

    def act(self, form):
        invitation, user = self.invitation, self.request.user
        if invitation.status == RequestStatus.ACCEPTED:  # sent twice
            return None
        return accept_invitation(invitation, by=user)

    def sentence(self):
        if isinstance(self.made, Membership):
            return f"Vous êtes {self.made.get_role_display()} pour « {self.made.organization} »."
        if self.made and self.made.is_pending:
            return "La DPNC a reçu votre demande : elle vous répond par courriel."
        return "Votre demande est acceptée d’office." if self.made else ""

    def after(self):
        return reverse("backoffice:home")

    def get_context_data(self, **kwargs):
        one = self.invitation
        return super().get_context_data(
            invitation=one,
            token=self.kwargs["token"],
            asks_dpnc=not answers_for(one.invited_by, one.organization),
            **kwargs,
        )


class InvitationDecline(Invited, Button):
    def act(self):
        if self.invitation.status != RequestStatus.REFUSED:
            decline_invitation(self.invitation, by=self.request.user)

    def sentence(self):
        return f"Vous avez décliné l’invitation de « {self.invitation.organization} »."

    def after(self):
        return reverse("backoffice:home")
