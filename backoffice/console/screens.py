from django.core.exceptions import PermissionDenied
from django.urls import reverse

from backoffice.screens import Screen, answers_requests
from catalog.enums import Right


class Queue(Screen):
    """For those who answer requests: the DPNC, and the administrators outside the family."""

    required_right = Right.DECIDE_REQUEST
    section = "backoffice:request-list"

    def fetch(self):
        if not answers_requests(self.request.user):
            raise PermissionDenied("Cette file est celle des personnes qui répondent aux demandes.")

    def trail(self):
        return [("Demandes", reverse("backoffice:request-list"))]
