"""No test leaves this machine: only the loopback answers, by address or by name."""

import ipaddress
import socket

REAL_CONNECT = socket.socket.connect
REAL_CONNECT_EX = socket.socket.connect_ex
REAL_GETADDRINFO = socket.getaddrinfo


class OutsideRefused(RuntimeError):
    """A test tried to reach the network."""


def is_loopback(host):
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def check(host):
    if not is_loopback(host):
        message = f"A test tried to reach {host!r}."
        raise OutsideRefused(message)


def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        check(address[0])
    return REAL_CONNECT(self, address)


def connect_ex(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        check(address[0])
    return REAL_CONNECT_EX(self, address)


def getaddrinfo(host, *arguments, **options):
    check(host)
    return REAL_GETADDRINFO(host, *arguments, **options)


def refuse_the_outside():
    socket.socket.connect = connect
    socket.socket.connect_ex = connect_ex
    socket.getaddrinfo = getaddrinfo


def allow_again():
    socket.socket.connect = REAL_CONNECT
    socket.socket.connect_ex = REAL_CONNECT_EX
    socket.getaddrinfo = REAL_GETADDRINFO
