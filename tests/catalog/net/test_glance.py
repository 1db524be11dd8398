"""What one request tells, without its body: nothing is followed, nor read to the end."""

import time

import pytest

from catalog import net
from catalog.net import ForbiddenAddress, NotFetched, Unreachable, glance
from tests.catalog.net.server import hostile, saying


@pytest.fixture
def allowed(settings):
    """Let net find this server inside, as our own origin would be; the guard stays on."""

    def allow(server):
        settings.NET_ALLOWED = [*settings.NET_ALLOWED, server.origin]
        return server

    return allow


def test_one_request_is_sent_with_our_name_and_whom_to_write_to(allowed, settings):
    settings.SITE_CONTACT = "donnees@exemple.org"
    with hostile(saying(status="404 Not Found", Retry_After="3")) as server:
        allowed(server)
        told = [glance(server.url, method=method) for method in ("HEAD", "GET")]

    head, get = server.asked
    assert [(one.status, one.headers["retry-after"], one.leads_to) for one in told] == [
        (404, "3", "")
    ] * 2
    assert head.startswith("HEAD /fichier.csv HTTP/1.1\r\n")
    assert "Range" not in head
    assert "Range: bytes=0-0\r\n" in get
    for request in server.asked:
        assert f"User-Agent: Vitrine (+{settings.SITE_URL}; donnees@exemple.org)\r\n" in request
        assert "Authorization" not in request
        assert "Cookie" not in request


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_a_redirect_is_told_and_not_followed(allowed, method):
    with (
        hostile(saying(b"secret")) as inner,
        hostile(saying(status="302 Found", Location=inner.url)) as outer,
    ):
        allowed(outer)

        assert glance(outer.url, method=method).leads_to == inner.url
        with pytest.raises(ForbiddenAddress):
            glance(inner.url, method=method)

    assert inner.asked == []


@pytest.mark.parametrize("proxy", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"])
def test_no_proxy_is_asked_in_our_place(allowed, monkeypatch, proxy):
    with hostile(saying(b"proxy")) as other, hostile(saying(b"contenu")) as server:
        monkeypatch.setenv(proxy, f"http://{other.origin}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        with pytest.raises(ForbiddenAddress):
            net.fetch(server.url)
        allowed(server)

        assert net.fetch(server.url) == b"contenu"
        assert glance(server.url).status == 200

    assert other.asked == []


def endless(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)


def test_a_body_without_end_is_left_at_once(allowed):
    with hostile(endless) as server:
        allowed(server)
        began = time.monotonic()

        assert glance(server.url, method="GET").headers["Content-Length"] == "10000000000"

    assert time.monotonic() - began < 2


def slow_headers(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-A: b\r\n")
        time.sleep(0.1)


def huge_header(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 500_000 + b"\r\n\r\n")


def not_http(connection):
    connection.sendall(b"220 ftp.exemple.org\r\n")


@pytest.mark.parametrize("answer", [slow_headers, huge_header, not_http])
def test_what_is_no_honest_answer_is_bounded_and_said_in_the_same_words(allowed, answer):
    with hostile(answer) as server:
        allowed(server)
        began = time.monotonic()

        with pytest.raises(Unreachable):
            glance(server.url, seconds=0.5)

    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "location", ["http://[::1", "file:///etc/passwd", "http://a@b.exemple.org/"]
)
def test_where_no_address_may_lead_nothing_is_asked(allowed, location):
    with hostile(saying(status="302 Found", Location=location)) as server:
        allowed(server)

        with pytest.raises(NotFetched):
            glance(glance(server.url).leads_to)

    assert len(server.asked) == 1
