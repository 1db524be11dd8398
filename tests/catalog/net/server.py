"""Servers that misbehave, on this machine: each answers one way and keeps what it was asked."""

import socket
import threading
from contextlib import contextmanager


class Hostile:
    """Reads a request, then hands the socket to `answer(connection)`."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.origin = f"127.0.0.1:{self.port}"
        threading.Thread(target=self.serve, daemon=True).start()

    @property
    def url(self):
        return f"http://{self.origin}/fichier.csv"

    def serve(self):
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self.converse, args=[connection], daemon=True).start()

    def converse(self, connection):
        with connection:
            try:
                self.asked.append(connection.recv(65536).decode(errors="replace"))
                self.answer(connection)
            except OSError:
                return


@contextmanager
def hostile(answer):
    server = Hostile(answer)
    try:
        yield server
    finally:
        server.listening.close()


def saying(body=b"", *, status="200 OK", **headers):
    """Answer once, whole and well."""
    headers = {"Content-Length": str(len(body))} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    text = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
    return lambda connection: connection.sendall(text)
