"""The real addresses, and a few that fail as code can fail."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.urls import path

from config.urls import *  # noqa: F403 (an URLconf is read by its names)
from config.urls import urlpatterns as real

TELLING = "SELECT password FROM accounts_user; SECRET_KEY=abc /srv/vitrine/config/settings.py"


def broken(request):
    raise ValueError(TELLING)


def suspicious(request):
    raise SuspiciousOperation(TELLING)


def forbidden(request):
    raise PermissionDenied


def form(request):
    return HttpResponse("Sent.")


ways = [("casse/", broken), ("louche/", suspicious), ("interdit/", forbidden), ("envoi/", form)]
urlpatterns = [
    *[path(f"{door}{way}", view) for way, view in ways for door in ("essai/", "api/essai/")],
    *real,
]
