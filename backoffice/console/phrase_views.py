"""The phrases themselves: kept, rewritten, forgotten."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from backoffice.console.phrases import ACCEPT, REFUSE, usable_by
from backoffice.console.screens import Queue
from backoffice.house_forms import HouseForm, LongText
from backoffice.screens import Button, FormPage
from catalog.actions.phrases import forget_phrase, keep_phrase, rewrite_phrase


class PhraseForm(HouseForm):
    text = LongText(label="Phrase", rows=3, max_length=2000)


class NewPhraseForm(PhraseForm):
    sense = forms.ChoiceField(
        label="Elle sert à",
        widget=forms.RadioSelect,
        choices=[(REFUSE, "Refuser"), (ACCEPT, "Accepter")],
        initial=REFUSE,
    )


class PhrasePage(Queue):
    def after(self):
        return reverse("backoffice:phrase-list")

    def phrases(self):
        return usable_by(self.request.user)


class PhraseList(PhrasePage, FormPage):
    """All those that this person may use; the form keeps one more."""

    template_name = "backoffice/phrase_list.html"
    form_class = NewPhraseForm

    def act(self, form):
        words, sense = form.cleaned_data["text"], form.cleaned_data["sense"]
        return keep_phrase(text=words, accepting=sense == ACCEPT, by=self.request.user)

    def sentence(self):
        return "La phrase est gardée."

    def get_context_data(self, **kwargs):
        return super().get_context_data(phrases=self.phrases(), **kwargs)


class AboutPhrase(PhrasePage):
    def fetch(self):
        super().fetch()
        self.phrase = get_object_or_404(self.phrases(), pk=self.kwargs["pk"])

    def trail(self):
        return [*super().trail(), ("Phrases gardées", self.after())]


class PhraseEdit(AboutPhrase, FormPage):
    template_name = "backoffice/phrase_edit.html"
    form_class = PhraseForm

    def get_initial(self):
        return {"text": self.phrase.text}

    def act(self, form):
        return rewrite_phrase(self.phrase, by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return "La phrase est enregistrée."


class PhraseDelete(AboutPhrase, Button):
    def act(self):
        forget_phrase(self.phrase, by=self.request.user)

    def sentence(self):
        return "La phrase est oubliée. Les réponses déjà données gardent leurs mots."
