"""A mail relay of this machine, that listens, speaks, or says nothing."""

import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PEM = serialization.Encoding.PEM
ANSWERS = {
    b"EHLO": b"250 ready",
    b"MAIL": b"250 ok",
    b"RCPT": b"250 ok",
    b"DATA": b"354 go on",
    b"QUIT": b"221 bye",
}


class Relay:
    """`mute`: it takes the line and says nothing. `context`: it offers STARTTLS with that."""

    def __init__(self, *, mute=False, context=None):
        self.mute, self.context = mute, context
        self.connections = 0
        self.received = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.speak, args=[line], daemon=True).start()

    def speak(self, line):
        with suppress(OSError), line:
            if self.mute:
                line.recv(1)
                return
            line.sendall(b"220 relay\r\n")
            self.converse(line)

    def converse(self, line):
        words = line.makefile("rb")
        while said := words.readline():
            verb = said[:4].upper()
            if verb == b"STAR":
                line.sendall(b"220 go\r\n")
                line = self.context.wrap_socket(line, server_side=True)
                words = line.makefile("rb")
                continue
            offer = b"250-relay\r\n250 STARTTLS" if self.context and verb == b"EHLO" else None
            line.sendall((offer or ANSWERS.get(verb, b"250 ok")) + b"\r\n")
            if verb == b"DATA":
                self.received.append(b"".join(iter(words.readline, b".\r\n")))
                line.sendall(b"250 taken\r\n")


@contextmanager
def relay(settings, **options):
    """Have the site's mails go to a relay of this machine, by the real backend."""
    served = Relay(**options)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", served.port
    settings.EMAIL_USE_TLS = bool(served.context)
    settings.EMAIL_TIMEOUT = 0.5
    try:
        yield served
    finally:
        served.listener.close()


def signed_by_itself(folder):
    """Return what a relay shows that nobody vouches for: it says to be this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    draft = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    dated = draft.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    path = folder / "relay.pem"
    secret = key.private_bytes(
        PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + dated.sign(key, hashes.SHA256()).public_bytes(PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
