"""The logo of an organisation, and its end: deleted, or merged into another."""

from django import forms
from django.urls import reverse

from backoffice.house_forms import HouseForm, LongText
from backoffice.screens import AboutOrganization, FormPage
from catalog.accounts.models import Organization
from catalog.actions.logo import remove_logo, set_logo
from catalog.actions.organization_end import delete_organization, merge_organizations
from catalog.enums import Right
from catalog.models import Dataset


class LogoForm(HouseForm):
    logo = forms.FileField(
        label="Image",
        required=False,
        help_text="PNG, JPEG ou WebP, 5 Mo au plus. Elle est redessinée, à 512 pixels au plus.",
        error_messages={"required": "Choisissez une image."},
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    remove = forms.BooleanField(label="Retirer le logo actuel", required=False)

    def there_is_none(self):
        del self.fields["remove"]
        self.fields["logo"].required = True

    def clean(self):
        """A form sent without its file changes nothing: removing is asked in so many words."""
        said = super().clean()
        if not (said.get("logo") or said.get("remove") or self.errors):
            self.add_error("logo", "Choisissez une image, ou cochez la case pour retirer le logo.")
        return said


class ReasonForm(HouseForm):
    reason = LongText(label="Motif", rows=3, max_length=2000, help_text="Gardé dans le journal.")


class MergeForm(ReasonForm):
    into = forms.ModelChoiceField(
        Organization.objects.none(),
        label="Celle qui reste",
        to_field_name="slug",
        empty_label="Choisissez une organisation",
    )
    field_order = ("into", "reason")

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = choices


class Whole(AboutOrganization, FormPage):
    required_right = Right.CHANGE_ORGANIZATION

    def get_context_data(self, **kwargs):
        return super().get_context_data(organization=self.organization, **kwargs)


class OrganizationLogo(Whole):
    template_name = "backoffice/organization_logo.html"
    form_class = LogoForm

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if not self.organization.logo_address:
            form.there_is_none()
        return form

    def act(self, form):
        user, file = self.request.user, form.cleaned_data["logo"]
        if file is None:
            return remove_logo(self.organization, by=user)
        return set_logo(self.organization, file=file, by=user)

    def sentence(self):
        return "Le nouveau logo est en ligne." if self.made.logo else "Le logo est retiré."

    def after(self):
        return reverse("backoffice:organization-logo", args=[self.organization.slug])


class OrganizationDelete(Whole):
    template_name = "backoffice/organization_delete.html"
    form_class = ReasonForm

    def act(self, form):
        return delete_organization(self.organization, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"« {self.made.name} » est supprimée."

    def after(self):
        return reverse("backoffice:organization-list")

    def get_context_data(self, **kwargs):
        rows = Dataset.objects.visible_to(self.request.user).outside_bin()
        return super().get_context_data(
            dataset_count=rows.of_organization(self.organization).count(), **kwargs
        )


class OrganizationMerge(Whole):
    required_right = Right.DECIDE_ORGANIZATION
    template_name = "backoffice/organization_merge.html"
    form_class = MergeForm

    def get_form_kwargs(self):
        others = Organization.objects.validated().exclude(pk=self.organization.pk)
        return super().get_form_kwargs() | {"choices": others.roots_first()}

    def act(self, form):
        return merge_organizations(self.organization, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"« {self.organization.name} » est réunie à « {self.made} »."

    def after(self):
        return reverse("backoffice:organization-detail", args=[self.made.slug])
