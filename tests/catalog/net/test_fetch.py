"""What people and remotes point to, fetched from real servers that do their worst."""

import gzip
import resource
import socket
import threading
import time

import pytest

from catalog import net
from catalog.net import ForbiddenAddress, Limits, NotFetched, Refused, Unreachable
from tests.catalog.net.server import hostile, saying
from tests.sockets import OutsideRefused

MEGABYTE = 1_000_000
NAME = "donnees.exemple.org"


@pytest.fixture
def allowed(settings):
    """Let net find this server inside, as our own origin would be; the guard stays on."""

    def allow(server):
        settings.NET_ALLOWED = [*settings.NET_ALLOWED, server.origin]
        return server

    return allow


def read(address, **options):
    with net.opened(address, **options) as answer:
        return b"".join(answer.chunks)


def drip(connection, head, piece, pause=0.02):
    connection.sendall(head)
    while True:
        connection.sendall(piece)
        time.sleep(pause)


def test_the_bytes_come_back_as_they_are(allowed):
    content = b"nom;ville\r\n\xe9t\xe9;Valbrume\r\n"
    with hostile(saying(content)) as server:
        allowed(server)

        assert net.fetch(f"http://{server.origin}/é té.csv?a=1&b=é".replace(" ", "%20")) == content

    request = server.asked[0]
    assert request.startswith("GET /%C3%A9%20t%C3%A9.csv?a=1&b=%C3%A9 HTTP/1.1\r\n")
    assert f"Host: {server.origin}\r\n" in request
    assert "User-Agent: Vitrine (+" in request


def test_nothing_leaves_for_this_machine_unless_its_port_is_allowed():
    with hostile(saying(b"secret")) as server:
        with pytest.raises(ForbiddenAddress, match="réseau interne"):
            net.fetch(server.url)

        assert server.asked == []


def test_a_name_that_leads_inside_is_refused_when_connecting():
    with hostile(saying(b"secret")) as server:
        with pytest.raises(ForbiddenAddress, match="réseau interne"):
            read(f"http://{NAME}:{server.port}/", resolve=lambda *_: ["127.0.0.1", "10.0.0.1"])

        assert server.asked == []


def test_a_name_is_asked_once_and_what_it_becomes_is_not_looked_at():
    answers = [["93.184.215.14"], ["127.0.0.1"]]

    def rebinding(host, port):
        return answers.pop(0)

    with hostile(saying(b"secret")) as server:
        with pytest.raises(OutsideRefused, match=r"93\.184\.215\.14"):
            read(f"http://{NAME}:{server.port}/", resolve=rebinding)

        assert server.asked == []
    assert answers == [["127.0.0.1"]]


def test_of_several_addresses_only_the_public_ones_are_tried():
    with pytest.raises(OutsideRefused, match=r"93\.184\.215\.14"):
        read(f"http://{NAME}/", resolve=lambda *_: ["169.254.169.254", "::1", "93.184.215.14"])


def test_the_name_resolved_again_after_a_redirect_is_checked_again(settings):
    with hostile(saying(b"secret")) as inner:
        there = f"http://{NAME}:{inner.port}/"
        with hostile(saying(status="302 Found", Location=there)) as outer:
            settings.NET_ALLOWED = [f"premier.exemple.org:{outer.port}"]

            with pytest.raises(ForbiddenAddress):
                read(f"http://premier.exemple.org:{outer.port}/", resolve=lambda *_: ["127.0.0.1"])

        assert len(outer.asked) == 1
        assert inner.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://2130706433:{port}/",
        "http://localhost:{port}/", "//127.0.0.1:{port}/", "http://moi@127.0.0.1:{port}/",
        "file:///etc/passwd", "gopher://127.0.0.1:{port}/", "http://[::1", "http://169.254.169.254/",
    ],
)  # fmt: skip
def test_a_redirect_does_not_lead_where_an_address_may_not(allowed, target):
    with hostile(saying(b"secret")) as inner:
        location = target.format(port=inner.port)
        with hostile(saying(status="307 Temporary Redirect", Location=location)) as server:
            allowed(server)

            with pytest.raises(ForbiddenAddress):
                net.fetch(server.url)

        assert inner.asked == []


def test_a_redirect_to_what_is_allowed_is_followed(allowed):
    with hostile(saying(b"contenu")) as second:
        allowed(second)
        with hostile(saying(status="302 Found", Location=second.url)) as first:
            allowed(first)

            with net.opened(first.url) as answer:
                assert b"".join(answer.chunks) == b"contenu"

            assert answer.address == second.url


