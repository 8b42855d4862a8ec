"""The choice among a catalogue's resources, and catalogues that can't be used."""

import json

import pytest

from loaders.download.catalogue import choose_resource, read_resources
from loaders.download.patience import Patience
from loaders.download.web import Web
from loaders.errors import SourceError
from loaders.publishers import LONDON_DATASTORE, Catalogue, Content

ENTRY = Catalogue("/api/dataset/made-up", r"^Ward crime")
CSV = (Content.CSV,)


@pytest.fixture
def choose(server):
    def choose(*resources: tuple[str, str, str], contents: tuple[Content, ...] = CSV):
        server.offer("made-up", *[(*resource, b"") for resource in resources])
        with Web(LONDON_DATASTORE, patience=Patience(), base=f"{server.base}/london_datastore") as web:
            return choose_resource(web, ENTRY, contents)

    return choose


def test_the_newest_of_those_that_match(choose):
    chosen = choose(
        ("Ward crime A", "/a.csv", "2026-01-02"),
        ("Ward crime B", "/b.csv", "2026-03-01"),
        ("Ward crime C", "/c.csv", "2026-02-28"),
        ("Borough crime", "/d.csv", "2026-09-01"),
        ("Ward crime guide", "/e.pdf", "2026-09-01"),
    )
    assert chosen.title == "Ward crime B"
    assert chosen.url == "https://data.london.gov.uk/b.csv"


def test_the_order_of_the_list_does_not_matter(choose):
    first, second = ("Ward crime", "/a.csv", "2026-01-02"), ("Ward crime", "/b.csv", "2026-01-02")
    assert choose(first, second) == choose(second, first)


def test_a_title_that_says_less_than_the_file_name(choose):
    assert choose(("Crime", "/Ward%20crime%202026.csv", "2026-01-02")).title == "Crime"


def test_nothing_that_matches(choose):
    with pytest.raises(SourceError) as caught:
        choose(("Borough crime", "/a.csv", "2026-01-02"), ("Ward crime", "/a.pdf", "2026-01-02"))
    assert "expected a csv file titled like '^Ward crime'; the catalogue lists: Borough crime, Ward crime;" in str(
        caught.value
    )


def test_another_format_where_the_publisher_has_used_both(choose):
    chosen = choose(("Ward crime", "/a.xlsx", "2026-01-02"), contents=(Content.CSV, Content.WORKBOOK))
    assert chosen.form == "xlsx"


def test_the_files_ending_counts_before_the_catalogues_word():
    entry = {"title": "A", "url": "https://x/a.xlsx", "format": "spreadsheet"}
    (resource,) = read_resources("https://x", json.dumps({"resources": {"r": entry}}).encode())
    assert resource.form == "xlsx"


def test_the_catalogues_word_where_the_address_has_no_ending():
    entry = {"title": "A", "url": "https://x/download?id=3", "format": "CSV"}
    (resource,) = read_resources("https://x", json.dumps({"resources": {"r": entry}}).encode())
    assert resource.form == "csv"


def test_what_is_not_json():
    with pytest.raises(SourceError, match="https://x: expected a catalogue entry in JSON; what came can't be read"):
        read_resources("https://x", b'{"resources": {')


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"resources": 3}', b'"x"'])
def test_json_without_resources(body):
    with pytest.raises(SourceError, match="expected a catalogue entry with a list of resources; it has none"):
        read_resources("https://x", body)


def test_resources_as_a_list_and_entries_without_an_address():
    body = json.dumps({"resources": [{"name": "A", "url": "https://x/a.CSV"}, {"title": "B"}, None]}).encode()
    (resource,) = read_resources("https://x", body)
    assert (resource.title, resource.form, resource.checked) == ("A", "csv", "")
