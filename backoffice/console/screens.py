from django.core.exceptions import PermissionDenied
from django.urls import reverse

from backoffice.screens import Screen, answers_requests
from catalog.enums import Right
from catalog.permissions import watches_work


class Queue(Screen):
    """For those who answer: the DPNC, even where every organisation answers for itself, and the
    administrators of those.
    """

    required_right = Right.DECIDE_REQUEST
    section = "backoffice:request-list"

    def fetch(self):
        user = self.request.user
        if not (watches_work(user) or answers_requests(user)):
            raise PermissionDenied("Cette file est celle des personnes qui répondent aux demandes.")

    def trail(self):
        return [("Demandes", reverse("backoffice:request-list"))]
