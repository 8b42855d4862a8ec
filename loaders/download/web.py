"""Ask one publisher's server: allowed hosts only, redirects followed under guard, every fault in plain words."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from loaders.download.patience import NoConnectionError, PassingError, Patience, asked_wait
from loaders.errors import SourceError
from loaders.publishers import Publisher

USER_AGENT = "ward-need-tool/1.0"
MOST_REDIRECTS = 5
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
USABLE = {
    HTTPStatus.OK,
    HTTPStatus.PARTIAL_CONTENT,
    HTTPStatus.NOT_MODIFIED,
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
}
WORTH_ANOTHER_TRY = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}


class Web:
    """A client for one publisher: its base address (or a mirror's), its allowed hosts, its patience."""

    def __init__(
        self,
        publisher: Publisher,
        *,
        patience: Patience,
        base: str | None = None,
        more_hosts: tuple[str, ...] = (),
    ) -> None:
        self.publisher = publisher
        self.patience = patience
        self._base = (base or publisher.base).rstrip("/")
        own_hosts = () if base else publisher.hosts
        self._allowed = {authority(urlsplit(self._base)), *own_hosts, *more_hosts}
        waits = httpx.Timeout(patience.stall, connect=patience.connect)
        # the bytes as they are stored: a compressed answer can't be resumed, nor its length compared
        headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
        self._client = httpx.Client(timeout=waits, headers=headers, follow_redirects=False, verify=_trusted())

    def __enter__(self) -> Self:
        """Keep connections open while in use."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections."""
        self._client.close()

    def address(self, path: str) -> str:
        """Give the whole address of a path or of a catalogue's entry; a mirror stands for the publisher's own host."""
        official = f"{self.publisher.base}/"
        for prefix in (official, official.replace("https://", "http://")):  # old entries of catalogues say http
            path = path.removeprefix(prefix)
        return path if urlsplit(path).scheme else f"{self._base}/{path.lstrip('/')}"

    @contextmanager
    def opened(self, address: str, *, headers: Mapping[str, str] | None = None) -> Iterator[httpx.Response]:
        """Ask once and give the answer before its body is read."""
        with _in_plain_words(address, self.patience):
            response = self._follow(address, headers or {})
            try:
                _check_status(address, response)
                yield response
            finally:
                response.close()

    def pieces(self, response: httpx.Response) -> Iterator[bytes]:
        """Give the body piece by piece, and stop when it only trickles."""
        patience = self.patience
        start, received = patience.clock(), 0
        for piece in response.iter_bytes():
            received += len(piece)
            yield piece
            passed = patience.clock() - start
            if passed >= patience.slow_after:
                if received < patience.slowest_bytes * passed:
                    raise PassingError(
                        f"{response.url}: the connection stalled at under {patience.slowest_bytes:,.0f} bytes a second"
                    )
                start, received = patience.clock(), 0

    def fetch_whole(self, address: str, *, max_bytes: int) -> bytes:
        """Fetch something small whole, trying again as patience allows."""

        def once() -> bytes:
            body = bytearray()
            with self.opened(address) as response:
                for piece in self.pieces(response):
                    body += piece
                    check_size(address, len(body), max_bytes=max_bytes)
            return bytes(body)

        return self.patience.trying_again(once)

    def _follow(self, address: str, headers: Mapping[str, str]) -> httpx.Response:
        target = address
        for _ in range(MOST_REDIRECTS + 1):
            self._check_allowed(address, target)
            request = self._client.build_request("GET", target, headers=dict(headers))
            response = self._client.send(request, stream=True)
            if not response.has_redirect_location:
                return response
            response.close()
            target = _join(target, response.headers["Location"])
        raise SourceError(
            f"{address}: expected a file; was redirected more than {MOST_REDIRECTS} times; "
            "look on the publisher's page whether the file has moved"
        )

    def _check_allowed(self, address: str, target: str) -> None:
        try:
            parts = urlsplit(target)
            host = authority(parts)
        except ValueError as error:
            raise SourceError(f"{address}: led on to an address that can't be read: {target!r} ({error})") from error
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        if not is_safe or "@" in parts.netloc:
            raise SourceError(f"{address}: expected an https address without a user name; was led to {target!r}")
        if host not in self._allowed:
            raise SourceError(
                f"{address}: expected a file on {', '.join(sorted(self._allowed))}; was led to {host}; if the "
                f"publisher now keeps its files there, allow it with --allow-host {self.publisher.id}={host}"
            )


@cache
def _trusted() -> ssl.SSLContext:
    """Trust the usual certificates and the system's, among which an organisation keeps its own."""
    context = httpx.create_ssl_context()
    context.load_default_certs()
    return context


def _join(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise SourceError(f"{address}: led on to an address that can't be read: {location!r} ({error})") from error


def authority(parts: SplitResult) -> str:
    """Give the host of an address, with the port where it isn't the usual one.

    >>> authority(urlsplit("https://Example.org:443/a")), authority(urlsplit("http://localhost:8000"))
    ('example.org', 'localhost:8000')
    """
    host = parts.hostname or ""
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    return host if parts.port in (None, usual) else f"{host}:{parts.port}"


def check_size(address: str, size: int, *, max_bytes: int) -> None:
    """Refuse what is larger than a file of this kind can be."""
    if size > max_bytes:
        raise SourceError(
            f"{address}: expected at most {max_bytes / 1e6:,.3g} MB; this is more ({size / 1e6:,.3g} MB or over), "
            "so it was left; check the publisher's page"
        )


def _check_status(address: str, response: httpx.Response) -> None:
    status = response.status_code
    if status in USABLE:
        return
    words = f"{status} {response.reason_phrase}".strip()
    if status in WORTH_ANOTHER_TRY:
        raise PassingError(
            f"{address}: the server answered {words}", wait=asked_wait(response.headers.get("Retry-After"))
        )
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise SourceError(f"{address}: expected a file; the server answered {words}: it has moved or was withdrawn")
    raise SourceError(f"{address}: expected a file; the server answered {words}")


@contextmanager
def _in_plain_words(address: str, patience: Patience) -> Iterator[None]:
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise NoConnectionError(f"{address}: no connection within {patience.connect:g} seconds") from error
    except httpx.TimeoutException as error:
        raise PassingError(f"{address}: the connection stalled for {patience.stall:g} seconds") from error
    except httpx.RemoteProtocolError as error:
        raise PassingError(f"{address}: the answer broke off or can't be read ({error})") from error
    except httpx.ConnectError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise SourceError(
                f"{address}: the server's certificate can't be verified ({error}); behind a proxy with its own "
                "certificate, name that certificate's file in SSL_CERT_FILE"
            ) from error
        raise NoConnectionError(f"{address}: no connection ({error}); check the network") from error
    except httpx.RequestError as error:
        raise PassingError(f"{address}: the connection failed ({error})") from error
    except httpx.InvalidURL as error:
        raise SourceError(f"{address}: led on to an address that can't be read ({error})") from error
