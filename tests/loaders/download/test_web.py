"""Which hosts are asked, where redirects may lead, and what faults are called."""

import random
from urllib.parse import urlsplit

import pytest

from loaders.download.patience import PassingError, Patience
from loaders.download.web import USER_AGENT, Web, authority
from loaders.errors import SourceError
from loaders.publishers import LONDON_DATASTORE, NOMIS


@pytest.fixture
def waits():
    return []


@pytest.fixture
def web(server, waits):
    patience = Patience(connect=1, tries=2, sleep=waits.append, chance=random.Random(1))
    with Web(NOMIS, patience=patience, base=f"{server.base}/nomis") as web:
        yield web


def fetch(web, path="/a"):
    return web.fetch_whole(web.address(path), max_bytes=1_000)


def test_only_the_tools_name_is_told(server, web):
    server.serve("/nomis/a", b"x")

    fetch(web)

    (request,) = server.requests
    told = {name.lower() for name in request.headers}
    assert request.headers["User-Agent"] == USER_AGENT
    assert told == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_a_redirect_on_the_same_host_is_followed(server, web):
    server.serve("/nomis/a", status=307, headers={"Location": "/nomis/v2/a"})
    server.serve("/nomis/v2/a", b"here")
    assert fetch(web) == b"here"


def test_a_redirect_to_another_host_is_refused(server, web):
    server.serve("/nomis/a", status=302, headers={"Location": f"http://localhost:{server.port}/nomis/b"})

    with pytest.raises(SourceError, match=r"was led to localhost:\d+; .*allow it with --allow-host nomis=localhost"):
        fetch(web)

    assert len(server.requests) == 1


@pytest.mark.parametrize("target", ["http://example.org/a", "file:///etc/passwd", "https://me:pass@example.org/a"])
def test_a_redirect_to_an_unsafe_address_is_refused(server, web, target):
    server.serve("/nomis/a", status=302, headers={"Location": target})
    with pytest.raises(SourceError, match="expected an https address without a user name; was led to"):
        fetch(web)


@pytest.mark.parametrize("target", ["https://[bad/a", "http://127.0.0.1:x/a"])
def test_a_redirect_that_cannot_be_read_is_refused(server, web, target):
    server.serve("/nomis/a", status=302, headers={"Location": target})
    with pytest.raises(SourceError, match="can't be read"):
        fetch(web)


def test_a_redirect_loop_ends(server, web):
    server.serve("/nomis/a", status=302, headers={"Location": "/nomis/a"})

    with pytest.raises(SourceError, match="expected a file; was redirected more than 5 times"):
        fetch(web)

    assert len(server.requests) == 6


def test_official_addresses_lead_to_the_mirror(server, web):
    assert web.address(f"{NOMIS.base}/x.csv") == f"{server.base}/nomis/x.csv"
    assert web.address("/x.csv") == f"{server.base}/nomis/x.csv"


def test_an_old_address_without_https_is_mended():
    web = Web(LONDON_DATASTORE, patience=Patience())
    assert web.address("http://data.london.gov.uk/download/x.csv") == "https://data.london.gov.uk/download/x.csv"


def test_a_foreign_address_of_a_catalogue_is_refused_before_it_is_asked(web):
    with pytest.raises(SourceError, match=r"was led to data\.london\.gov\.uk\.example\.org"):
        fetch(web, "https://data.london.gov.uk.example.org/x.csv")


def test_nobody_there(server, web, waits):
    server.close()

    with pytest.raises(SourceError, match=r"no connection \(.*\); check the network; tried 2 times"):
        fetch(web)

    assert len(waits) == 1


def test_too_much_is_cut_off(server, web):
    server.serve("/nomis/a", b"x" * 2_000)
    with pytest.raises(SourceError, match=r"expected at most 0\.001 MB; this is more"):
        fetch(web)


def test_a_trickle_counts_as_stalled(server):
    ticks = iter(range(0, 10_000, 61))
    patience = Patience(tries=1, clock=lambda: next(ticks))
    server.serve("/nomis/a", b"x" * 500)
    with (
        Web(NOMIS, patience=patience, base=f"{server.base}/nomis") as web,
        pytest.raises(PassingError, match="the connection stalled at under 1,000 bytes a second"),
        web.opened(web.address("/a")) as response,
    ):
        list(web.pieces(response))


def test_a_broken_compressed_answer_is_told(server, web):
    server.serve("/nomis/a", b"not gzip", headers={"Content-Encoding": "gzip"})
    with pytest.raises(SourceError, match="the connection failed"):
        fetch(web)


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://Example.org/a", "example.org"), ("https://example.org:8443/", "example.org:8443")],
)
def test_a_host_is_told_with_an_unusual_port(address, host):
    assert authority(urlsplit(address)) == host
