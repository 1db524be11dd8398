"""What a person does on the account pages, and reads in the mails they send."""

import re

from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.urls import reverse

from tests import factories

SITE = "https://vitrine.exemple.org"
LINK = re.compile(rf"{SITE}\S+")
EMAIL = "achille.verdier@musee.exemple.org"
PASSWORD = "Douze tapisseries"
ANSWERS = {
    "first_name": "Achille",
    "last_name": "Verdier",
    "email": EMAIL,
    "password1": PASSWORD,
}
PASSWORDS_REFUSED = {
    "onze signes": "trop court",
    "telechargement": "trop courant",
    "482915730264": "entièrement numérique",
    "achille2026!": "adresse électronique",
    "achille-verdier": "adresse",
    "hildegarde vanderberghe": "nom",
    "Hildegarde2026": "prénom",
    "vanderberghe!": "nom",
}


class CountingHasher(MD5PasswordHasher):
    """Hashing is what takes the time of a sign-in: what an answer costs is how many it makes."""

    made = 0

    def encode(self, password, salt):
        CountingHasher.made += 1
        return super().encode(password, salt)


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), ANSWERS | changes)


def sign_in(client, person, password=factories.PASSWORD, **extra):
    email = person if isinstance(person, str) else person.email
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def signed_in(client):
    return client.session.get("_auth_user_id")


def path_in(message):
    """Return the path of the mail's link to our site, read in its text."""
    return LINK.search(message.body)[0].removeprefix(SITE)


def only_mail():
    (message,) = mail.outbox
    return message


def html_of(message):
    ((content, kind),) = message.alternatives
    assert kind == "text/html"
    return content
