"""What the DPNC changes of an organisation that lives: where it stands, and its badge."""

from django import forms
from django.urls import reverse

from backoffice.house_forms import HouseForm
from backoffice.organizations.creation import KINDS, ParentField
from backoffice.organizations.ending import ReasonForm, Whole
from catalog.accounts.models import Organization
from catalog.actions.certification import withdraw_certification
from catalog.actions.organization_place import place_organization
from catalog.enums import Right


class PlaceForm(HouseForm):
    kind = forms.ChoiceField(label="Nature", choices=KINDS)
    parent = ParentField(
        help_text="Dans la famille du ministère, la DPNC lit les brouillons, et répond aux "
        "demandes d’accès sauf si l’organisation a choisi le contraire."
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = choices


class Decided(Whole):
    required_right = Right.DECIDE_ORGANIZATION

    def after(self):
        return reverse("backoffice:organization-detail", args=[self.organization.slug])


class OrganizationPlace(Decided):
    template_name = "backoffice/organization_place.html"
    form_class = PlaceForm

    def get_initial(self):
        above = self.organization.parent
        return {"kind": self.organization.kind, "parent": above and above.slug}

    def get_form_kwargs(self):
        others = Organization.objects.validated().exclude(pk=self.organization.pk)
        return super().get_form_kwargs() | {"choices": others.roots_first()}

    def act(self, form):
        named = {name: form.cleaned_data[name] for name in form.data.keys() & form.cleaned_data}
        return place_organization(self.organization, by=self.request.user, **named)

    def sentence(self):
        above = (
            f"rattachée à « {self.made.parent} »" if self.made.parent else "sans organisation mère"
        )
        return f"« {self.made} » : {self.made.get_kind_display()}, {above}."


class CertificationWithdraw(Decided):
    template_name = "backoffice/certification_withdraw.html"
    form_class = ReasonForm

    def act(self, form):
        return withdraw_certification(self.organization, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"« {self.made} » n’est plus certifiée. Un courriel le dit à ses administrateurs."
