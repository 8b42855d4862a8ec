"""Every reader's format has a publication, with a page to fetch it from and a licence."""

import pytest

from loaders.publications import PUBLICATIONS, Publication
from loaders.publishers import DOWNLOADS
from loaders.reader_registry import READERS

FETCHED = {download.id: download for download in DOWNLOADS}


def test_there_is_one_publication_for_each_reader():
    assert set(PUBLICATIONS) == set(READERS)


@pytest.mark.parametrize("format", sorted(set(PUBLICATIONS) - {"plain_table"}))
def test_a_publication_says_who_where_and_under_which_licence(format):
    publication = PUBLICATIONS[format]

    assert publication.name
    assert publication.publisher
    assert publication.page.startswith("https://")
    assert "Open Government Licence v3.0" in publication.licence
    if publication.download:
        assert publication.page == FETCHED[publication.download].page


def test_where_to_get_it_is_the_command_or_else_the_page():
    fetched = Publication("Wards", "ONS", "https://example.org/wards", "wards_2022")
    by_hand = Publication("Homicide", "MPS", "https://example.org/homicide")

    assert fetched.where == "python -m loaders download --only wards_2022"
    assert by_hand.where == "https://example.org/homicide"
