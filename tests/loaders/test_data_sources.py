"""The page of data sources says what the registries say, of every measure and every format."""

from pathlib import Path

import pytest

from loaders.data_sources import describe_sources
from loaders.measure_registry import ENTRIES
from loaders.publications import PUBLICATIONS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-sources.md"


def test_the_page_in_docs_is_the_one_made_from_the_lists():
    assert PAGE.read_text("utf-8") == describe_sources(), (
        "docs/data-sources.md differs from what loaders.data_sources.describe_sources() gives; write that text into it"
    )


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_each_measure_has_its_unit_page_licence_and_limits(entry):
    page = describe_sources()
    start = page.index(f"### {entry.label} (`{entry.id}`)")
    section = page[start : page.find("\n#", start + 1)]

    for words in (entry.unit, entry.publication.page, entry.publication.licence, entry.caveat, entry.level.value):
        assert words in section
    for recipe in entry.recipes:
        assert f"`{recipe.series[0]}`" in section


@pytest.mark.parametrize("format", PUBLICATIONS)
def test_each_file_that_is_recognised_is_listed_with_its_publisher(format):
    publication = PUBLICATIONS[format]

    assert f"| {publication.name} | {publication.publisher} |" in describe_sources()
