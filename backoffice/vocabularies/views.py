"""The themes, as the DPNC keeps them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from backoffice.datasets.journal import entries
from backoffice.screens import Button, FormPage, Page, Screen
from backoffice.vocabularies.forms import ThemeForm
from catalog.actions.vocabulary import create_theme, delete_theme, describe_theme, reorder_themes
from catalog.enums import Right
from catalog.journal.models import Activity
from catalog.models import Theme
from catalog.permissions import keeps_vocabularies
from catalog.templatetags.vitrine import day
from catalog.vocabularies.eu_themes import CHOICES as EU_THEMES

LAST_ENTRIES = 5
LIST = "backoffice:theme-list"


@dataclass(frozen=True)
class Standing:
    """Where a theme stands today: `shape` is that of its mark."""

    words: str
    shape: str


class Keeping(Screen):
    """Themes are public; keeping them is the DPNC's."""

    required_right = Right.MANAGE_VOCABULARIES
    section = "backoffice:theme-"

    def fetch(self):
        if not keeps_vocabularies(self.request.user):
            raise PermissionDenied("Les thématiques sont tenues par la DPNC.")

    def trail(self):
        return [("Thématiques", reverse(LIST))]

    def after(self):
        return reverse(LIST)


class AboutTheme(Keeping):
    def fetch(self):
        super().fetch()
        allowed = Theme.objects.allowing(self.request.user, self.required_right)
        self.theme = get_object_or_404(allowed, pk=self.kwargs["pk"])


class ThemeList(Keeping, Page):
    template_name = "backoffice/theme_list.html"

    def get_context_data(self, **kwargs):
        allowed = Theme.objects.allowing(self.request.user, self.required_right)
        return super().get_context_data(
            rows=[
                (theme, standing(theme), dict(EU_THEMES).get(theme.eu_theme, ""))
                for theme in allowed.with_counts().in_order()
            ],
            journal=entries(Activity.objects.of_themes().for_page()[:LAST_ENTRIES]),
            **kwargs,
        )


def standing(theme, today=None):
    today = today or timezone.localdate()
    if theme.starts_on and theme.starts_on > today:
        return Standing(f"Paraît le {day(theme.starts_on)}", "repos")
    if theme.ends_on and theme.ends_on < today:
        return Standing(f"Finie depuis le {day(theme.ends_on)}", "verifier")
    if theme.ends_on:
        return Standing(f"D’actualité jusqu’au {day(theme.ends_on)}", "bon")
    return Standing("Permanente", "bon")


class ThemeCreate(Keeping, FormPage):
    template_name = "backoffice/theme_create.html"
    form_class = ThemeForm

    def act(self, form):
        return create_theme(by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"« {self.made} » est ajoutée à la fin de la liste."


class ThemeEdit(AboutTheme, FormPage):
    template_name = "backoffice/theme_edit.html"
    form_class = ThemeForm

    def get_initial(self):
        return {name: getattr(self.theme, name) for name in self.form_class.base_fields}

    def act(self, form):
        named = {name: form.cleaned_data[name] for name in form.data.keys() & form.cleaned_data}
        return describe_theme(self.theme, by=self.request.user, **named)

    def sentence(self):
        return f"« {self.made} » est enregistrée."

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            theme=self.theme, used=self.theme.datasets.count(), **kwargs
        )


class ThemeMove(AboutTheme, Button):
    """One place up or down, from the place where it was seen: pressed twice, it moves once."""

    steps = {"haut": -1, "bas": 1}

    def act(self):
        step = self.steps.get(self.request.POST.get("vers"))
        if step is None:
            raise Http404
        order = list(Theme.objects.in_order().values_list("pk", flat=True))
        place = order.index(self.theme.pk)
        if self.request.POST.get("rang", str(place)) != str(place):
            return
        order.insert(max(place + step, 0), order.pop(place))
        reorder_themes(by=self.request.user, order=order)

    def sentence(self):
        return f"« {self.theme} » a changé de place."

    def after(self):
        return f"{super().after()}#thematique-{self.theme.pk}"


class ThemeDelete(AboutTheme, Button):
    def act(self):
        delete_theme(self.theme, by=self.request.user)

    def sentence(self):
        return f"« {self.theme} » est supprimée."
