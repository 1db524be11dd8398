"""Giving datasets to another organisation: proposed on one side, answered on the other."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from backoffice.datasets.choosing import chosen_datasets, chosen_keys, of_one_organization
from backoffice.screens import Button, FormPage, Page, Screen
from backoffice.transfers.forms import RefuseForm, TransferForm
from catalog.accounts.models import Organization
from catalog.actions.transferring import (
    accept_transfer,
    cancel_transfer,
    propose_transfer,
    refuse_transfer,
)
from catalog.enums import Right
from catalog.models import Dataset, Transfer
from catalog.templatetags.vitrine import datasets as counted_datasets

MOST_WAITING, MOST_ANSWERED = 100, 30


class TransferScreen(Screen):
    section = "backoffice:dataset-"

    def trail(self):
        return [("Jeux de données", reverse("backoffice:dataset-list"))]


class TransferList(TransferScreen, Page):
    """What one gives or may receive: those that wait, then the last answers."""

    template_name = "backoffice/transfer_list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = Transfer.objects.allowing(user, Right.VIEW_TRANSFER).for_page().with_size()
        mine = Transfer.objects.to_decide_by(user).values("pk")
        waiting = rows.waiting().oldest_first()
        return super().get_context_data(
            to_decide=waiting.filter(pk__in=mine)[:MOST_WAITING],
            proposed=waiting.exclude(pk__in=mine)[:MOST_WAITING],
            answered=rows.answered().latest_answer_first()[:MOST_ANSWERED],
            **kwargs,
        )


class TransferCreate(TransferScreen, FormPage):
    """`jeu` names the datasets, or `tous` those that the list finds: all of one organisation. The
    page says which they are; those are proposed, and no other.
    """

    template_name = "backoffice/transfer_create.html"

    def fetch(self):
        keys = chosen_keys(self.request)
        self.chosen = chosen_datasets(self.request.user, keys, Right.TRANSFER_DATASET)

    def get_form(self, form_class=None):
        sources = self.chosen.values("organization")
        others = Organization.objects.validated().exclude(pk__in=sources).order_by("name")
        return TransferForm(self.request.POST or None, organizations=others)

    def act(self, form):
        return propose_transfer(list(self.chosen), by=self.request.user, **form.cleaned_data)

    def sentence(self):
        return f"Proposé à « {self.made.target} » : vous aurez la réponse par courriel."

    def after(self):
        return reverse("backoffice:transfer-detail", args=[self.made.pk])

    def get_context_data(self, **kwargs):
        chosen = list(self.chosen.select_related("organization"))
        return super().get_context_data(
            chosen=chosen, together=of_one_organization(chosen), **kwargs
        )


class AboutTransfer(TransferScreen):
    def fetch(self):
        rows = Transfer.objects.allowing(self.request.user, Right.VIEW_TRANSFER).for_page()
        self.transfer = get_object_or_404(rows, pk=self.kwargs["pk"])
        if self.required_right:
            self.require(self.transfer)

    def trail(self):
        return [*super().trail(), ("Transferts", reverse("backoffice:transfer-list"))]

    def after(self):
        return reverse("backoffice:transfer-detail", args=[self.transfer.pk])


class TransferPage(AboutTransfer):
    template_name = "backoffice/transfer_detail.html"

    def get_context_data(self, **kwargs):
        transfer, user = self.transfer, self.request.user
        visible = Dataset.objects.visible_to(user).values("pk")
        parts = transfer.parts.select_related("dataset").order_by("dataset__title")
        shown = parts.filter(dataset__in=visible)
        may_decide = transfer.is_waiting and user.has_perm(Right.DECIDE_TRANSFER, transfer)
        return super().get_context_data(
            transfer=transfer,
            rows=parts if transfer.is_waiting else shown,
            readable=set(shown.values_list("dataset", flat=True)),
            may_decide=may_decide,
            may_cancel=transfer.is_waiting
            and user.has_perm(Right.CHANGE_ORGANIZATION, transfer.source),
            **({"form": RefuseForm()} | kwargs),
        )


class TransferDetail(TransferPage, Page):
    """The same page on both sides, whatever became of it."""


class TransferAccept(AboutTransfer, Button):
    required_right = Right.DECIDE_TRANSFER

    def act(self):
        accept_transfer(self.transfer, by=self.request.user)

    def sentence(self):
        count = counted_datasets(self.transfer.parts.count())
        return f"{count} de « {self.transfer.source} » : désormais à « {self.transfer.target} »."


class TransferRefuse(TransferPage, FormPage):
    """Opened by hand, it is the page of the transfer; refused, the same with what was typed."""

    required_right = Right.DECIDE_TRANSFER
    form_class = RefuseForm

    def get(self, request, *args, **kwargs):
        return redirect(self.after())

    def act(self, form):
        reason = form.cleaned_data["reason"]
        return refuse_transfer(self.transfer, by=self.request.user, reason=reason)

    def sentence(self):
        return f"« {self.transfer.source} » reçoit votre refus et son motif."


class TransferCancel(AboutTransfer, Button):
    def fetch(self):
        super().fetch()
        self.required_right = Right.CHANGE_ORGANIZATION
        self.require(self.transfer.source)

    def act(self):
        cancel_transfer(self.transfer, by=self.request.user)

    def sentence(self):
        return f"Abandonné : rien ne passe à « {self.transfer.target} »."
