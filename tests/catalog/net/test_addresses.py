"""Addresses that people give: none leads inside, whatever its spelling."""

import pytest

from catalog.net import ForbiddenAddress, check_public_address

FORBIDDEN = [
    # not http(s), or not an address
    "", "exemple.org", "//exemple.org/a", "ftp://exemple.org/a", "file:///etc/passwd",
    "javascript:alert(1)", "data:text/html,<b>", "gopher://exemple.org", "http://", "http:///a",
    "http:exemple.org", "HTTP:/exemple.org", "http://[::1", "http://exemple.org:99999/",
    "http://exemple.org:port/", "ldap://exemple.org", "jar:http://exemple.org!/", "mailto:a@b.fr",
    # credentials, and what hides them
    "http://moi@exemple.org/", "http://moi:secret@exemple.org/", "http://:@exemple.org/",
    "http://exemple.org@127.0.0.1/", "http://@exemple.org/",
    # characters that two readers understand differently
    "http://exemple.org/a b", "http://exemple.org/\n", "http://exemple.org\\@127.0.0.1/",
    "http:\\\\exemple.org", "http://exemple.org/\x00", "http://exemple.org/<script>",
    'http://exemple.org/"onclick', "http://exe\u200bmple.org/", "http://exemple.org/\u202efdp",
    "http://127.0.0.1\u00ad/",
    # names of the inside
    "http://localhost/", "http://LOCALHOST:8000/", "http://localhost./", "http://a.localhost/",
    "http://intranet/", "http://serveur.local/", "http://metadata.google.internal/",
    "http://imprimante.lan/", "http://wiki.corp/", "http://essai.test/", "http://.exemple.org/",
    "http://exemple..org/", "http://./",
    # this machine and its network, in every spelling
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://2130706433/",
    "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://017700000001/",
    "http://127.0.0.1./", "http://0/", "http://0.0.0.0/", "http://127.255.255.254/",
    "http://１２７.0.0.1/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://127．0．0．1/",
    "http://exemple.0x7f/", "http://256.256.256.256/", "http://1.2.3.4.5/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/",
    "http://100.64.0.1/", "http://198.18.0.1/", "http://192.0.0.8/", "http://192.0.2.1/",
    "http://203.0.113.9/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/",
    "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a00:1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/",
    "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://[fd12::1]/",
    "http://[fec0::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/",
]  # fmt: skip
ALLOWED = [
    "https://exemple.org", "http://exemple.org/a.csv", "https://exemple.org:8443/a?b=c#d",
    "https://données.exemple.fr/été.csv", "https://xn--donnes-fva.exemple.fr/",
    "https://exemple.org/a%20b.csv", "https://exemple.org/a?x=http://127.0.0.1/",
    "https://local.exemple.org/", "https://exemple.org./a", "HTTPS://EXEMPLE.ORG/A",
    "https://8.8.8.8/", "https://[2606:4700:4700::1111]/", "https://sous_domaine.exemple.org/",
    "https://1.exemple.org/", "https://exemple.org/(a)/[b]/~c;d,e'f!g*h",
]  # fmt: skip


@pytest.mark.parametrize("address", FORBIDDEN)
def test_what_the_public_cannot_open_is_refused_with_a_reason(address):
    with pytest.raises(ForbiddenAddress) as refusal:
        check_public_address(address)

    assert str(refusal.value).startswith("Elle ")


@pytest.mark.parametrize("address", ALLOWED)
def test_what_the_public_can_open_is_accepted(address):
    check_public_address(address)


def test_the_table_is_long_and_without_repeats():
    assert len(set(FORBIDDEN)) == len(FORBIDDEN) >= 60
