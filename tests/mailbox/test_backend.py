"""The demo sends nothing: each mail becomes a file."""

from email import policy
from email.parser import BytesParser

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail

from backoffice.mailbox.views import NAME


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "backoffice.mailbox.backend.FolderBackend"
    settings.MAILBOX_DIR = tmp_path / "courriels"
    return settings.MAILBOX_DIR


def message(number=1):
    mail = EmailMultiAlternatives(
        f"Demande n° {number}", "Bonjour,\n\nÀ bientôt.", "v@exemple.org", ["a@exemple.org"]
    )
    mail.attach_alternative("<p>Bonjour,</p>", "text/html")
    return mail


def test_a_message_is_one_file_that_any_mail_reader_opens(folder):
    message().send()

    (path,) = folder.iterdir()
    read = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    assert NAME.fullmatch(path.name)
    assert (read["subject"], read["to"]) == ("Demande n° 1", "a@exemple.org")
    assert "À bientôt." in read.get_body(("plain",)).get_content()
    assert "<p>Bonjour,</p>" in read.get_body(("html",)).get_content()


def test_several_messages_are_as_many_files_in_their_order(folder):
    sent = get_connection().send_messages([message(1), message(2), message(3)])

    assert sent == 3
    names = sorted(path.name for path in folder.iterdir())
    subjects = [
        BytesParser(policy=policy.default).parsebytes((folder / name).read_bytes())["subject"]
        for name in names
    ]
    assert subjects == ["Demande n° 1", "Demande n° 2", "Demande n° 3"]


def test_a_subject_on_two_lines_is_refused_and_leaves_no_file(folder):
    with pytest.raises(ValueError, match="newlines"):
        send_mail("Demande\nBcc: b@exemple.org", "Bonjour.", "v@exemple.org", ["a@exemple.org"])

    assert not folder.exists() or not list(folder.iterdir())
