"""Where the answers of the DPNC were given before there was one queue: mails still lead there."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from backoffice.screens import Screen


class ReviewList(Screen, View):
    def get(self, request, *args, **kwargs):
        return redirect(f"{reverse('backoffice:request-list')}?nature=organisation")


class CertificationReview(Screen, View):
    def get(self, request, *args, **kwargs):
        return redirect("backoffice:case-detail", "certification", self.kwargs["pk"])
