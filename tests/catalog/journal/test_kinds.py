"""Notification kinds: none is incomplete, each says the same in text and in HTML, once."""

import types
from html.parser import HTMLParser

import pytest
from django.core import mail

from catalog.journal import kinds
from catalog.journal.models import Notification
from catalog.journal.notify import KINDS, notify, send
from catalog.registry import members
from tests import factories

pytestmark = pytest.mark.django_db
CONTEXT = {
    "organization": "Musée d’essai",
    "dataset": "Les phares",
    "person": "Camille Essai",
    "role": "éditeur",
    "allows": "publier les jeux de données",
    "service": "Service des phares",
    "reason": "Motif & <b>raison</b>",
    "title": "Liste des phares",
    "filename": "phares.csv",
    "number": "3",
    "on_line": "2",
    "author": "Camille Essai",
    "decider": "Camille Essai",
    "state": "current",
    "blocking": "La colonne « <b>raison</b> » a disparu.\n3 lignes & plus.",
    "email": "ana@culture.example",
    "entries": [["Liste & phares", "http://127.0.0.1/x/"]],
    "warning": "Le séparateur change.",
    "notice": "",
    "flow": "Phares <b>du</b> jour",
    "inbox": "Dépôt DGCA",
    "pattern": "phares/*.csv",
    "key": "phares/2026.csv",
    "sentence": "Le serveur ne répond pas & <b>raison</b>.",
    "trouble": "failing",
    "decision": "refusé",
    "since": "3 novembre 2026",
    "links": "« Liste des phares », de « Les phares » : répond 404.",
    "prefix": "vitrine_0123abcd…",
    "expires": "20 novembre 2027",
    "due": "3 décembre 2026 à 8 h",
    "before": "2 décembre 2026 à 8 h",
    "done": "« Les phares »",
    "refused": "« Les cloches » : <b>raison</b> & suite.",
    "link": "http://127.0.0.1:8000/espace/",
    "label": "Envoyer un courriel",
    "error": "OSError : <b>raison</b> & plus",
    "count": "2",
    "sentences": "I1, à réparer : <b>raison</b>.\nI5, réparé : l’index & le reste.",
    "more": "3",
    "named": "Les phares",
    "answer": "Essayez <b>autrement</b> & relisez.",
    "days": "5",
    "note": "Relu & <b>raison</b>",
    "amended": "1",
    "source": "Musée\u00a0& Cie",
}


class Text(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.words, self.titles, self.lang, self.links = [], 0, "", set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.titles += tag == "h1"
        self.lang = attributes.get("lang", "") if tag == "html" else self.lang
        self.links |= {attributes["href"]} if tag == "a" else set()

    def handle_data(self, data):
        self.words += data.split()


def test_an_incomplete_kind_stops_the_start_up():
    class Base:
        @staticmethod
        def subject(context):
            raise NotImplementedError

    class Incomplete(Base):
        slug = "incomplete"

    empty = types.ModuleType("empty")
    empty.__path__ = []

    with pytest.raises(TypeError, match="Incomplete must define subject"):
        members(empty, Base, ("subject",))


def test_a_kind_without_a_slug_stops_the_start_up():
    class Base:
        slug: str

    class Nameless(Base):
        pass

    empty = types.ModuleType("empty")
    empty.__path__ = []

    with pytest.raises(TypeError, match="Nameless must define slug"):
        members(empty, Base, ())


def test_every_module_of_the_package_gives_a_kind_of_its_name():
    modules = {name for name in vars(kinds) if not name.startswith("_")}

    assert set(KINDS) == modules - {"Any", "ClassVar", "NotificationKind", "Topic"}


def test_an_unknown_kind_is_an_error_of_ours():
    with pytest.raises(KeyError):
        notify("surprise", factories.user())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_is_told_in_text_and_in_html(kind, mailoutbox):
    person = factories.user()
    notification = Notification.objects.create(recipient=person, kind=kind, context=CONTEXT)

    send(notification)

    (message,) = mailoutbox
    (html, mime) = message.alternatives[0]
    page = Text(html)
    assert message.to == [person.email]
    assert mime == "text/html"
    assert (page.titles, page.lang) == (1, "fr")
    assert message.subject == KINDS[kind].subject(CONTEXT)
    assert " ".join(message.subject.split()) in " ".join(page.words)
    for text in (message.subject, message.body, html):
        assert "{{" not in text
        assert "{%" not in text
    assert "\n" not in message.subject
    assert CONTEXT["link"] in message.body
    assert CONTEXT["link"] in page.links


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_people_wrote_is_escaped_in_html_and_plain_in_text(kind, mailoutbox):
    notification = Notification.objects.create(
        recipient=factories.user(first_name="<i>Ana</i>"), kind=kind, context=CONTEXT
    )

    send(notification)

    html = mailoutbox[0].alternatives[0][0]
    assert "<b>raison</b>" not in html
    assert "<i>Ana</i>" not in html
    assert "&amp;" not in mailoutbox[0].body
    assert "&lt;" not in mailoutbox[0].body


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_line_break_in_a_name_makes_no_header(kind, mailoutbox):
    broken = {
        "organization": "Musée\nBcc: a@exemple.org",
        "dataset": "A\r\nB",
        "person": "X\nY",
        "title": "A\r\nB",
        "filename": "A\nB",
        "label": "A\r\nB",
    }
    notification = Notification.objects.create(
        recipient=factories.user(), kind=kind, context=CONTEXT | broken
    )

    send(notification)

    assert "\n" not in mailoutbox[0].subject
    assert "\r" not in mailoutbox[0].subject


def test_a_mail_leaves_once(mailoutbox):
    notification = Notification.objects.create(
        recipient=factories.user(), kind="request_received", context=CONTEXT
    )

    send(notification)
    notification.refresh_from_db()
    send(notification)

    assert len(mailoutbox) == 1
    assert notification.sent_at


def test_a_closed_account_receives_no_mail(mailoutbox):
    notification = Notification.objects.create(
        recipient=factories.user(is_active=False), kind="role_changed", context=CONTEXT
    )

    send(notification)

    assert not mailoutbox


@pytest.mark.django_db(transaction=True)
def test_the_verb_s_mail_leaves_and_carries_the_reason():
    asked, dpnc = factories.request(), factories.dpnc_user()
    mail.outbox.clear()

    factories.access.refuse_request(asked, by=dpnc, reason="Autre service compétent.")

    (message,) = mail.outbox
    assert message.to == [asked.user.email]
    assert "Autre service compétent." in message.body
