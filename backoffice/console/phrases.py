"""Kept phrases: offered beside a reason, put in it by a button, edited before they leave."""

from django import forms
from django.shortcuts import get_object_or_404

from backoffice.house_forms import HouseForm, LongText
from catalog.accounts.requests.cases import Phrase
from catalog.actions.phrases import keep_phrase
from catalog.enums import Right

MOST = 12
ACCEPT, REFUSE = "accepter", "refuser"


def usable_by(user):
    return Phrase.objects.allowing(user, Right.USE_PHRASE).in_order()


class KeptReason(HouseForm):
    keep = forms.BooleanField(label="Garder ce motif parmi les phrases", required=False)


class ReasonForm(KeptReason):
    reason = LongText(
        label="Motif", rows=4, max_length=2000, help_text="Chaque personne recevra ce texte."
    )
    field_order = ("reason", "keep")


class Phrases:
    """Mixed in a page that asks for a reason: the button of a phrase gives the same page again,
    with its text to be edited. `accepting` says which phrases serve.
    """

    accepting = True
    chosen = ("role",)
    """What else of the form stays as it was chosen."""

    def post(self, request, *args, **kwargs):
        if "phrase" not in request.POST:
            return super().post(request, *args, **kwargs)
        found = self.phrases().known_as(request.POST["phrase"])
        form = self.get_form_class()(**self.unbound(get_object_or_404(found)))
        return self.render_to_response(self.get_context_data(form=form))

    def unbound(self, phrase):
        """Return the arguments of the form, as nobody had sent it, with that reason and the rest
        of what was chosen.
        """
        typed = {name: self.request.POST[name] for name in self.chosen if name in self.request.POST}
        options = self.get_form_kwargs() | {"initial": self.get_initial() | typed}
        options["initial"]["reason"] = phrase.text
        return {name: value for name, value in options.items() if name not in ("data", "files")}

    def phrases(self):
        return usable_by(self.request.user).accepting(accepting=self.accepting)

    def keep(self, form):
        if form.cleaned_data["keep"]:
            words = form.cleaned_data["reason"]
            keep_phrase(text=words, accepting=self.accepting, by=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(phrases=self.phrases()[:MOST], **kwargs)
