from django.forms.renderers import TemplatesSetting


class DsfrRenderer(TemplatesSetting):
    """Every form, allauth's included, is drawn by the house's own DSFR field."""

    field_template_name = "components/field.html"
    form_template_name = "components/form.html"
