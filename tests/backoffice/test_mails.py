"""Each notification says its state, what happened, who, why, and leads to one place."""

import pytest
from django.core import mail

from catalog.journal.notify import KINDS, notify
from tests import factories

pytestmark = pytest.mark.django_db
CONTEXT = {
    "organization": "Musée d’Orsay",
    "dataset": "Œuvres & artistes",
    "person": "Inès Roussel",
    "role": "éditeur",
    "allows": "publier",
    "service": "Régie",
    "reason": "C’est « bon » <b>ici</b>",
    "title": "Artistes",
    "filename": "artistes.csv",
    "number": "3",
    "on_line": "2",
    "author": "Inès Roussel",
    "decider": "Inès Roussel",
    "state": "current",
    "blocking": "La colonne « <b>ici</b> » a disparu.",
    "warning": "Le séparateur change.",
    "failures": "Artistes, CSV : réponse 503.",
    "link": "http://127.0.0.1:8000/espace/ici/",
    "flow": "Inventaire <b>ici</b>",
    "inbox": "Régie",
    "pattern": "artistes/*.csv",
    "key": "artistes/2027.csv",
    "arrived": "21 novembre 2026 à 10 h 42",
    "trouble": "late",
    "sentence": "Les données étaient attendues le 18 novembre 2026.",
    "since": "18 novembre 2026",
    "decision": "validé",
    "source": "Bureau des festivals",
    "due": "21 novembre 2026 à 8 h 30",
    "refused": "Artistes : il manque une licence.",
    "count": "1",
    "links": "Artistes : réponse 404.",
    "label": "Vérifier les fichiers",
    "sentences": "Artistes, version 2 : octets absents.",
    "error": "Le serveur ne répond pas.",
    "email": "yann@culture.example",
    "entries": [["Artistes", "http://127.0.0.1:8000/espace/ici/"]],
}
WITH_REASON = ("request_received", "request_to_decide", "request_accepted", "request_refused")


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_and_the_html_say_the_same(kind):
    recipient = factories.user(first_name="Yann", last_name="Le Bihan")

    notify(kind, recipient, **CONTEXT)

    (sent,) = mail.outbox
    html = sent.alternatives[0].content
    assert sent.subject in sent.body.splitlines()[:3]
    assert "Bonjour Yann Le Bihan," in sent.body
    assert "Bonjour Yann Le Bihan," in html
    assert CONTEXT["link"] in sent.body
    assert f'href="{CONTEXT["link"]}"' in html
    assert "<b>ici</b>" not in html
    assert "&" not in sent.body.replace("Œuvres & artistes", "")
    assert "\n\n\n" not in sent.body


@pytest.mark.parametrize("kind", WITH_REASON)
def test_the_reason_is_in_both_versions(kind):
    notify(kind, factories.user(), **CONTEXT)

    (sent,) = mail.outbox
    assert CONTEXT["reason"] in sent.body
    assert "C’est « bon » &lt;b&gt;ici&lt;/b&gt;" in sent.alternatives[0].content
