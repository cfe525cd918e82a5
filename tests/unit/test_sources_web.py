"""Pages are fetched from public addresses only, with limits on redirects, size and kind."""

from __future__ import annotations

import socket
import threading

import pytest

from whoholds.errors import NotText, SourceError, TooLarge
from whoholds.sources import web

ARTICLE = "".join(
    f"<p>The army said on Monday that it had left the town after a week of fighting, part {n}.</p>"
    for n in range(5)
)
PAGE = f"<html><head><title>Left</title></head><body><article>{ARTICLE}</article></body></html>"


def answering(*answers: bytes):
    """A connect that plays a server: the n-th connection gets the n-th answer. No network is used."""
    left = list(answers)
    asked: list[tuple[str, int]] = []

    def connect(host: str, port: int) -> socket.socket:
        asked.append((host, port))
        ours, theirs = socket.socketpair()
        data = left.pop(0)

        def serve() -> None:
            with theirs:
                theirs.recv(65_536)
                try:
                    theirs.sendall(data)
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        return ours

    return connect, asked


def http(
    body: str | bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n{more}\r\n".encode() + data


def test_a_page_is_a_report_of_its_domain():
    connect, asked = answering(http(PAGE))
    report = web.report_from_address("http://www.example.org/a?b=c", connect)
    assert "part 4" in report.text
    assert (report.outlet, report.title) == ("example.org", "Left")
    assert asked == [("www.example.org", 80)]


def test_a_redirect_is_followed_and_checked_again():
    moved = http("", status="302 Found", more="Location: /b\r\n")
    connect, _asked = answering(moved, http(PAGE))
    assert web.report_from_address("http://example.org/a", connect).url == "http://example.org/b"
    bad, _ = answering(http("", status="302 Found", more="Location: file:///etc/passwd\r\n"))
    with pytest.raises(SourceError, match="no plain http"):
        web.report_from_address("http://example.org/a", bad)


def test_redirects_in_a_circle_end():
    moved = http("", status="301 Moved", more="Location: /a\r\n")
    connect, asked = answering(*[moved] * 20)
    with pytest.raises(SourceError, match="redirects more than 4 times"):
        web.report_from_address("http://example.org/a", connect)
    assert len(asked) == 5


@pytest.mark.parametrize("address", [
    "ftp://example.org/a", "file:///etc/passwd", "http://user:pass@example.org/", "http://example.org:22/",
    "http:///nothing", "http://[::1", "gopher://example.org",
])  # fmt: skip
def test_odd_addresses_are_refused_before_anything_is_opened(address):
    connect, asked = answering()
    with pytest.raises(SourceError):
        web.report_from_address(address, connect)
    assert asked == []


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "0.0.0.0", "100.64.1.1", "224.0.0.1",
    "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::",
])  # fmt: skip
def test_private_addresses_are_not_public(address):
    assert not web.is_public(address)


def test_a_name_that_means_a_private_address_is_never_dialled(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(web.socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(SourceError, match="private address"):
        web.report_from_address("http://inside.example.org/")


def test_a_host_that_cannot_be_found_is_one_line(monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(web.socket, "getaddrinfo", fail)
    with pytest.raises(SourceError, match="cannot be fetched"):
        web.report_from_address("https://no-such-host.example/")


def test_too_large_refused_and_unreadable_pages_are_told(monkeypatch):
    monkeypatch.setattr(web, "TEXT_BYTES", 1_000)
    connect, _ = answering(
        http("x" * 5_000, "text/plain"), http("x", "image/png"), http("x", status="404 Not Found")
    )
    with pytest.raises(TooLarge):
        web.report_from_address("http://example.org/a", connect)
    with pytest.raises(NotText, match="image/png"):
        web.report_from_address("http://example.org/a", connect)
    with pytest.raises(SourceError, match="answers 404"):
        web.report_from_address("http://example.org/a", connect)


def test_a_page_that_never_ends_is_left(monkeypatch):
    monkeypatch.setattr(web, "TOTAL_SECONDS", -1.0)
    connect, _ = answering(http("some text", "text/plain"))
    with pytest.raises(SourceError, match="takes longer"):
        web.report_from_address("http://example.org/a", connect)
