"""The demo's mailbox page: everybody's mails, as they would have arrived."""

import runpy

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from backoffice.mailbox import views
from config import urls

pytestmark = pytest.mark.django_db

LIST = "/courriels/"
HTML = """<!DOCTYPE html><html lang="fr">
<head><title>Titre</title><style>p{color:red}</style></head>
<body style="margin:0"><h1 style="color:red">Votre demande est arrivée</h1>
<p onclick="alert(1)">Bonjour</p><script>alert(2)</script><img src="https://evil.example/x.png">
<a href="javascript:alert(3)">ici</a> <a href="https://vitrine.exemple.org/espace/">là</a></body>"""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "backoffice.mailbox.backend.FolderBackend"
    settings.MAILBOX_DIR = tmp_path / "courriels"
    return settings.MAILBOX_DIR


def post(subject="Votre demande", html=HTML):
    mail = EmailMultiAlternatives(
        subject, "Bonjour,\nhttps://vitrine.exemple.org/espace/", to=["mireille@exemple.org"]
    )
    if html:
        mail.attach_alternative(html, "text/html")
    mail.send()


def page_of(folder):
    (path,) = folder.glob("*.eml")
    return reverse("mailbox:message-detail", args=[path.name])


def test_an_empty_mailbox_says_so(client):
    assert "Aucun courriel pour l’instant" in client.get(LIST).content.decode()


def test_the_list_shows_the_latest_first(client):
    for number in range(3):
        post(f"Demande {number}")

    html = client.get(LIST).content.decode()

    assert html.index("Demande 2") < html.index("Demande 1") < html.index("Demande 0")
    assert "mireille@exemple.org" in html


def test_the_list_shows_a_hundred_mails(client, monkeypatch):
    monkeypatch.setattr(views, "SHOWN", 2)
    for number in range(3):
        post(f"Demande {number}")

    html = client.get(LIST).content.decode()

    assert "Demande 2" in html
    assert "Demande 0" not in html


def test_a_mail_is_shown_in_both_its_forms(client, folder):
    post("Demande <b>n° 1</b>")

    html = client.get(page_of(folder)).content.decode()

    assert "Demande &lt;b&gt;n° 1&lt;/b&gt;" in html
    assert "<h3>Votre demande est arrivée</h3>" in html
    assert html.count('href="https://vitrine.exemple.org/espace/"') == 2


def test_what_a_mail_holds_runs_and_fetches_nothing(client, folder):
    post()

    html = client.get(page_of(folder)).content.decode()

    for word in ("alert(", "evil.example", "color:red", "<title>Titre"):
        assert word not in html


def test_a_mail_without_html_says_so(client, folder):
    post(html="")

    html = client.get(page_of(folder)).content.decode()

    assert "Ce courriel n’a pas de version mise en forme" in html


def test_a_file_that_is_no_mail_of_ours_is_not_listed(client, folder):
    post()
    (folder / "2026-notes.eml").write_text("Subject: Notes\n\nrien")
    (folder / ".20261121T100000000000-0a1b2c3d.eml").write_text("Subject: Brouillon\n\nrien")

    response = client.get(LIST)

    assert response.status_code == 200
    assert "Notes" not in response.content.decode()
    assert "Brouillon" not in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "20261121T100000000000-0a1b2c3d.eml",
        "..",
        "../secret.eml",
        "..%2Fsecret.eml",
        "%2Fetc%2Fpasswd",
        "secret.eml",
        "20261121T100000000000-0a1b2c3d.eml%0A",
        "20261121T100000000000-0a1b2c3d.eml%00",
        "..\\secret.eml",
    ],
)
def test_no_name_leads_out_of_the_folder(client, folder, name):
    folder.mkdir()
    (folder.parent / "secret.eml").write_text("Subject: Secret\n\nSecret")
    (folder / "secret.eml").write_text("Subject: Secret\n\nSecret")

    response = client.get(f"{LIST}{name}/")

    assert response.status_code == 404
    assert "Secret" not in response.content.decode()


# Where mails leave for good


@pytest.mark.parametrize("name", ["", "20261121T100000000000-0a1b2c3d.eml/"])
def test_without_a_folder_there_is_no_mailbox(client, settings, name):
    settings.MAILBOX_DIR = None

    assert client.get(LIST + name).status_code == 404


def test_production_has_no_address_for_it(settings):
    def doors():
        return [str(door.pattern) for door in runpy.run_path(urls.__file__)["urlpatterns"]]

    assert "courriels/" in doors()
    settings.MAILBOX_DIR = None
    assert "courriels/" not in doors()


def test_without_a_mailbox_no_page_leads_to_it(client, settings):
    assert LIST in client.get(reverse("account_login")).content.decode()

    settings.MAILBOX_DIR = None

    assert LIST not in client.get(reverse("account_login")).content.decode()