def test_redirects_without_end_are_left(allowed):
    with hostile(saying(status="302 Found", Location="/encore")) as server:
        allowed(server)

        with pytest.raises(NotFetched, match="plus de 5 fois"):
            net.fetch(server.url)

    assert len(server.asked) == 6


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Oops", "503 Busy"])
def test_an_answer_that_is_a_failure_is_not_a_file(allowed, status):
    with hostile(saying(b"<h1>Non</h1>", status=status)) as server:
        allowed(server)

        with pytest.raises(Refused, match=status[:3]) as refusal:
            net.fetch(server.url)

    assert refusal.value.status == int(status[:3])


def slow_body(connection):
    drip(connection, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x")


def slow_body_of_no_length(connection):
    drip(connection, b"HTTP/1.1 200 OK\r\n\r\n", b"x")


def slow_headers(connection):
    drip(connection, b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", pause=0.1)


def continues_for_ever(connection):
    drip(connection, b"", b"HTTP/1.1 100 Continue\r\n\r\n")


def says_nothing(connection):
    time.sleep(5)


@pytest.mark.parametrize(
    "answer",
    [slow_body, slow_body_of_no_length, slow_headers, continues_for_ever, says_nothing],
)
def test_all_of_it_takes_no_longer_than_said(allowed, answer):
    with hostile(answer) as server:
        allowed(server)
        began = time.monotonic()

        with pytest.raises(Unreachable):
            net.fetch(server.url, seconds=0.6)

    assert time.monotonic() - began < 3


def endless_body(connection):
    drip(connection, b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536, pause=0)


def endless_chunks(connection):
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    drip(connection, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", piece, pause=0)


def test_a_body_without_end_is_left_at_the_limit(allowed):
    for answer in (endless_body, endless_chunks):
        with hostile(answer) as server:
            allowed(server)

            with pytest.raises(NotFetched, match="plus de 1 Mo"):
                net.fetch(server.url, limit=MEGABYTE)


def test_a_length_beyond_the_limit_is_refused_before_the_body(allowed):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n"
    with hostile(lambda connection: (connection.sendall(head), time.sleep(5))) as server:
        allowed(server)
        began = time.monotonic()

        with pytest.raises(NotFetched, match="plus de 10 Mo"):
            net.fetch(server.url)

    assert time.monotonic() - began < 3


def test_a_compressed_bomb_is_measured_once_opened(allowed):
    bomb = gzip.compress(b"\0" * 200 * MEGABYTE, compresslevel=9)
    with hostile(saying(bomb, Content_Encoding="gzip")) as server:
        allowed(server)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

        with pytest.raises(NotFetched, match="plus de 10 Mo"):
            net.fetch(server.url)

    assert len(bomb) < MEGABYTE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kilobytes


def test_what_is_compressed_unasked_is_opened(allowed):
    with hostile(saying(gzip.compress(b"contenu"), Content_Encoding="gzip")) as server:
        allowed(server)

        assert net.fetch(server.url) == b"contenu"


def huge_header(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 500_000 + b"\r\n\r\n")


def many_headers(connection):
    drip(connection, b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 100, pause=0)


def not_http(connection):
    connection.sendall(b"220 ftp.exemple.org\r\n")


def short_body(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")


def broken_gzip(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nabcdef")


def broken_chunks(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc")


@pytest.mark.parametrize(
    "answer", [huge_header, many_headers, not_http, short_body, broken_gzip, broken_chunks]
)
def test_what_is_no_honest_answer_gives_no_bytes(allowed, answer):
    with hostile(answer) as server:
        allowed(server)

        with pytest.raises(Unreachable, match="ne répond pas, ou pas jusqu’au bout"):
            net.fetch(server.url)


def test_nobody_there_is_said(settings):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings.NET_ALLOWED = [f"127.0.0.1:{port}"]

    with pytest.raises(Unreachable):
        net.fetch(f"http://127.0.0.1:{port}/")


def test_a_certificate_that_is_not_of_the_name_is_refused(settings):
    with hostile(lambda connection: connection.sendall(b"not TLS")) as server:
        settings.NET_ALLOWED = [f"{NAME}:{server.port}"]

        with pytest.raises(Unreachable):
            read(f"https://{NAME}:{server.port}/", resolve=lambda *_: ["127.0.0.1"])


def test_no_watch_is_left_behind(allowed):
    with hostile(saying(b"contenu")) as server:
        allowed(server)
        net.fetch(server.url)

    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join(timeout=2)
            assert not thread.is_alive()


def test_limits_are_for_all_the_hops(allowed):
    def late(connection):
        time.sleep(0.25)
        saying(status="302 Found", Location="/encore")(connection)

    with hostile(late) as server:
        allowed(server)

        with pytest.raises(Unreachable):
            read(server.url, limits=Limits(seconds=0.6, redirects=20))

    assert len(server.asked) < 5
