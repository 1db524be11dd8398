"""Which addresses the public could open: every spelling of one that leads inside is refused."""

import ipaddress
import re
import socket
from unicodedata import category, normalize
from urllib.parse import SplitResult, urlsplit

SCHEMES = ("http", "https")
INSIDE = {
    "corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost", "test",
}  # fmt: skip
# Forms that carry an IPv4 address inside an IPv6 one, and that `is_global` calls public.
TUNNELS = [
    ipaddress.ip_network(net)
    for net in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10")
]
RESERVED = ipaddress.ip_network("192.0.0.0/24")
FORBIDDEN_CHARACTERS = re.compile(r"[\s\\<>\"{}|^`\x00-\x1f\x7f]")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


INSIDE_NETWORK = "Elle mène à un réseau interne, que le public ne peut pas joindre."


class NotFetched(Exception):
    """Nothing came from the address; `str(error)` says why, in French: « Elle… »."""


class ForbiddenAddress(NotFetched, ValueError):
    """The address is not one that the public could open."""


def check_public_address(address: str) -> None:
    """Raise ForbiddenAddress unless this is a public host's http(s) address, no credentials."""
    if is_inside(as_browsers_read(read_address(address).hostname or "")):
        raise ForbiddenAddress(INSIDE_NETWORK)


def read_address(address: str) -> SplitResult:
    """Return the parts of an http(s) address that every reader understands alike.

    Raises ForbiddenAddress for any other.
    """
    if FORBIDDEN_CHARACTERS.search(address) or any(category(char) == "Cf" for char in address):
        raise ForbiddenAddress("Elle contient un espace ou un caractère interdit.")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ForbiddenAddress("Elle n’est pas lisible.") from error
    if parts.scheme not in SCHEMES or not host:
        raise ForbiddenAddress("Elle doit commencer par http:// ou https://.")
    if parts.username is not None or parts.password is not None:
        raise ForbiddenAddress("Elle ne doit pas contenir d’identifiant ni de mot de passe.")
    return parts


def as_browsers_read(host: str) -> str:
    """Return the host with its full-width digits, ideographic dots and capitals made plain."""
    return normalize("NFKC", host).replace("\u3002", ".").lower().removesuffix(".")


def is_inside(host: str) -> bool:
    """Tell whether a host name or literal address, in any of its spellings, is not a public one."""
    literal = literal_address(host)
    if literal is None:
        labels = host.split(".")
        # A name that ends in a number is an address to browsers, or nothing.
        return len(labels) < 2 or "" in labels or labels[-1] in INSIDE or is_number(labels[-1])
    if isinstance(literal, ipaddress.IPv6Address):
        if literal.ipv4_mapped:
            return is_inside(str(literal.ipv4_mapped))
        if any(literal in network for network in TUNNELS):
            return True
    elif literal in RESERVED:
        return True
    return not literal.is_global or literal.is_multicast


def is_number(label: str) -> bool:
    return bool(NUMBER.fullmatch(label))


def literal_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address that `host` spells (decimal, octal and hexadecimal forms too), or None."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.ip_address(socket.inet_aton(host))
    except OSError:
        return None
