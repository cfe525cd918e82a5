"""One page from an http(s) address, and nothing that the address may trick us into."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urljoin, urlsplit

from whoholds.errors import NotText, SourceError
from whoholds.model import Report
from whoholds.sources.documents import report_from_html, report_from_pdf, report_from_text
from whoholds.sources.limits import TEXT_BYTES, gunzipped, too_large

MOST_REDIRECTS = 4
STEP_SECONDS = 10.0
"""How long any one step (connect, read) may take."""

TOTAL_SECONDS = 30.0
"""How long a page may take with all its redirects."""

_STEP_BYTES = 2**16
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_OK = 200
_AGENT = "whoholds (+https://pypi.org/project/whoholds/)"

Connect = Callable[[str, int], socket.socket]
"""Opens a connection to a public address of a host."""


def connect_public(host: str, port: int) -> socket.socket:
    """Return a connection to `host`, made only to an address that is public.

    The address that was checked is the address that is dialled: a name that changes its mind between
    the two gains nothing.

    Raises:
        SourceError: if the host has no public address.
        OSError: if it cannot be reached.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(row[4][0]) for row in found]
    public = [address for address in addresses if is_public(address)]
    if not public:
        raise SourceError("is a private address, which is never fetched", host, "save the page and give the file")
    return socket.create_connection((public[0], port), timeout=STEP_SECONDS)


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the open internet.

    >>> is_public("127.0.0.1"), is_public("169.254.169.254"), is_public("8.8.8.8")
    (False, False, True)
    """
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def report_from_address(address: str, connect: Connect = connect_public) -> Report:
    """Return the report at an address; its outlet is the page's own, else its domain.

    Raises:
        SourceError: if the address cannot be fetched, or what it holds cannot be read.
    """
    page = _fetch(address, connect)
    report = _read(page)
    outlet = report.outlet or _host(page.url).removeprefix("www.")
    return replace(report, id="", outlet=outlet, url=report.url or page.url)


@dataclass(frozen=True, slots=True)
class _Page:
    url: str
    kind: str
    charset: str | None
    body: bytes


def _read(page: _Page) -> Report:
    if page.kind == "application/pdf":
        return report_from_pdf(page.body, page.url)
    if page.kind in {"text/html", "application/xhtml+xml", ""}:
        return report_from_html(page.body, page.url, page.charset)
    if page.kind in {"text/plain", "text/markdown"}:
        return report_from_text(page.body, page.url)
    raise NotText(f"is of a kind that is not read ({page.kind[:60]})", page.url)


def _fetch(address: str, connect: Connect) -> _Page:
    deadline = time.monotonic() + TOTAL_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        try:
            found = _ask(_checked(address), connect, deadline)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise SourceError(f"cannot be fetched ({error or type(error).__name__})", address) from None
        if isinstance(found, _Page):
            return found
        address = found
    raise SourceError(f"redirects more than {MOST_REDIRECTS} times", address)


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        is_odd = parts.scheme not in _PORTS or not parts.hostname or parts.username is not None
        port = parts.port
    except ValueError:
        raise SourceError("is no address", address) from None
    if is_odd:
        raise SourceError("is no plain http(s) address", address, "save the page and give the file")
    if port not in {None, 80, 443}:
        raise SourceError(
            "names an unusual port, which is never fetched", address, "save the page and give the file"
        )
    return parts


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _ask(parts: SplitResult, connect: Connect, deadline: float) -> _Page | str:
    """Return the page, or the address that it redirects to."""
    connection = _connection(parts, connect)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {
            "User-Agent": _AGENT,
            "Accept-Encoding": "identity",
            "Accept": "text/html,text/plain,application/pdf",
        }
        connection.request("GET", target, headers=headers)
        answer = connection.getresponse()
        location = answer.getheader("Location")
        if answer.status in _REDIRECTS and location:
            return urljoin(parts.geturl(), location)
        if answer.status != _OK:
            raise SourceError(f"answers {answer.status} {answer.reason}"[:80], parts.geturl())
        return _page(answer, parts.geturl(), deadline)
    finally:
        connection.close()


def _connection(parts: SplitResult, connect: Connect) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    connection = http.client.HTTPConnection(host, port, timeout=STEP_SECONDS)
    plain = connect(host, port)
    if parts.scheme == "https":
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    else:
        connection.sock = plain
    return connection


def _page(answer: http.client.HTTPResponse, url: str, deadline: float) -> _Page:
    body = bytearray()
    while step := answer.read1(_STEP_BYTES):
        body += step
        if len(body) > TEXT_BYTES:
            raise too_large(url)
        if time.monotonic() > deadline:
            raise SourceError(f"takes longer than {TOTAL_SECONDS:.0f} seconds", url)
    data = _unpacked(bytes(body), answer.getheader("Content-Encoding", "") or "", url)
    kind = answer.headers.get_content_type() if answer.getheader("Content-Type") else ""
    return _Page(url, kind, answer.headers.get_content_charset(), data)


def _unpacked(body: bytes, encoding: str, url: str) -> bytes:
    if encoding.lower() in {"", "identity"}:
        return body
    if encoding.lower() != "gzip":
        raise NotText(f"is packed in a way that was not asked for ({encoding[:20]})", url)
    return gunzipped(body, url)
